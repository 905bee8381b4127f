use crate::view::Front;
use leptos::prelude::*;

/// The links of the public pages.
#[component]
pub(crate) fn PublicNavigation(front: Front) -> impl IntoView {
    let badges = front.institution.map(|institution| {
        view! { <a href=format!("/issuers/{}", institution.id)>"Badges issued here"</a> }
    });
    let way_in = if front.signed_in { ("/today", "Workspace") } else { ("/sign-in", "Sign in") };
    view! {
        <nav aria-label="Main">
            <a href="/verify" rel="external">"Check a badge"</a>
            {badges}
            <a href=way_in.0>{way_in.1}</a>
        </nav>
    }
}
