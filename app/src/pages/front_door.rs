use crate::api;
use crate::components::{DomainLine, Icon, Load, Logo, Preview, Shelf};
use crate::frames::Public;
use crate::view::{FrontDoor, IssuerPage};
use crate::words::host;
use leptos::prelude::*;
use leptos_meta::Title;

/// The bare address: the institution's public page, or how to set this Insignia up.
#[component]
pub(crate) fn FrontDoorPage() -> impl IntoView {
    let door = Resource::new(|| (), |()| api::front_door());
    view! {
        <Public>
            <Load what=door let:door>
                <Door door/>
            </Load>
        </Public>
    }
}

#[component]
fn Door(door: FrontDoor) -> impl IntoView {
    match door.issuer {
        Some(page) => {
            view! { <Face page address=door.front.public_url signed_in=door.front.signed_in/> }.into_any()
        }
        None => view! { <Unset/> }.into_any(),
    }
}

#[component]
fn Face(page: IssuerPage, address: String, signed_in: bool) -> impl IntoView {
    let institution = page.institution;
    let issued_here = format!("/issuers/{}", institution.id);
    let some = !page.badges.is_empty();
    let description = format!("Badges issued by {}, and how to check them.", host(&address));
    let way_in = if signed_in { ("/today", "Open the workspace") } else { ("/sign-in", "Sign in") };
    view! {
        <Preview subject="Badges" description=description address=address.clone()/>
        <header class="crest">
            <Logo institution=institution.clone()/>
            <div class="stack">
                <DomainLine address/>
                <h1>{institution.name.clone()}</h1>
                <p>{institution.description.clone()}</p>
                <div class="row">
                    <a class="btn main" href="/verify" rel="external">"Check a badge"</a>
                    <a class="btn" href=way_in.0>{way_in.1}</a>
                </div>
            </div>
        </header>
        <section class="part" aria-labelledby="badges">
            <header>
                <h2 id="badges">"Badges you can earn here"</h2>
                <a href=issued_here>"About the issuer"</a>
            </header>
            {if some {
                view! { <Shelf badges=page.badges/> }.into_any()
            } else {
                view! { <p class="quiet">"No badge is published yet."</p> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Unset() -> impl IntoView {
    view! {
        <Title text="Set up Insignia"/>
        <header class="stack">
            <h1>"Insignia is not set up yet"</h1>
            <p>
                "The owner sets it up with a link that works once. The person who started Insignia sees the link in the terminal."
            </p>
        </header>
        <ol class="docket">
            <li>
                <div>
                    <h2>"Open the owner link"</h2>
                    <p>
                        "The terminal shows the link. This command makes a new one: " <code>"insignia owner-link"</code>
                    </p>
                </div>
            </li>
            <li>
                <div>
                    <h2>"Enter the institution"</h2>
                    <p>"Enter its name, its web address and a logo. The signer then makes the signing key."</p>
                </div>
            </li>
            <li>
                <div>
                    <h2>"Publish and issue the first badge"</h2>
                    <p>"Both take a few minutes."</p>
                </div>
            </li>
        </ol>
        <p>
            <a class="btn" href="/verify" rel="external">
                <Icon name="scan"/>
                "Check a badge"
            </a>
        </p>
    }
}
