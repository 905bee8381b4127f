use leptos::prelude::*;

/// The first stop of the keyboard: past the navigation.
#[component]
pub(crate) fn SkipLink() -> impl IntoView {
    view! { <a class="skip" href="#main" rel="external">"Skip to the page"</a> }
}
