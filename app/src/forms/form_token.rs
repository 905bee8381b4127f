use leptos::prelude::*;

/// The hidden field that proves that the form came from one of the server's own pages.
#[component]
pub(crate) fn FormToken(#[prop(into)] token: String) -> impl IntoView {
    view! { <input type="hidden" name="form_token" value=token/> }
}
