//! Which Open Badge credentials may be signed.

use super::{Batch, Policy, ceiling, entered, refuse, signing_issuer, status_list};
use crate::ledger::record::{Holding, Statement};
use crate::ledger::state::{Badge, Entered, State};
use credentials::lint::Linted;
use credentials::status::{MIN_LENGTH, StatusEntry, StatusPurpose};
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::{CredentialReason, StatusEntryReason};
use sha2::{Digest, Sha256};

impl Policy {
    /// The credential's statement, and its earlier entry if the same content was entered before.
    pub(super) fn judge_credential(
        &self,
        state: &State,
        linted: &Linted,
        batch: Batch,
        now: Timestamp,
    ) -> Result<(Statement, Option<Entered>), Refusal> {
        if !self.public_url.is_credential(linted.id()) {
            return refuse(CredentialReason::ForeignId);
        }
        let (issuer, key) = signing_issuer(state, linted.issuer(), now)?;
        let badge = self.registered_badge(state, linted)?;
        let digest = badge.digest.clone();
        let entry = self.revocation_entry(state, linted)?;
        let place = Holding { list: entry.list, index: entry.index };
        let earlier = entered::earlier(state, linted, Some(&place), self.window, now)?;
        let allowed =
            !issuer.allowed.is_empty() && issuer.allowed.get(&canonical_digest(linted)) == Some(&digest);
        if earlier.is_none() {
            self.check_registered(issuer, badge, linted, now)?;
        }
        if earlier.is_none() && !allowed {
            ceiling::check(issuer, batch, now)?;
        }
        let statement = Statement::Credential {
            id: linted.id().to_owned(),
            issuer: linted.issuer().to_owned(),
            key: key.to_owned(),
            badge: digest,
            list: place.list,
            index: place.index,
            allowed,
            supersedes: None,
        };
        Ok((statement, earlier))
    }

    /// The single status entry, for revocation, in a list of this issuer.
    pub(super) fn revocation_entry(&self, state: &State, linted: &Linted) -> Result<StatusEntry, Refusal> {
        let Some(entry) = linted.status().filter(|entry| entry.purpose == StatusPurpose::Revocation) else {
            return refuse(StatusEntryReason::Missing);
        };
        if !self.public_url.is_status_list(&entry.list) {
            return refuse(StatusEntryReason::ForeignList);
        }
        let known = state.lists.get(&entry.list);
        if known.is_none() {
            status_list::check_opening(state, linted.issuer())?;
        }
        if known.is_some_and(|list| list.issuer != linted.issuer()) {
            return refuse(StatusEntryReason::OtherIssuer);
        }
        let length = known.map_or(MIN_LENGTH, |list| list.length);
        if usize::try_from(entry.index).map_or(true, |index| index >= length) {
            return refuse(StatusEntryReason::OutsideList);
        }
        Ok(entry)
    }

    /// The credential's badge version, if exactly that achievement was registered for this issuer.
    pub(super) fn registered_badge<'a>(
        &self,
        state: &'a State,
        linted: &Linted,
    ) -> Result<&'a Badge, Refusal> {
        let registered = linted.achievement().and_then(|achievement| {
            let id = achievement.get("id")?.as_str()?;
            let badge = state.badges.get(id)?;
            let digest = self.last_digest.of(achievement);
            (badge.issuer == linted.issuer() && badge.digest == digest).then_some(badge)
        });
        match registered {
            Some(badge) => Ok(badge),
            None => refuse(CredentialReason::UnregisteredBadge),
        }
    }
}

/// Lower-case hex SHA-256 of the canonical form, as listed in an allowed batch.
fn canonical_digest(linted: &Linted) -> String {
    hex::encode(Sha256::digest(linted.canonical()))
}
