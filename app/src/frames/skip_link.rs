use leptos::prelude::*;

/// The keyboard's first stop: skips the navigation.
#[component]
pub(crate) fn SkipLink() -> impl IntoView {
    view! { <a class="skip" href="#main" rel="external">"Skip to the page"</a> }
}
