use super::mark::shape;
use super::{Day, StatusIcon};
use domain::Revocation;
use leptos::prelude::*;
use messages::Language;

/// A badge's revocation: day and reason, with cancel lines in place of the ornament.
#[component]
pub(crate) fn RevokedBanner(revocation: Revocation) -> impl IntoView {
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
                    {Language::English.revocation(revocation.reason)}
                    "."
                </h2>
                <p>"The issuer revoked this badge. Everybody who checks it sees this date and this reason."</p>
            </div>
        </section>
    }
}
