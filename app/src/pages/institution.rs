use crate::api;
use crate::components::{Fact, Facts, Load, Logo};
use crate::error::ApiError;
use crate::frames::{Here, Workspace};
use crate::view::Front;
use domain::{DidMethod, Institution};
use leptos::prelude::*;
use leptos_meta::Title;

/// The institution's data from its set-up.
#[component]
pub(crate) fn InstitutionPage() -> impl IntoView {
    let front = Resource::new(|| (), |()| api::institution());
    view! {
        <Workspace here=Here::Institution>
            <Load what=front let:front>
                <InstitutionView front/>
            </Load>
        </Workspace>
    }
}

#[component]
fn InstitutionView(front: Front) -> impl IntoView {
    match front.institution {
        Some(institution) => {
            view! { <Set institution public_url=front.public_url method=front.did_method/> }.into_any()
        }
        None => view! { <crate::components::Failure error=ApiError::NotSetUp/> }.into_any(),
    }
}

#[component]
fn Set(institution: Institution, public_url: String, method: DidMethod) -> impl IntoView {
    let public = format!("/issuers/{}", institution.id);
    let method = match method {
        DidMethod::Web => "did:web, below this installation’s address; its keys can be replaced",
        DidMethod::Key => {
            "did:key, because this installation is not served over https; its key cannot be replaced"
        }
    };
    view! {
        <Title text="Institution"/>
        <header class="head">
            <div>
                <h1>"Badges here are issued by " {institution.name.clone()}</h1>
                <p>"The signature of every badge covers the name and the identifier, so neither can be changed here."</p>
            </div>
            <div class="row"><a class="btn" href=public rel="external">"Open the public page"</a></div>
        </header>
        <section class="part" aria-labelledby="facts">
            <header><h2 id="facts">"Set-up"</h2></header>
            <Logo institution=institution.clone()/>
            <Facts>
                <Fact term="Name">{institution.name}</Fact>
                <Fact term="Web address">{institution.url}</Fact>
                <Fact term="Description">{if institution.description.is_empty() { "nothing was entered".to_owned() } else { institution.description }}</Fact>
                <Fact term="Address of the badges">{public_url}</Fact>
                <Fact term="Identifier"><code>{institution.did}</code></Fact>
                <Fact term="Kind of identifier">{method}</Fact>
            </Facts>
        </section>
    }
}
