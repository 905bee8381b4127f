use super::Icon;
use leptos::prelude::*;

/// Copies a text of the page, by `page.js`. The stylesheet hides the button without script.
#[component]
pub(crate) fn CopyButton(#[prop(into)] text: String) -> impl IntoView {
    view! {
        <button class="btn small" type="button" data-copy=text>
            <Icon name="copy"/>
            <span role="status">"Copy"</span>
        </button>
    }
}
