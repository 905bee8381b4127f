use super::Logo;
use domain::Institution;
use leptos::prelude::*;

/// The institution of this installation, at the top of a page that it sends to a person: logo and name.
#[component]
pub(crate) fn Letterhead(institution: Institution) -> impl IntoView {
    view! {
        <header class="letterhead">
            <Logo institution=institution.clone()/>
            <p><bdi>{institution.name}</bdi></p>
        </header>
    }
}
