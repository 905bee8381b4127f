use super::Icon;
use crate::browser::{alive, print_page};
use leptos::prelude::*;

/// Prints the page. Without scripts there is no button; the browser's own menu does it.
#[component]
pub(crate) fn PrintButton() -> impl IntoView {
    let alive = alive();
    view! {
        <Show when=move || alive.get()>
            <button class="btn small" type="button" on:click=move |_| print_page()>
                <Icon name="print"/>
                "Print"
            </button>
        </Show>
    }
}
