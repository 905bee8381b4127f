use crate::api;
use crate::components::{Empty, Load};
use crate::error::ApiError;
use crate::forms::{FileField, FormFindings, FormToken, TextArea, TextField, Typed};
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

async fn read() -> Result<(Front, FormState), ApiError> {
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
            <h1>"This Insignia is set up"</h1>
            <Empty title="One institution to an installation" why="Its name and key stay as they are; they are signed into every badge." way_on=("Go to today", "/today".to_owned())/>
        }
        .into_any(),
        (false, false) => view! {
            <Title text="Set up"/>
            <h1>"Setting up needs the owner"</h1>
            <Empty title="You are not signed in" why="The owner link stands in the terminal where Insignia was started." way_on=("How to sign in", "/sign-in".to_owned())/>
        }
        .into_any(),
        (false, true) => view! { <SetupForm front form/> }.into_any(),
    }
}

#[component]
fn SetupForm(front: Front, form: FormState) -> impl IntoView {
    let typed = Typed::new(&form, Fields::default(), judge);
    view! {
        <Title text="Enter the institution"/>
        <header class="stack">
            <h1>"Enter the institution that issues the badges"</h1>
            <p>"A few facts, and the code that proves you may set up its signer. The key is made when you press the button."</p>
        </header>
        <div class="split">
            <form class="fields" method="post" novalidate=true action="/setup" enctype="multipart/form-data">
                <FormFindings typed/>
                <FormToken token=form.token/>
                <TextField typed name="setup_code" label="The signer’s set-up code" mono=true
                    hint="It is in the terminal where Insignia was started. The signer made it, and it works once."/>
                <TextField typed name="name" label="Name of the institution" autocomplete="organization"
                    hint="As it will appear in every badge. Readers see it as the issuer’s own claim, after its domain."/>
                <TextField typed name="url" label="Its web address" kind="url" autocomplete="url" placeholder="https://www.example.edu"/>
                <TextArea typed name="description" label="What it is" optional=true hint="One or two sentences, for people who do not know it."/>
                <FileField typed name="logo" label="Logo" optional=true accept=".png,.svg,image/png,image/svg+xml"
                    hint="PNG or SVG, at most 2 MB."/>
                <div class="row">
                    <button class="btn main" type="submit">"Make the key and create the institution"</button>
                </div>
            </form>
            <aside class="rail">
                <Identifier front/>
                <WhatHappens/>
            </aside>
        </div>
    }
}

#[component]
fn Identifier(front: Front) -> impl IntoView {
    let at = host(&front.public_url).to_owned();
    let says = match front.did_method {
        DidMethod::Web => view! {
            <p>"It will be a web identifier (did:web) at " <strong>{at}</strong> ". Its key can be replaced later, and badges stay genuine."</p>
        }
        .into_any(),
        DidMethod::Key => view! {
            <p>"It will be a key identifier (did:key): the key itself names the issuer."</p>
            <p>
                "A web identifier (did:web) is off here: others look it up over https at a public name, and this installation serves "
                <strong>{front.public_url}</strong> ". It also means that this key can never be replaced."
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
fn WhatHappens() -> impl IntoView {
    view! {
        <section class="part">
            <header>
                <h2>"What happens then"</h2>
            </header>
            <ol class="docket">
                <li><div><h3>"A key pair is made"</h3><p>"Inside the token. It cannot be read out, not even by Insignia."</p></div></li>
                <li><div><h3>"The signer binds it"</h3><p>"To this issuer and to no other, and writes that in its ledger."</p></div></li>
                <li><div><h3>"You design the first badge"</h3></div></li>
            </ol>
        </section>
    }
}
