use leptos::prelude::*;

/// While this is on the page, `page.js` fetches the page every `seconds` and shows what changed. Without script the
/// browser reloads the page, unless the page `has_button` for that: where people wait for other people.
#[component]
pub(crate) fn LookAgain(
    #[prop(default = 3)] seconds: u8,
    #[prop(optional)] has_button: bool,
) -> impl IntoView {
    let reload = "<meta http-equiv=\"refresh\" content=\"3\">";
    view! {
        <i data-again=seconds.to_string() hidden=true></i>
        {(!has_button).then(|| view! { <noscript inner_html=reload></noscript> })}
    }
}
