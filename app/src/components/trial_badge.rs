use super::{Notice, StatusIcon};
use leptos::prelude::*;

/// Shown with every badge of an installation for trials. Its issuer is a bare key (`did:key`), because the installation
/// has no https address whose owner a check could name.
#[component]
pub(crate) fn TrialBadge(
    /// The issuer's DID.
    did: String,
) -> impl IntoView {
    did.starts_with("did:key:").then(|| {
        view! {
            <Notice icon=StatusIcon::Draft tone="plain" role="note">
                <p>
                    <strong>"Trial badge: "</strong>
                    "this installation is for trials and has no web address of its own. Its badges prove nothing to anybody else."
                </p>
            </Notice>
        }
    })
}
