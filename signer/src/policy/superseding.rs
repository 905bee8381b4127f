//! Which credentials may be issued anew: those whose key was revoked, to the same person, for the same achievement.

use super::{Admitted, Policy, refuse, signing_issuer, window};
use crate::ledger::record::{Holding, Statement};
use crate::ledger::state::{Entered, Revoked, State};
use credentials::json::jcs;
use credentials::lint::Linted;
use credentials::time::Timestamp;
use protocol::{Refusal, RefusalCode};

impl Policy {
    /// May this credential take the place of the earlier one, after all that was recorded, at this time? People approved
    /// it when they revoked the key.
    pub(crate) fn admit_superseding(
        &self,
        state: &State,
        earlier: &Linted,
        linted: Linted,
        now: Timestamp,
    ) -> Result<Admitted, Refusal> {
        let (_, key) = signing_issuer(state, linted.issuer(), now)?;
        let Some(entered) = state.credentials.get(linted.id()) else {
            return not_superseding("no credential of this id was signed here");
        };
        let badge = self.registered_badge(state, &linted)?;
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
        check_not_revoked(state, earlier)?;
        if state.lists.get(&place.list).is_some_and(|list| list.holders.contains_key(&place.index)) {
            return refuse(
                RefusalCode::StatusIndexTaken,
                "this index of the status list belongs to a credential. One that is issued anew gets a new index",
            );
        }
        window::check(linted.valid_from(), linted.valid_until(), now)?;
        let (statement, approved) = (statement(entered.leaf), revoked.approved.clone());
        Ok(Admitted { earlier: None, approved, statement, linted, at: now })
    }
}

/// The earlier text is the one in the ledger, and its key was revoked.
fn check_earlier<'a>(state: &'a State, entered: &Entered, earlier: &Linted) -> Result<&'a Revoked, Refusal> {
    if !entered.is(earlier.canonical()) {
        return not_superseding("the earlier credential is not the one that was signed under this id");
    }
    match state.key(&entered.key).and_then(|key| key.revoked.as_ref()) {
        Some(revoked) => Ok(revoked),
        None => not_superseding("the key that signed the earlier credential was not revoked"),
    }
}

/// One that was revoked by itself is not brought back by a new key.
fn check_not_revoked(state: &State, earlier: &Linted) -> Result<(), Refusal> {
    let place = earlier.status();
    let list = place.as_ref().and_then(|place| Some((state.lists.get(&place.list)?, place.index)));
    if list.is_some_and(|(list, index)| list.ones.contains(&index)) {
        return refuse(
            RefusalCode::RevocationCleared,
            "the earlier credential is revoked. A revoked badge stays revoked",
        );
    }
    Ok(())
}

/// Same issuer, same person, same achievement, and later.
fn check_same(earlier: &Linted, linted: &Linted) -> Result<(), Refusal> {
    for part in ["/credentialSubject/id", "/credentialSubject/identifier", "/credentialSubject/achievement"] {
        let of = |credential: &Linted| credential.value().pointer(part).map(jcs);
        if of(earlier) != of(linted) {
            return not_superseding(&format!("`{part}` is not what it was: it stays as it was signed"));
        }
    }
    if earlier.issuer() != linted.issuer() {
        return not_superseding("the issuer is another one");
    }
    if linted.valid_from() <= earlier.valid_from() {
        return not_superseding("`validFrom` is not later than it was");
    }
    Ok(())
}

fn not_superseding<T>(sentence: &str) -> Result<T, Refusal> {
    refuse(RefusalCode::NotSuperseding, sentence)
}
