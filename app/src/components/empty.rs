use leptos::prelude::*;

/// An empty state: what is missing, why, and a link to the next step.
#[component]
pub(crate) fn Empty(
    title: &'static str,
    #[prop(into)] why: String,
    #[prop(optional)] way_on: Option<(&'static str, String)>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{why}</p>
            {way_on.map(|(words, address)| view! { <a class="btn main" href=address>{words}</a> })}
        </div>
    }
}
