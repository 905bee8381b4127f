use super::{Mark, Punch};
use leptos::prelude::*;

/// A further message on the page. `tone` is a class of the stylesheet: "", "good" or "plain".
#[component]
pub(crate) fn Notice(
    punch: Punch,
    #[prop(optional)] tone: &'static str,
    #[prop(default = "status")] role: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("notice {tone}") role=role>
            <span>
                <Mark punch/>
            </span>
            <div class="stack-s">{children()}</div>
        </div>
    }
}
