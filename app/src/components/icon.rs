use super::art;
use leptos::prelude::*;

/// An icon of `art/icons.svg`. Always next to a word, so it is hidden from screen readers.
#[component]
pub(crate) fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=art(&format!("icons.svg#i-{name}"))></use>
        </svg>
    }
}
