use super::Icon;
use crate::browser::{alive, copy};
use leptos::prelude::*;

/// Copies a text that the page shows beside it. Without script there is nothing to press.
#[component]
pub(crate) fn CopyButton(#[prop(into)] text: String) -> impl IntoView {
    let alive = alive();
    let copied = RwSignal::new(false);
    let text = StoredValue::new(text);
    let press = move |_| {
        text.with_value(|text| copy(text));
        copied.set(true);
    };
    view! {
        <Show when=move || alive.get()>
            <button class="btn small" type="button" on:click=press>
                <Icon name="copy"/>
                <span role="status">{move || if copied.get() { "Copied" } else { "Copy" }}</span>
            </button>
        </Show>
    }
}
