use super::{Day, Mark, Punch};
use crate::view::RegisterRow;
use domain::{CredentialState, Progress};
use leptos::prelude::*;

/// A badge's state in the register: status icon and word, and the day below it.
#[component]
pub(crate) fn StateMark(row: RegisterRow) -> impl IntoView {
    let (punch, word, since) = standing(&row);
    view! {
        <span class="who">
            <Mark punch word=word/>
            {since.map(|at| view! { <small><Day at/></small> })}
        </span>
    }
}

fn standing(row: &RegisterRow) -> (Punch, &'static str, Option<domain::Timestamp>) {
    match (&row.state, &row.progress, row.claimed) {
        (CredentialState::Revoked(revocation), _, _) => (Punch::Stop, "Revoked", Some(revocation.at)),
        (_, Progress::Waiting { .. }, _) => (Punch::Wait, "Waits for the signer", None),
        (_, Progress::Refused { .. }, _) => (Punch::Warn, "Refused by the signer", None),
        (_, Progress::Signed { .. }, Some(at)) => (Punch::Claimed, "Claimed", Some(at)),
        (_, Progress::Signed { mailed: Some(at), .. }, None) => (Punch::Sent, "Offered", Some(*at)),
        (_, Progress::Signed { at, mailed: None, .. }, None) => {
            (Punch::Wait, "Signed, mail to come", Some(*at))
        }
    }
}
