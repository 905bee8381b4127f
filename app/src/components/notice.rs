use super::{Mark, StatusIcon};
use leptos::prelude::*;

/// A further message on the page. `tone` is a class of the stylesheet: "", "good" or "plain".
#[component]
pub(crate) fn Notice(
    icon: StatusIcon,
    #[prop(optional)] tone: &'static str,
    #[prop(default = "status")] role: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("notice {tone}") role=role>
            <span>
                <Mark icon/>
            </span>
            <div class="stack-s">{children()}</div>
        </div>
    }
}
