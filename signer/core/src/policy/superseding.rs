//! Which credentials may be reissued: those whose key was reported compromised. A reissued one is the same document
//! with a later `validFrom` and a new status index.

use super::entered::check_can_be_finished;
use super::{Admitted, Batch, Policy, ceiling, refuse, signing_issuer};
use crate::ledger::record::{Holding, Statement};
use crate::ledger::state::{Entered, Revoked, State};
use credentials::lint::Linted;
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::SupersedingReason;
use serde_json::Value;

/// Members of a reissued credential that differ from the earlier one's.
const DIFFERENT: [&str; 2] = ["validFrom", "credentialStatus"];

impl Policy {
    /// May this credential replace the earlier one, given the recorded state and the time? The approval of the key's
    /// report covers it, within the ceilings for reissuing.
    pub(crate) fn admit_superseding(
        &self,
        state: &State,
        earlier: &Linted,
        linted: Linted,
        batch: Batch,
        now: Timestamp,
    ) -> Result<Admitted, Refusal> {
        let (issuer, key) = signing_issuer(state, linted.issuer(), now)?;
        let Some(entered) = state.credentials.get(linted.id()) else {
            return refuse(SupersedingReason::NeverSigned);
        };
        let badge = self.registered_badge(state, &linted)?.digest.clone();
        let entry = self.revocation_entry(state, &linted)?;
        let place = Holding { list: entry.list, index: entry.index };
        let statement = |supersedes| Statement::Credential {
            id: linted.id().to_owned(),
            issuer: linted.issuer().to_owned(),
            key: key.to_owned(),
            badge,
            list: place.list.clone(),
            index: place.index,
            allowed: false,
            supersedes: Some(supersedes),
        };
        if entered.is(linted.canonical()) {
            check_can_be_finished(state, entered)?;
            let statement = statement(entered.leaf);
            return Ok(Admitted {
                earlier: Some(entered.clone()),
                approved: None,
                statement,
                linted,
                at: now,
            });
        }
        let revoked = check_earlier(state, entered, earlier)?;
        check_same(earlier, &linted)?;
        check_alive(state, earlier, now)?;
        if state.lists.get(&place.list).is_some_and(|list| list.holders.contains_key(&place.index)) {
            return refuse(SupersedingReason::IndexTaken);
        }
        self.window.check(linted.valid_from(), linted.valid_until(), now)?;
        ceiling::check_reissue(self.reissue, issuer, batch, now)?;
        let (statement, approved) = (statement(entered.leaf), revoked.approved.clone());
        Ok(Admitted { earlier: None, approved, statement, linted, at: now })
    }
}

/// Checks that the earlier text is in the ledger, and that its key was revoked.
fn check_earlier<'a>(state: &'a State, entered: &Entered, earlier: &Linted) -> Result<&'a Revoked, Refusal> {
    if !entered.is(earlier.canonical()) {
        return refuse(SupersedingReason::OtherText);
    }
    match state.key(&entered.key).and_then(|key| key.revoked.as_ref()) {
        Some(revoked) => Ok(revoked),
        None => refuse(SupersedingReason::KeyNotRevoked),
    }
}

/// A revoked or expired badge is not reissued under a new key.
fn check_alive(state: &State, earlier: &Linted, now: Timestamp) -> Result<(), Refusal> {
    let place = earlier.status();
    let list = place.as_ref().and_then(|place| Some((state.lists.get(&place.list)?, place.index)));
    if list.is_some_and(|(list, index)| list.ones.contains(&index)) {
        return refuse(SupersedingReason::Revoked);
    }
    if earlier.valid_until().is_some_and(|until| until <= now) {
        return refuse(SupersedingReason::Expired);
    }
    Ok(())
}

/// Only the time and the place in a status list may differ, and the time must be later.
fn check_same(earlier: &Linted, linted: &Linted) -> Result<(), Refusal> {
    let (Value::Object(before), Value::Object(after)) = (earlier.value(), linted.value()) else {
        return refuse(SupersedingReason::NoObject);
    };
    let mut names = before.keys().chain(after.keys()).filter(|name| !DIFFERENT.contains(&name.as_str()));
    if let Some(name) = names.find(|name| before.get(*name) != after.get(*name)) {
        return refuse(SupersedingReason::MemberChanged { member: name.clone() });
    }
    if linted.valid_from() <= earlier.valid_from() {
        return refuse(SupersedingReason::NotLater);
    }
    Ok(())
}
