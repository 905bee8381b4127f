use super::Icon;
use leptos::prelude::*;

/// Prints the page, by `page.js`. The stylesheet hides the button without script: the browser's own menu prints, too.
#[component]
pub(crate) fn PrintButton() -> impl IntoView {
    view! {
        <button class="btn small" type="button" data-print="">
            <Icon name="print"/>
            "Print"
        </button>
    }
}
