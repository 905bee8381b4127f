//! Which status lists may be signed: those that only gain bits, each bit of a credential that was signed here.

use super::{Policy, key_of, refuse, unknown_issuer};
use crate::ledger::record::Statement;
use crate::ledger::state::{Entered, List, State};
use credentials::lint::Linted;
use credentials::status::{MIN_LENGTH, StatusList};
use credentials::time::Timestamp;
use protocol::{Refusal, RefusalCode};
use serde_json::Value;
use std::collections::BTreeSet;

/// A list that was served once can be replayed until it ends, so it ends soon: seconds.
const LONGEST_VALIDITY: i64 = 86_400;
/// How long a verifier may keep a list: milliseconds.
const LONGEST_TTL: u64 = 30_000;
/// How far `validFrom` may lie in the future: clocks differ. Seconds.
const AHEAD: i64 = 600;

impl Policy {
    /// What the list states, and how it was entered if this is the very content entered last.
    pub(super) fn judge_status_list(
        &self,
        state: &State,
        linted: &Linted,
        now: Timestamp,
    ) -> Result<(Statement, Option<Entered>), Refusal> {
        let Some(issuer) = state.issuers.get(linted.issuer()) else { return unknown_issuer() };
        if !self.public_url.holds("status", linted.id()) {
            return refuse(
                RefusalCode::ForeignId,
                "the status list does not lie below this installation's `/status/`",
            );
        }
        let known = state.lists.get(linted.id());
        let list = bits(linted)?;
        check_unchanged(known, linted, &list)?;
        check_holders(known, &list)?;
        let ones: BTreeSet<u32> = list.ones().collect();
        if known.is_some_and(|known| !known.ones.is_subset(&ones)) {
            return refuse(
                RefusalCode::RevocationCleared,
                "the list would clear a revocation. A revoked badge stays revoked",
            );
        }
        let before = known.map(|known| &known.ones);
        let gained =
            ones.into_iter().filter(|index| !before.is_some_and(|before| before.contains(index))).collect();
        let statement = Statement::StatusList {
            id: linted.id().to_owned(),
            issuer: linted.issuer().to_owned(),
            key: key_of(state, issuer, now)?.to_owned(),
            length: list.len(),
            sequence: known.map_or(1, |known| known.sequence + 1),
            gained,
        };
        let earlier =
            known.and_then(|known| known.latest.as_ref()).filter(|latest| latest.is(linted.canonical()));
        if earlier.is_none() {
            check_validity(linted, now)?;
        }
        Ok((statement, earlier.cloned()))
    }
}

/// The bits, if the list is one for revocation.
fn bits(linted: &Linted) -> Result<StatusList, Refusal> {
    let member =
        |name: &str| linted.value().pointer(&format!("/credentialSubject/{name}")).and_then(Value::as_str);
    if member("statusPurpose") != Some("revocation") {
        return refuse(RefusalCode::StatusListChanged, "the status list's purpose is not `revocation`");
    }
    match member("encodedList").map(StatusList::decode) {
        Some(Ok(list)) => Ok(list),
        Some(Err(_)) | None => {
            refuse(RefusalCode::Lint, "`encodedList` cannot be read as a Bitstring Status List")
        }
    }
}

fn check_unchanged(known: Option<&List>, linted: &Linted, list: &StatusList) -> Result<(), Refusal> {
    if known.is_some_and(|known| known.issuer != linted.issuer()) {
        return refuse(RefusalCode::StatusListChanged, "the status list began as another issuer's");
    }
    if list.len() < MIN_LENGTH || known.is_some_and(|known| known.length != list.len()) {
        return refuse(RefusalCode::StatusListChanged, "the status list is not as long as it began");
    }
    Ok(())
}

/// Stops at the first bit of no credential, so that a list of millions of them costs nothing.
fn check_holders(known: Option<&List>, list: &StatusList) -> Result<(), Refusal> {
    if list.ones().any(|index| !known.is_some_and(|known| known.holders.contains_key(&index))) {
        return refuse(
            RefusalCode::StatusIndexUnknown,
            "the list sets an index that no credential signed here holds",
        );
    }
    Ok(())
}

fn check_validity(linted: &Linted, now: Timestamp) -> Result<(), Refusal> {
    let from = linted.valid_from();
    let short = linted
        .valid_until()
        .is_some_and(|until| until > from && until <= from.plus_seconds(LONGEST_VALIDITY));
    if !short || from > now.plus_seconds(AHEAD) {
        return refuse(
            RefusalCode::StatusListTooLong,
            "a status list is valid for at most 24 hours from now",
        );
    }
    let ttl = linted.value().pointer("/credentialSubject/ttl").and_then(Value::as_u64);
    if ttl.is_none_or(|ttl| ttl > LONGEST_TTL) {
        return refuse(
            RefusalCode::StatusListTooLong,
            "a status list says a `ttl` of at most 30,000 milliseconds",
        );
    }
    Ok(())
}
