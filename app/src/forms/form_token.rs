use leptos::prelude::*;

/// The hidden field that shows the server that this form came from one of its own pages.
#[component]
pub(crate) fn FormToken(#[prop(into)] token: String) -> impl IntoView {
    view! { <input type="hidden" name="form_token" value=token/> }
}
