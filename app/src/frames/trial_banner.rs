use crate::components::{Mark, StatusIcon};
use leptos::prelude::*;

/// Shown on every page while web server and signer run as one system user: the product's promises do not hold.
#[component]
pub(crate) fn TrialBanner(isolation_off: bool) -> impl IntoView {
    isolation_off.then(|| {
        view! {
            <aside class="trial" aria-label="Trial mode">
                <p>
                    <Mark icon=StatusIcon::Warn word="Trial mode:"/>
                    " the web server and the signer run as one user, so nothing separates them. "
                    <a href="/trial-mode">"What that means"</a>
                </p>
            </aside>
        }
    })
}
