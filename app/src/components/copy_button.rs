use super::Icon;
use crate::browser::{alive, copy};
use leptos::prelude::*;

/// Copies a text of the page. Without scripts there is no button.
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
