use super::verify_form::VerifyForm;
use super::verify_result::VerifyResult;
use crate::api;
use crate::components::Load;
use crate::frames::Public;
use crate::view::VerifyPage as Page;
use leptos::prelude::*;

/// Verification of a badge: the form, or the report.
#[component]
pub(crate) fn VerifyPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| api::verify_page());
    view! {
        <Public>
            <Load what=page let:page>
                <VerifyView page/>
            </Load>
        </Public>
    }
}

/// The page's content.
#[component]
pub(crate) fn VerifyView(page: Page) -> impl IntoView {
    match page.report {
        Some(report) => view! { <VerifyResult report image=page.image address=page.address/> }.into_any(),
        None => view! { <VerifyForm unreadable=page.unreadable fields=page.fields/> }.into_any(),
    }
}
