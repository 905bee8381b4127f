use crate::api;
use crate::components::{Empty, Load};
use crate::error::ApiError;
use crate::forms::{BadgeRemoved, FileField, FormFindings, FormToken, TextArea, TextField, Typed};
use crate::frames::Public;
use crate::view::{FormState, Front};
use crate::words::host;
use domain::{DidMethod, Fields, Finding, NewInstitution};
use leptos::prelude::*;
use leptos_meta::Title;

/// Creates the institution; the signer creates its key at that moment.
#[component]
pub(crate) fn SetupPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| read());
    view! {
        <Public>
            <Load what=page let:page>
                <Setup front=page.0 form=page.1/>
            </Load>
        </Public>
    }
}

pub(super) async fn read() -> Result<(Front, FormState), ApiError> {
    Ok((api::front().await?, api::form().await?))
}

fn judge(fields: &Fields) -> Vec<Finding> {
    NewInstitution::read(fields).err().unwrap_or_default()
}

#[component]
fn Setup(front: Front, form: FormState) -> impl IntoView {
    match (front.institution.is_some(), front.signed_in) {
        (true, _) => view! {
            <Title text="Set up"/>
            <h1>"Insignia is set up"</h1>
            <Empty title="One institution for each installation" why="Its identifier stays as it is, because every badge depends on it. The page “Institution” changes its profile." way_on=("Go to Today", "/today".to_owned())/>
        }
        .into_any(),
        (false, false) => view! {
            <Title text="Set up"/>
            <h1>"Only the owner can set up Insignia"</h1>
            <Empty title="You are not signed in" why="The person who started Insignia sees the owner link in the terminal." way_on=("How to sign in", "/sign-in".to_owned())/>
        }
        .into_any(),
        (false, true) => view! { <SetupForm front form/> }.into_any(),
    }
}

#[component]
fn SetupForm(front: Front, form: FormState) -> impl IntoView {
    view! {
        <Title text="Set up Insignia"/>
        <header class="stack">
            <h1>"Which institution issues the badges?"</h1>
            <p>"Enter a few facts. The signer makes the key when you press the button."</p>
        </header>
        <div class="split">
            <InstitutionForm form action="/setup".to_owned()/>
            <aside class="rail">
                <Identifier front/>
                <WhatHappens/>
            </aside>
        </div>
    }
}

/// The form. Without a token it is the form of an owner link, where the link is the proof.
#[component]
pub(super) fn InstitutionForm(form: FormState, action: String) -> impl IntoView {
    let typed = Typed::new(&form, Fields::default(), judge);
    view! {
        <form class="fields" method="post" novalidate=true action=action enctype="multipart/form-data">
            <FormFindings typed/>
            {(!form.token.is_empty()).then(|| view! { <FormToken token=form.token/> })}
            <TextField typed name="name" label="Name of the institution" autocomplete="organization"
                hint="The name as it will appear in every badge. Readers see it as the issuer’s own claim, after its domain."/>
            <TextField typed name="url" label="Web address of the institution" kind="url" autocomplete="url" placeholder="https://www.example.edu"/>
            <TextArea typed name="description" label="Description" optional=true hint="One or two sentences, for people who do not know the institution."/>
            <BadgeRemoved typed/>
            <FileField typed name="logo" label="Logo" optional=true accept=".png,.svg,image/png,image/svg+xml"
                hint="PNG or SVG, at most 2 MB."/>
            <div class="row">
                <button class="btn main" type="submit">"Make the key and create the institution"</button>
            </div>
        </form>
    }
}

#[component]
pub(super) fn Identifier(front: Front) -> impl IntoView {
    let at = host(&front.public_url).to_owned();
    let says = match front.did_method {
        DidMethod::Web => view! {
            <p>"The issuer gets a web identifier (did:web) at " <strong>{at}</strong> ". Its key can be replaced later, and badges stay genuine."</p>
        }
        .into_any(),
        DidMethod::Key => view! {
            <p>"The issuer gets a key identifier (did:key): the key itself identifies the issuer."</p>
            <p>
                "A web identifier (did:web) is not possible here. Others look it up over https at a public name, and this installation serves "
                <strong>{front.public_url}</strong> ". So this key can never be replaced."
            </p>
        }
        .into_any(),
    };
    view! {
        <section class="part">
            <header>
                <h2>"How the issuer is identified"</h2>
            </header>
            {says}
        </section>
    }
}

#[component]
pub(super) fn WhatHappens() -> impl IntoView {
    view! {
        <section class="part">
            <header>
                <h2>"What happens next"</h2>
            </header>
            <ol class="docket">
                <li><div><h3>"The signer makes a key pair"</h3><p>"The private key stays in the token. Nobody can read it out, not even Insignia."</p></div></li>
                <li><div><h3>"The signer binds the key"</h3><p>"The key signs for this issuer and for no other. The ledger records this."</p></div></li>
                <li><div><h3>"You design the first badge"</h3></div></li>
                <li><div><h3>"The first approver allows it"</h3><p>"At the approval desk, a separate page of the signer: only what a person approves there is signed, even if this web application is compromised."</p></div></li>
            </ol>
        </section>
    }
}
