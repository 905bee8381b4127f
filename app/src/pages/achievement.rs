use crate::api;
use crate::components::{
    Day, DomainLine, Fact, Facts, Load, Notice, Picture, Preview, StatusIcon, TrialBadge,
};
use crate::frames::Public;
use crate::view::AchievementPage as Page;
use crate::words::kind;
use domain::markdown;
use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::hooks::use_params_map;

/// The public page of a published badge.
#[component]
pub(crate) fn AchievementPage() -> impl IntoView {
    let params = use_params_map();
    let part = move |name| params.with(|params| params.get(name).unwrap_or_default());
    let page =
        Resource::new(move || (part("id"), part("version")), |(id, version)| api::achievement(id, version));
    view! {
        <Public>
            <Load what=page let:page>
                <AchievementView page/>
            </Load>
        </Public>
    }
}

/// The page's content.
#[component]
pub(crate) fn AchievementView(page: Page) -> impl IntoView {
    let newer = page.newer.map(|newer| (newer, newer_address(&page.address, newer)));
    let data = format!("{}/achievement.json", page.address);
    let picture = Picture { address: page.preview.clone(), alt: page.wording.caption.clone() };
    view! {
        <Preview subject=page.wording.name.clone() description=page.wording.description.clone() address=page.address.clone() picture/>
        <Link rel="alternate" type_="application/ld+json" href=data.clone()/>
        <TrialBadge did=page.institution.did.clone()/>
        {newer.map(|(newer, address)| view! {
            <Notice icon=StatusIcon::Blank tone="plain">
                <p>"Version " {newer.to_string()} " is the newest. Badges of this version stay genuine. " <a href=address rel="external">"Open the newest version"</a></p>
            </Notice>
        })}
        <article class="stub">
            <div class="face">
                <DomainLine address=page.address.clone()/>
                <div class="seat"><img src=page.image.clone() alt=page.wording.caption.clone() width="304" height="304"/></div>
                <h1><bdi>{page.wording.name.clone()}</bdi></h1>
                <p class="quiet">"A badge of " <a href=page.issuer_address.clone() rel="external"><bdi>{page.institution.name.clone()}</bdi></a></p>
            </div>
            <div class="acts">
                <h2>"Description"</h2>
                <p dir="auto">{page.wording.description.clone()}</p>
                <Facts>
                    <Fact term="Kind">{kind(&page.wording.achievement_type)}</Fact>
                    <Fact term="Version">{page.version.to_string()} ", published on " <Day at=page.published/></Fact>
                    <Fact term="Tags">{if page.wording.tags.is_empty() { "none".to_owned() } else { page.wording.tags.join(", ") }}</Fact>
                </Facts>
                <a class="btn wide" href="/verify" rel="external">"Check a badge"</a>
                <p class="small"><a href=data rel="external">"Open the badge’s description as data"</a></p>
            </div>
        </article>
        <Criteria criteria=page.wording.criteria/>
    }
}

/// The requirements for a badge.
#[component]
pub(crate) fn Criteria(criteria: String) -> impl IntoView {
    view! {
        <section class="part" aria-labelledby="criteria">
            <header><h2 id="criteria">"Requirements"</h2></header>
            <div class="prose" inner_html=markdown::to_html(&criteria)></div>
        </section>
    }
}

fn newer_address(address: &str, newer: domain::Version) -> String {
    let stem = address.rsplit_once('/').map_or(address, |(stem, _)| stem);
    format!("{stem}/{newer}")
}
