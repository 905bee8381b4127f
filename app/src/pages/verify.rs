use super::verify_form::VerifyForm;
use super::verify_result::VerifyResult;
use crate::api;
use crate::components::Load;
use crate::frames::Public;
use crate::view::VerifyPage as Page;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The longest text that a link puts into the form, in characters.
const MOST: usize = 2_000;

/// Verification of a badge: the form, or the report. A link may name a badge by its address (`?badge=…`). Only the form
/// gets it; nothing is fetched before the form is sent, or before the script of this page checks the badge.
#[component]
pub(crate) fn VerifyPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| api::verify_page());
    let query = use_query_map();
    let named = move || query.with(|query| query.get("badge")).unwrap_or_default();
    view! {
        <Public>
            <Load what=page let:page>
                <VerifyView page named=named()/>
            </Load>
        </Public>
    }
}

/// The page's content.
#[component]
pub(crate) fn VerifyView(page: Page, named: String) -> impl IntoView {
    if let Some(report) = page.report {
        return view! { <VerifyResult report image=page.image address=page.address contact=page.contact/> }
            .into_any();
    }
    let mut fields = page.fields;
    let is_filled = page.unreadable.is_none() && !named.is_empty();
    if is_filled {
        fields.set("credential", named.chars().take(MOST).collect::<String>());
    }
    view! { <VerifyForm unreadable=page.unreadable fields is_filled/> }.into_any()
}
