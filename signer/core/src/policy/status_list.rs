//! Which status lists may be signed: those that only gain bits, each bit of a credential that was signed here.

use super::{Policy, key_of, refuse, revocations, unknown_issuer};
use crate::ledger::record::Statement;
use crate::ledger::state::{Entered, List, State};
use credentials::lint::Linted;
use credentials::status::{MIN_LENGTH, StatusList};
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::{DocumentReason, StatusListReason};
use serde_json::Value;
use std::collections::BTreeSet;

/// Maximum validity in seconds. It is short, because a published list can be replayed until it expires.
const LONGEST_VALIDITY: i64 = 86_400;
/// Maximum time that a verifier may cache a list, in milliseconds.
const LONGEST_TTL: u64 = 30_000;
/// An unchanged list is signed once in each of these periods, in milliseconds.
const HOUR: i64 = 3_600_000;
/// How far `validFrom` may lie in the future, in seconds: clocks differ.
const AHEAD: i64 = 600;

impl Policy {
    /// The list's statement, and its earlier entry if the same content was entered last.
    pub(super) fn judge_status_list(
        &self,
        state: &State,
        linted: &Linted,
        now: Timestamp,
    ) -> Result<(Statement, Option<Entered>), Refusal> {
        let Some(issuer) = state.issuers.get(linted.issuer()) else { return unknown_issuer() };
        if !self.public_url.is_status_list(linted.id()) {
            return refuse(StatusListReason::ForeignId);
        }
        let known = state.lists.get(linted.id());
        let list = bits(linted)?;
        check_unchanged(known, linted, &list)?;
        if known.is_none() {
            check_opening(state, linted.issuer())?;
        }
        check_holders(known, &list)?;
        let ones: BTreeSet<u32> = list.ones().collect();
        if known.is_some_and(|known| !known.ones.is_subset(&ones)) {
            return refuse(StatusListReason::ClearsRevocation);
        }
        let before = known.map(|known| &known.ones);
        let gained: Vec<u32> =
            ones.into_iter().filter(|index| !before.is_some_and(|before| before.contains(index))).collect();
        let key = key_of(state, issuer, now)?;
        // A list signed by another key is no finished statement of this one.
        let latest = known.and_then(|known| known.latest.as_ref()).filter(|latest| latest.key == key);
        let earlier = latest.filter(|latest| latest.is(linted.canonical()));
        let mut allowed = false;
        if earlier.is_none() {
            check_validity(linted, now)?;
            if gained.is_empty() {
                check_hour(latest, now)?;
                revocations::check_list(issuer, now)?;
            } else {
                allowed = revocations::check_revocations(issuer, gained.len(), now)?;
            }
        }
        let statement = Statement::StatusList {
            id: linted.id().to_owned(),
            issuer: linted.issuer().to_owned(),
            key: key.to_owned(),
            length: list.len(),
            sequence: known.map_or(1, |known| known.sequence + 1),
            gained,
            allowed,
        };
        Ok((statement, earlier.cloned()))
    }
}

/// May the issuer open one more list? Only one is open at a time, so that their number stays bounded.
pub(super) fn check_opening(state: &State, issuer: &str) -> Result<(), Refusal> {
    if state.newest_list(issuer).is_none_or(List::is_full) {
        return Ok(());
    }
    refuse(StatusListReason::StillOpen)
}

/// An unchanged list is signed once per hour of the clock, so that a request repeated after a fault yields
/// the same list.
fn check_hour(latest: Option<&Entered>, now: Timestamp) -> Result<(), Refusal> {
    let hour = |at: Timestamp| at.millis().div_euclid(HOUR);
    if latest.is_some_and(|latest| hour(latest.created) >= hour(now)) {
        return refuse(StatusListReason::SignedThisHour);
    }
    Ok(())
}

/// The bits, if the list is for revocation.
fn bits(linted: &Linted) -> Result<StatusList, Refusal> {
    let member =
        |name: &str| linted.value().pointer(&format!("/credentialSubject/{name}")).and_then(Value::as_str);
    if member("statusPurpose") != Some("revocation") {
        return refuse(StatusListReason::OtherPurpose);
    }
    match member("encodedList").map(StatusList::decode) {
        Some(Ok(list)) => Ok(list),
        Some(Err(_)) | None => refuse(DocumentReason::EncodedList),
    }
}

fn check_unchanged(known: Option<&List>, linted: &Linted, list: &StatusList) -> Result<(), Refusal> {
    if known.is_some_and(|known| known.issuer != linted.issuer()) {
        return refuse(StatusListReason::OtherIssuer);
    }
    // A list that is too long would never be full, and no other list could be opened.
    if list.len() != known.map_or(MIN_LENGTH, |known| known.length) {
        return refuse(StatusListReason::OtherLength);
    }
    Ok(())
}

/// Stops at the first bit without a credential, so that a list with millions of them costs nothing.
fn check_holders(known: Option<&List>, list: &StatusList) -> Result<(), Refusal> {
    if list.ones().any(|index| !known.is_some_and(|known| known.holders.contains_key(&index))) {
        return refuse(StatusListReason::UnheldIndex);
    }
    Ok(())
}

fn check_validity(linted: &Linted, now: Timestamp) -> Result<(), Refusal> {
    let from = linted.valid_from();
    let short = linted
        .valid_until()
        .is_some_and(|until| until > from && until <= from.plus_seconds(LONGEST_VALIDITY));
    if !short || from > now.plus_seconds(AHEAD) {
        return refuse(StatusListReason::Validity { hours: LONGEST_VALIDITY / 3_600 });
    }
    let ttl = linted.value().pointer("/credentialSubject/ttl").and_then(Value::as_u64);
    if ttl.is_none_or(|ttl| ttl > LONGEST_TTL) {
        return refuse(StatusListReason::Ttl { milliseconds: LONGEST_TTL });
    }
    Ok(())
}
