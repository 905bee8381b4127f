use crate::api;
use crate::components::{DomainLine, Email, Fact, Facts, Load, Logo, Preview, Shelf, TrialBadge};
use crate::frames::Public;
use crate::view::IssuerPage as Page;
use crate::words::{count, host, mail_address};
use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::hooks::use_params_map;

/// The public page of an institution.
#[component]
pub(crate) fn IssuerPage() -> impl IntoView {
    let params = use_params_map();
    let page = Resource::new(move || params.with(|params| params.get("id").unwrap_or_default()), api::issuer);
    view! {
        <Public>
            <Load what=page let:page>
                <IssuerView page/>
            </Load>
        </Public>
    }
}

/// The page's content.
#[component]
pub(crate) fn IssuerView(page: Page) -> impl IntoView {
    let institution = page.institution;
    let number = u32::try_from(page.badges.len()).unwrap_or(u32::MAX);
    let data = format!("{}/profile.json", page.address);
    let description = format!("Badges issued by {}, and how to check them.", host(&page.address));
    view! {
        <Preview subject="Badges" description address=page.address.clone()/>
        <Link rel="alternate" type_="application/ld+json" href=data.clone()/>
        <TrialBadge did=institution.did.clone()/>
        <header class="crest">
            <Logo institution=institution.clone()/>
            <div class="stack">
                <DomainLine address=page.did_document.clone()/>
                <h1>{institution.name.clone()}</h1>
                <p>{institution.description.clone()}</p>
            </div>
        </header>
        <section class="part" aria-labelledby="badges">
            <header>
                <h2 id="badges">{if number == 0 { "No badge is published yet".to_owned() } else { count(number, "badge") }}</h2>
                <a href="/verify" rel="external">"Check a badge"</a>
            </header>
            <Shelf badges=page.badges/>
        </section>
        <section class="part" aria-labelledby="issuer">
            <header><h2 id="issuer">"How to recognise this issuer"</h2></header>
            <Facts>
                <Fact term="Web address"><a href=institution.url.clone() rel="external">{institution.url.clone()}</a></Fact>
                {institution.email.map(|email| {
                    let href = mail_address(&email);
                    view! { <Fact term="Contact"><a href=href rel="external"><Email address=email/></a></Fact> }
                })}
                <Fact term="Identifier"><code>{institution.did}</code></Fact>
                <Fact term="Keys"><a href=page.did_document rel="external">"the issuer’s list of keys"</a></Fact>
                <Fact term="Profile"><a href=data rel="external">"the issuer’s profile as data"</a></Fact>
            </Facts>
            <p class="small quiet">"The name above is the issuer’s own claim. A check shows which address and which key a badge came from."</p>
        </section>
    }
}
