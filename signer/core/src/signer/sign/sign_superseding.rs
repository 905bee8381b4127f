//! Reissuing the credentials of a revoked key.

use super::check_size;
use super::opening::Opening;
use super::release::Release;
use crate::ledger::Recorded;
use crate::metrics::About;
use crate::policy::{Admitted, Batch, Policy};
use crate::signer::refusal_log::RefusalLog;
use crate::signer::{signing, telemetry};
use credentials::lint::Kind;
use protocol::reason::{CredentialReason, StatusEntryReason};
use protocol::{Fault, Problem, Refusal, SignedBatch, Superseding};
use std::collections::HashSet;

/// Reissues the credentials of a revoked key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignSuperseding<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) refusals: &'a RefusalLog,
    pub(crate) release: Release<'a>,
}

impl SignSuperseding<'_> {
    pub(crate) fn sign(self, batch: &[Superseding]) -> Result<SignedBatch, Problem> {
        check_size(batch.len())?;
        Ok(self.release.batch(self.record_all(batch)?)?)
    }

    /// Admits and records a batch with one fsync.
    fn record_all(self, batch: &[Superseding]) -> Result<Vec<Result<Recorded, Refusal>>, Fault> {
        let Release { ledger, pool, telemetry: watched } = self.release;
        let right = |kind| matches!(kind, Kind::OpenBadge);
        let linted: Vec<Result<_, Refusal>> = batch
            .iter()
            .map(|one| Ok((pool.lint(&one.earlier, right)?, pool.lint(&one.credential, right)?)))
            .collect();
        let now = ledger.now();
        let size = batch.len();
        let mut ledger = ledger.lock()?;
        // Number of credentials of the request that count against the ceilings for reissuing.
        let mut before = 0;
        let mut seen = HashSet::new();
        let mut lists = Opening::default();
        let admitted: Vec<Result<Admitted, Refusal>> = linted
            .into_iter()
            .map(|one| {
                let (earlier, linted) = one?;
                let place = linted.status().map(|place| format!("{} {}", place.list, place.index));
                if !seen.insert(linted.id().to_owned()) || !place.is_none_or(|place| seen.insert(place)) {
                    return Err(Refusal::new(CredentialReason::TwiceInRequest));
                }
                if lists.is_another(ledger.state(), &linted) {
                    return Err(Refusal::new(StatusEntryReason::SecondList));
                }
                let (about, lost) = (
                    telemetry::about(ledger.state(), &linted, now),
                    telemetry::lost_key(ledger.state(), &linted),
                );
                let batch = Batch { size, before };
                let admitted = self.policy.admit_superseding(ledger.state(), &earlier, linted, batch, now)?;
                before += usize::from(admitted.reissues());
                if let Some(lost) = lost {
                    watched.reissued(about, &lost, now);
                }
                Ok(admitted)
            })
            .map(|one| one.inspect_err(|refusal| self.refusals.add(refusal, None, About::default(), now)))
            .collect();
        let mut places = Vec::new();
        let mut group = Vec::new();
        for one in admitted {
            places.push(one.map(|one| group.push(one)));
        }
        let recorded = ledger.record(group)?;
        drop(ledger);
        let mut recorded = recorded.synced()?.into_iter();
        let found = places.into_iter().map(|place| match place {
            Err(refusal) => Ok(Err(refusal)),
            Ok(()) => {
                recorded.next().map(Ok).ok_or_else(|| signing::self_check("a recorded statement is missing"))
            }
        });
        found.collect()
    }
}
