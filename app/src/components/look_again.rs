use leptos::prelude::*;

/// Reads the page again after three seconds where no script does it.
#[component]
pub(crate) fn LookAgain() -> impl IntoView {
    view! { <noscript inner_html="<meta http-equiv=\"refresh\" content=\"3\">"></noscript> }
}
