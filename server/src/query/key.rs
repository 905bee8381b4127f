//! The institution's keys, with the signer's data.

use super::signer_report::{SignerFacts, SignerReport};
use super::{failed, refused};
use crate::address::Addresses;
use crate::clock::Clock;
use crate::storage::Storage;
use crate::usecase::{ChangeError, RotationPlan, kept_institution, waiting_change};
use app::ApiError;
use app::view::{KeyPage, ReissueProgress};
use domain::{DayUsage, IssuerKey, KeyLife, KeyUsage, Member, Timestamp, rotation};
use std::sync::Arc;

/// Queries for the page of keys.
pub(super) struct KeyQueries {
    storage: Storage,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    plan: RotationPlan,
    signer_report: SignerReport,
    isolation: bool,
}

impl KeyQueries {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        plan: RotationPlan,
        signer_report: SignerReport,
        isolation: bool,
    ) -> Self {
        Self { storage, clock, addresses, plan, signer_report, isolation }
    }

    /// The institution's keys, and what waits for approval.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn key(&self, caller: &Member) -> Result<KeyPage, ApiError> {
        let keeper = caller.may_keep_keys().map_err(|_| ApiError::NotSetUp)?;
        let institution = kept_institution(&self.storage, &keeper).await.map_err(|error| refused(&error))?;
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let counts = tx.counts(keeper.institution()).await.map_err(|error| failed(&error))?;
        let reissue = tx.reissue_counts().await.map_err(|error| failed(&error))?;
        drop(tx);
        let SignerFacts { known, health, waiting, usage: counted, alerts } =
            self.signer_report.read(&keeper).await?;
        let replace_by = self.plan.replaced_by(&institution, &known.keys).map(|(_, by)| by);
        let now = self.clock.now();
        let soon = replace_by.filter(|by| rotation::notice(*by, now).is_some());
        let (key, others) = signing_first(known.keys).ok_or(ApiError::Unavailable)?;
        let replaceable = institution.did.starts_with("did:web:");
        Ok(KeyPage {
            did_document: self.addresses.did_document(keeper.institution()),
            verification_method: format!("{}#{}", institution.did, key.public_key),
            did: institution.did,
            replace_by,
            replace_in: soon.map(|by| rotation::days_left(by, now)),
            usage: usage(counted, &key, &others),
            alerts: u32::try_from(alerts.len()).unwrap_or(u32::MAX),
            asks_from: replace_by.and_then(|by| self.plan.asks_from(by)),
            no_rotation: (!replaceable).then(|| ChangeError::IdentifierIsKey.to_string()),
            key,
            others,
            frozen: known.frozen,
            ceilings: known.ceilings,
            waiting: waiting.into_iter().map(waiting_change).collect(),
            token: health.token,
            ledger_size: health.ledger_size,
            credentials: counts.signed,
            reissue: (reissue.asked > 0).then_some(ReissueProgress {
                asked: reissue.asked,
                done: reissue.done,
                refused: reissue.refused,
                last_problem: reissue.last_problem,
            }),
            unsigned: counts.waiting,
            isolation_off: !self.isolation || health.isolation_off,
        })
    }
}

/// The active key, or the one that signed last; and the others, the newest first. `keys`: the newest first.
fn signing_first(mut keys: Vec<IssuerKey>) -> Option<(IssuerKey, Vec<IssuerKey>)> {
    let is = |key: &IssuerKey, life| key.life == life;
    let place = keys
        .iter()
        .position(|key| is(key, KeyLife::Active))
        .or_else(|| keys.iter().position(|key| is(key, KeyLife::Compromised) || is(key, KeyLife::Retired)))?;
    Some((keys.remove(place), keys))
}

/// Usage of the issuer's keys: of the active one, and of the others that signed anything.
fn usage(mut counted: Vec<protocol::KeyUsage>, key: &IssuerKey, others: &[IssuerKey]) -> Vec<KeyUsage> {
    let mut take = |label: &str| {
        let place = counted.iter().position(|usage| usage.key == label)?;
        let protocol::KeyUsage { key, days } = counted.swap_remove(place);
        let day = |day: protocol::DayUsage| DayUsage {
            day: Timestamp::from_millis(day.day),
            credentials: day.credentials,
            lists: day.lists,
        };
        Some(KeyUsage { label: key, days: days.into_iter().map(day).collect() })
    };
    let first = take(&key.label);
    let others = others.iter().filter_map(|other| take(&other.label)).filter(KeyUsage::is_used);
    first.into_iter().chain(others.collect::<Vec<_>>()).collect()
}
