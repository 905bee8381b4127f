use leptos::prelude::*;

/// Reloads the page after three seconds if scripts are off.
#[component]
pub(crate) fn LookAgain() -> impl IntoView {
    view! { <noscript inner_html="<meta http-equiv=\"refresh\" content=\"3\">"></noscript> }
}
