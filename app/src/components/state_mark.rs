use super::{Day, Mark, StatusIcon};
use crate::view::RegisterRow;
use domain::{CredentialState, Progress};
use leptos::prelude::*;

/// A badge's state in the register: status icon and word, and the day below it.
#[component]
pub(crate) fn StateMark(row: RegisterRow) -> impl IntoView {
    let (icon, word, since) = standing(&row);
    view! {
        <span class="who">
            <Mark icon word=word/>
            {since.map(|at| view! { <small><Day at/></small> })}
        </span>
    }
}

fn standing(row: &RegisterRow) -> (StatusIcon, &'static str, Option<domain::Timestamp>) {
    match (&row.state, &row.progress, row.claimed) {
        (CredentialState::Revoked(revocation), _, _) => (StatusIcon::Stop, "Revoked", Some(revocation.at)),
        (_, Progress::Waiting { .. }, _) => (StatusIcon::Wait, "Waiting for the signer", None),
        (_, Progress::Refused { .. }, _) => (StatusIcon::Warn, "Refused by the signer", None),
        (_, Progress::Signed { .. }, Some(at)) => (StatusIcon::Claimed, "Claimed", Some(at)),
        (_, Progress::Signed { mailed: Some(at), .. }, None) => (StatusIcon::Sent, "Offered", Some(*at)),
        (_, Progress::Signed { at, mailed: None, .. }, None) => {
            (StatusIcon::Wait, "Signed, not mailed yet", Some(*at))
        }
    }
}
