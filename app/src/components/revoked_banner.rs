use super::mark::shape;
use super::{Day, StatusIcon};
use domain::PublicRevocation;
use leptos::prelude::*;
use messages::Language;

/// A badge's revocation: the day and, where the reader may know it, the reason.
#[component]
pub(crate) fn RevokedBanner(
    revocation: PublicRevocation,
    /// The page is the institution's, which alone sees the reason.
    #[prop(optional)]
    is_withheld: bool,
) -> impl IntoView {
    let says = match (is_withheld, revocation.reason) {
        (true, _) => {
            "Only your institution sees this reason. Everybody who checks the badge sees that it is revoked, and \
             this date."
        }
        (false, Some(_)) => {
            "The issuer revoked this badge. Everybody who checks it sees this date and this reason."
        }
        (false, None) => {
            "The issuer revoked this badge and does not publish the reason. Everybody who checks it sees this date."
        }
    };
    let reason = revocation.reason.map(|reason| format!("{}.", Language::English.revocation(reason)));
    view! {
        <section class="verdict stop" role="status">
            <svg class="icon" aria-hidden="true">
                <use href=shape(StatusIcon::Stop)></use>
            </svg>
            <div>
                <h2>
                    <em>"Revoked"</em>
                    " on "
                    <Day at=revocation.at/>
                    ". "
                    {reason}
                </h2>
                <p>{says}</p>
            </div>
        </section>
    }
}
