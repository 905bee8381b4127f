use super::achievement::Criteria;
use crate::api;
use crate::components::{
    Day, DomainLine, Fact, Facts, Icon, Load, Ornament, Picture, Preview, RevokedBanner, TellIssuer,
    TrialBadge,
};
use crate::frames::Public;
use crate::view::PublicCredentialPage as Page;
use crate::words::kind;
use leptos::prelude::*;
use leptos_meta::{Link, Meta};
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
    let revocation = page.revocation;
    let ornament = if revocation.is_some() { Ornament::Cancelled } else { Ornament::Earned };
    let badge = page.badge;
    let file = |kind: &str| format!("{}/badge.{kind}", page.address);
    let picture = Picture { address: badge.preview.clone(), alt: badge.wording.caption.clone() };
    let name = &badge.wording.name;
    let subject = if revocation.is_some() { format!("Revoked: {name}") } else { name.clone() };
    view! {
        <Preview subject description=badge.wording.description.clone() address=page.address.clone() picture/>
        // It names a person, and is for readers who have its link.
        <Meta name="robots" content="noindex"/>
        <Link rel="alternate" type_="application/vc" href=file("json")/>
        <TrialBadge did=badge.institution.did.clone()/>
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
                <p class="small quiet">"The holder made this page public. The check reads the issuer’s key and the list of revoked badges."</p>
                // An address is a query as it is: RFC 3986 allows its characters there.
                <a class="btn main wide" href=format!("/verify?badge={}", page.address) rel="external">"Check this badge"</a>
                <h2>"Download the badge"</h2>
                <p class="small quiet">"Each file contains the signed badge. You can check it here, or with another Open Badges verifier."</p>
                <a class="btn wide" href=file("png") download="" rel="external"><Icon name="down"/>"Download picture (PNG)"</a>
                <div class="grid3">
                    <a class="btn small wide" href=file("svg") download="" rel="external">"SVG"</a>
                    <a class="btn small wide" href=file("json") download="" rel="external">"JSON"</a>
                </div>
                <p class="small"><a href=file("json") rel="external">"Open the badge as data"</a></p>
                <TellIssuer badge=page.address.clone() url=badge.institution.url.clone() email=badge.institution.email.clone()/>
            </div>
        </article>
        <Criteria criteria=badge.wording.criteria/>
    }
}
