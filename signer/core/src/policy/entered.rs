//! Is a credential new? One id has one content, and one place of a status list has one holder.

use super::refuse;
use super::window::Window;
use crate::ledger::record::Holding;
use crate::ledger::state::{Entered, State};
use credentials::lint::Linted;
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::{CredentialReason, StatusEntryReason};

/// The earlier entry, if the same content was entered before; nothing if the credential is new and may be entered now.
/// An earlier entry is not judged again, so that a crash can be recovered from at any later time. It is refused only if
/// its key was revoked before it signed.
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
        Some(_) => return refuse(CredentialReason::OtherContent),
        None => {}
    }
    window.check(linted.valid_from(), linted.valid_until(), now)?;
    let is_taken = |place: &Holding| {
        state.lists.get(&place.list).is_some_and(|list| list.holders.contains_key(&place.index))
    };
    if place.is_some_and(is_taken) {
        return refuse(StatusEntryReason::Taken);
    }
    Ok(None)
}

/// A recorded but unsigned credential is signed later only if its key was not revoked since.
pub(super) fn check_can_be_finished(state: &State, entered: &Entered) -> Result<(), Refusal> {
    let is_revoked = state.key(&entered.key).is_some_and(|key| key.revoked.is_some());
    if is_revoked && entered.signature.is_none() {
        return refuse(CredentialReason::RevokedBeforeSigning);
    }
    Ok(())
}
