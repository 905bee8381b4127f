use super::Typed;
use leptos::prelude::*;

/// Reports that a badge was removed from the picture that is kept, and posts this again.
#[component]
pub(crate) fn BadgeRemoved(typed: Typed) -> impl IntoView {
    (typed.initial("badge-removed") == "yes").then(|| {
        view! {
            <input type="hidden" name="badge-removed" value="yes"/>
            <p class="small quiet" role="status">
                "The picture contained a badge of somebody else. Insignia removed it. The picture looks the same."
            </p>
        }
    })
}
