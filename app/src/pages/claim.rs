use super::achievement::Criteria;
use super::claim_acts::{ClaimActs, NotYet};
use crate::api;
use crate::components::{
    Day, DomainLine, Letterhead, Load, Mark, RevokedBanner, SavedNote, StatusIcon, TellIssuer, TrialBadge,
    ornament_of,
};
use crate::frames::Public;
use crate::view::ClaimPage as Page;
use domain::Progress;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

/// The learner's page: the badge, and its downloads and links.
#[component]
pub(crate) fn ClaimPage() -> impl IntoView {
    let params = use_params_map();
    let page =
        Resource::new(move || params.with(|params| params.get("token").unwrap_or_default()), api::claim);
    view! {
        <Public>
            <Load what=page let:page>
                <ClaimView page/>
            </Load>
        </Public>
    }
}

/// The page's content.
#[component]
pub(crate) fn ClaimView(page: Page) -> impl IntoView {
    let revocation = page.revocation;
    let signed = matches!(page.progress, Progress::Signed { .. });
    view! {
        <Title text=page.badge.wording.name.clone()/>
        <Meta name="robots" content="noindex"/>
        <Meta name="referrer" content="same-origin"/>
        <SavedNote flag="public" says="Your choice is saved. “Share a link” shows whether your badge has a public page."/>
        <Letterhead institution=page.badge.institution.clone()/>
        <TrialBadge did=page.badge.institution.did.clone()/>
        {revocation.map(|revocation| view! { <RevokedBanner revocation/> })}
        <article class=ornament_of(&page.progress, revocation.is_some()).class("stub") aria-labelledby="badge">
            <Face page=page.clone() revoked=revocation.is_some()/>
            <div class="acts">
                {if signed {
                    view! { <ClaimActs page=page.clone()/> }.into_any()
                } else {
                    view! { <NotYet progress=page.progress.clone()/> }.into_any()
                }}
            </div>
        </article>
        <div class="split even">
            <section class="part" aria-labelledby="says">
                <header><h2 id="says">"Description"</h2></header>
                <p dir="auto">{page.badge.wording.description.clone()}</p>
            </section>
            <Criteria criteria=page.badge.wording.criteria/>
        </div>
    }
}

#[component]
fn Face(page: Page, revoked: bool) -> impl IntoView {
    let signed = match &page.progress {
        Progress::Signed { at, .. } if !revoked => Some(*at),
        _ => None,
    };
    let badge = page.badge;
    view! {
        <div class="face">
            <DomainLine address=badge.address/>
            <div class="seat"><img src=badge.image alt=badge.wording.caption width="304" height="304"/></div>
            <h1 id="badge"><bdi>{badge.wording.name}</bdi></h1>
            <p class="for">"For " <bdi>{page.recipient}</bdi></p>
            <p class="small quiet">"Others will see this name."</p>
            <TellIssuer badge=page.address url=badge.institution.url email=badge.institution.email/>
            {signed.map(|at| view! {
                <p><Mark icon=StatusIcon::Good word="Signed"/> <span class="small quiet">" on " <Day at/></span></p>
            })}
        </div>
    }
}
