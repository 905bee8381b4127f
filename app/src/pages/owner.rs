use super::setup::{Identifier, InstitutionForm, WhatHappens, read};
use crate::components::Load;
use crate::forms::{FormFindings, Typed};
use crate::frames::Gate;
use crate::view::{FormState, Front};
use domain::Fields;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_location;

/// The target of a one-time link: the set-up form, or the sign-in where an institution exists. The button uses the link
/// up, not the visit: mail scanners visit links, too.
#[component]
pub(crate) fn OwnerPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| read());
    let address = use_location().pathname.get_untracked();
    view! {
        <Gate>
            <Meta name="robots" content="noindex"/>
            <Load what=page let:page>
                <Owner front=page.0 form=page.1 address=address.clone()/>
            </Load>
        </Gate>
    }
}

#[component]
fn Owner(front: Front, form: FormState, address: String) -> impl IntoView {
    if front.institution.is_none() {
        return view! {
            <Title text="Set up Insignia"/>
            <header class="stack-s">
                <h1>"Which institution issues the badges?"</h1>
                <p class="quiet">"This link works once: you become the owner, and this browser stays signed in."</p>
            </header>
            <InstitutionForm form=FormState { token: String::new(), ..form } action=address/>
            <WhatHappens/>
            <Identifier front/>
            <NewLink/>
        }
        .into_any();
    }
    let typed = Typed::new(&form, Fields::default(), |_| Vec::new());
    view! {
        <Title text="Sign in as owner"/>
        <header class="stack-s">
            <h1>"This link signs you in as owner"</h1>
            <p class="quiet">"It works once. Then this browser stays signed in for the session."</p>
        </header>
        <FormFindings typed/>
        <form method="post" action=address enctype="application/x-www-form-urlencoded">
            <button class="btn main wide" type="submit">"Sign in"</button>
        </form>
        <NewLink/>
    }
    .into_any()
}

#[component]
fn NewLink() -> impl IntoView {
    view! {
        <p class="small quiet">
            "Used already, or too old? " <a href="/sign-in">"How to get a new link"</a> "."
        </p>
    }
}
