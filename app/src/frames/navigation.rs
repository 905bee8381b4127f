use super::workspace::Here;
use crate::components::{Icon, LoadQuietly};
use crate::error::ApiError;
use crate::forms::FormToken;
use crate::view::{FormState, Front};
use crate::words::host;
use leptos::prelude::*;

const PLACES: [(Here, &str, &str, &str); 6] = [
    (Here::Today, "/today", "today", "Today"),
    (Here::Designs, "/designs", "design", "Designs"),
    (Here::Issue, "/issue", "issue", "Issue"),
    (Here::Register, "/register", "register", "Register"),
    (Here::Keys, "/keys", "key", "Keys"),
    (Here::Institution, "/institution", "bank", "Institution"),
];

/// The workspace's links, headed by the institution.
#[component]
pub(crate) fn Navigation(
    front: Resource<Result<Front, ApiError>>,
    form: Resource<Result<FormState, ApiError>>,
    here: Here,
) -> impl IntoView {
    view! {
        <LoadQuietly what=front let:front>
            <House front=front.clone()/>
            <Places here waiting=front.waiting/>
        </LoadQuietly>
        <LoadQuietly what=form let:form>
            <SignOut token=form.token/>
        </LoadQuietly>
    }
}

#[component]
fn House(front: Front) -> impl IntoView {
    let address = host(&front.public_url).to_owned();
    front.institution.map(|institution| {
        view! { <p class="house">{institution.name} " " <small>{address}</small></p> }
    })
}

#[component]
fn Places(here: Here, waiting: u32) -> impl IntoView {
    let links: Vec<_> = PLACES
        .into_iter()
        .map(|(place, address, icon, name)| {
            let number = (place == Here::Today && waiting > 0)
                .then(|| view! { <b>{waiting} <span class="vh">" waiting"</span></b> });
            view! {
                <li>
                    <a href=address aria-current=(place == here).then_some("page")>
                        <Icon name=icon/>
                        {name}
                        {number}
                    </a>
                </li>
            }
        })
        .collect();
    view! { <ul>{links}</ul> }
}

#[component]
fn SignOut(token: String) -> impl IntoView {
    view! {
        <form class="me" method="post" action="/sign-out" enctype="application/x-www-form-urlencoded">
            <FormToken token/>
            <button class="menu always" type="submit">"Sign out"</button>
        </form>
    }
}
