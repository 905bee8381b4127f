use domain::Institution;
use leptos::prelude::*;

/// The institution's logo, if it has one. Its name is next to it, so the alternative text is empty.
#[component]
pub(crate) fn Logo(institution: Institution) -> impl IntoView {
    let address = institution.logo_path()?;
    Some(view! { <img class="logo" src=address alt="" width="128" height="128"/> })
}
