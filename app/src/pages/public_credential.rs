use super::achievement::Criteria;
use crate::api;
use crate::components::{Day, DomainLine, Fact, Facts, Load, Ornament, RevokedBanner};
use crate::frames::Public;
use crate::view::PublicCredentialPage as Page;
use crate::words::kind;
use domain::CredentialState;
use leptos::prelude::*;
use leptos_meta::{Link, Title};
use leptos_router::hooks::use_params_map;

/// A badge that its learner made public.
#[component]
pub(crate) fn PublicCredentialPage() -> impl IntoView {
    let params = use_params_map();
    let page = Resource::new(
        move || params.with(|params| params.get("id").unwrap_or_default()),
        api::public_credential,
    );
    view! {
        <Public>
            <Load what=page let:page>
                <PublicCredentialView page/>
            </Load>
        </Public>
    }
}

/// The page's content.
#[component]
pub(crate) fn PublicCredentialView(page: Page) -> impl IntoView {
    let revocation =
        if let CredentialState::Revoked(revocation) = page.state { Some(revocation) } else { None };
    let ornament = if revocation.is_some() { Ornament::Cancelled } else { Ornament::Earned };
    let badge = page.badge;
    view! {
        <Title text=format!("{} for {}", badge.wording.name, page.recipient)/>
        <Link rel="alternate" type_="application/vc" href=page.address.clone()/>
        {revocation.map(|revocation| view! { <RevokedBanner revocation/> })}
        <article class=ornament.class("stub")>
            <div class="face">
                <DomainLine address=page.address.clone()/>
                <div class="seat"><img src=badge.image.clone() alt=badge.wording.caption.clone() width="304" height="304"/></div>
                <h1><bdi>{badge.wording.name.clone()}</bdi></h1>
                <p class="for">"For " <bdi>{page.recipient}</bdi></p>
            </div>
            <div class="acts">
                <h2>"Description"</h2>
                <p dir="auto">{badge.wording.description.clone()}</p>
                <Facts>
                    <Fact term="Issued"><Day at=page.issued/></Fact>
                    <Fact term="Issuer"><a href=badge.issuer_address.clone() rel="external"><bdi>{badge.institution.name.clone()}</bdi></a></Fact>
                    <Fact term="Kind">{kind(&badge.wording.achievement_type)}</Fact>
                </Facts>
                <h2>"Check the badge yourself"</h2>
                <p class="small quiet">"The holder made this page public. Download the badge and check it: the check reads the issuer’s key and the list of revoked badges."</p>
                <a class="btn main wide" href="/verify" rel="external">"Check this badge"</a>
                <a class="btn wide" href=page.address.clone() type="application/vc" rel="external">"Open the badge as data"</a>
            </div>
        </article>
        <Criteria criteria=badge.wording.criteria/>
    }
}
