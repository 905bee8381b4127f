use crate::api;
use crate::components::Load;
use crate::forms::{FormFindings, Typed};
use crate::frames::Gate;
use crate::view::FormState;
use domain::Fields;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_location;

/// The target of a one-time link. The button uses it up, not the visit: mail scanners visit links, too.
#[component]
pub(crate) fn OwnerPage() -> impl IntoView {
    let form = Resource::new(|| (), |()| api::form());
    let address = use_location().pathname.get_untracked();
    view! {
        <Gate>
            <Load what=form let:form>
                <Owner form address=address.clone()/>
            </Load>
        </Gate>
    }
}

#[component]
fn Owner(form: FormState, address: String) -> impl IntoView {
    let typed = Typed::new(&form, Fields::default(), |_| Vec::new());
    view! {
        <Title text="Sign in as owner"/>
        <Meta name="robots" content="noindex"/>
        <header class="stack-s">
            <h1>"This link signs you in as owner"</h1>
            <p class="quiet">"It works once. Then this browser stays signed in for the session."</p>
        </header>
        <FormFindings typed/>
        <form method="post" action=address enctype="application/x-www-form-urlencoded">
            <button class="btn main wide" type="submit">"Sign in"</button>
        </form>
        <p class="small quiet">
            "Used already, or too old? " <a href="/sign-in">"How to get a new link"</a> "."
        </p>
    }
}
