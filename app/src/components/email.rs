use leptos::prelude::*;

/// An e-mail address that preferably breaks after its @.
#[component]
pub(crate) fn Email(#[prop(into)] address: String) -> impl IntoView {
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let (local, domain) = (format!("{local}@"), domain.to_owned());
            view! { {local} <wbr/> {domain} }.into_any()
        }
        None => address.into_any(),
    }
}
