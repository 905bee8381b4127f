use leptos::prelude::*;

/// While this is on the page, `page.js` fetches the page every `seconds` and shows what changed. Without script the
/// browser reloads the page.
#[component]
pub(crate) fn LookAgain(#[prop(default = 3)] seconds: u8) -> impl IntoView {
    view! {
        <i data-again=seconds.to_string() hidden=true></i>
        <noscript inner_html="<meta http-equiv=\"refresh\" content=\"3\">"></noscript>
    }
}
