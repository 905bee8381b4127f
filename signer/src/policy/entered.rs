//! Whether a credential is new: one id has one content, and one place of a status list one holder.

use super::refuse;
use super::window::Window;
use crate::ledger::record::Holding;
use crate::ledger::state::{Entered, State};
use credentials::lint::Linted;
use credentials::time::Timestamp;
use protocol::{Refusal, RefusalCode};

/// How the credential was entered if this very content was entered before: then only its own earlier admission counts, so
/// that a crash can be finished at any later time, unless the key was revoked before it signed. Nothing if the credential is
/// new and may be entered now.
pub(super) fn earlier(
    state: &State,
    linted: &Linted,
    place: Option<&Holding>,
    window: Window,
    now: Timestamp,
) -> Result<Option<Entered>, Refusal> {
    match state.credentials.get(linted.id()) {
        Some(entered) if entered.is(linted.canonical()) => {
            check_can_be_finished(state, entered)?;
            return Ok(Some(entered.clone()));
        }
        Some(_) => {
            return refuse(
                RefusalCode::SameIdOtherContent,
                "a credential with this id was signed before, with other content",
            );
        }
        None => {}
    }
    window.check(linted.valid_from(), linted.valid_until(), now)?;
    let is_taken = |place: &Holding| {
        state.lists.get(&place.list).is_some_and(|list| list.holders.contains_key(&place.index))
    };
    if place.is_some_and(is_taken) {
        return refuse(
            RefusalCode::StatusIndexTaken,
            "this index of the status list belongs to another credential",
        );
    }
    Ok(None)
}

/// What was recorded and not signed is signed later only under a key that was not revoked since.
pub(super) fn check_can_be_finished(state: &State, entered: &Entered) -> Result<(), Refusal> {
    let is_revoked = state.key(&entered.key).is_some_and(|key| key.revoked.is_some());
    if is_revoked && entered.signature.is_none() {
        return refuse(
            RefusalCode::KeyNotInUse,
            "the key that was to sign this credential was revoked before it did. Issue the credential again under the issuer's new key",
        );
    }
    Ok(())
}
