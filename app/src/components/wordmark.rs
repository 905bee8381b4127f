use super::art;
use leptos::prelude::*;

/// The product's name with its logo.
#[component]
pub(crate) fn Wordmark() -> impl IntoView {
    view! {
        <svg class="wordmark" viewBox="0 0 152.3 33" role="img" aria-label="Insignia">
            <use href=art("wordmark.svg#wordmark")></use>
        </svg>
    }
}
