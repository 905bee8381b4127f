use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Confirms a form's success if the address has its flag (`/designs/…?saved`). The page itself shows the result too.
#[component]
pub(crate) fn SavedNote(flag: &'static str, says: &'static str) -> impl IntoView {
    let query = use_query_map();
    move || {
        query.with(|query| query.get(flag).is_some()).then(|| {
            view! {
                <p class="toast" role="status">
                    <span>{says}</span>
                </p>
            }
        })
    }
}
