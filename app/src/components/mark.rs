use super::art;
use leptos::prelude::*;
use report_html::StatusIcon;

/// Address of a status icon's shape.
pub(crate) fn shape(icon: StatusIcon) -> String {
    art(&format!("marks.svg#m-{}", icon.name()))
}

/// A status icon, with its word unless the page shows the word anyway.
#[component]
pub(crate) fn Mark(icon: StatusIcon, #[prop(optional, into)] word: Option<String>) -> impl IntoView {
    view! {
        <span class=format!("mark {}", icon.name())>
            <svg aria-hidden="true">
                <use href=shape(icon)></use>
            </svg>
            {word}
        </span>
    }
}
