//! Reissuing the credentials of a revoked key, and listing them.

use super::credentials::{check_size, lint_as};
use super::opening::Opening;
use super::{Signer, signing, telemetry};
use crate::ledger::Recorded;
use crate::policy::{Admitted, Batch};
use credentials::lint::Kind;
use protocol::{Answer, Fault, MAX_LISTED, Problem, Refusal, RefusalCode, SignedCredential, Superseding};
use std::collections::HashSet;

impl Signer {
    pub(super) fn sign_superseding(&self, batch: &[Superseding]) -> Result<Answer, Problem> {
        check_size(batch.len())?;
        self.sign_recorded(self.record_superseding(batch)?)
    }

    /// Admits and records a batch with one fsync.
    fn record_superseding(&self, batch: &[Superseding]) -> Result<Vec<Result<Recorded, Refusal>>, Fault> {
        let right = |kind| matches!(kind, Kind::OpenBadge);
        let linted: Vec<_> = batch
            .iter()
            .map(|one| {
                Ok((
                    lint_as(&one.earlier, &self.contexts, right)?,
                    lint_as(&one.credential, &self.contexts, right)?,
                ))
            })
            .collect();
        let now = self.now();
        let size = batch.len();
        let mut ledger = self.ledger()?;
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
                    return Err(Refusal::new(
                        RefusalCode::StatusIndexTaken,
                        "another credential of this request has the same id or the same status index",
                    ));
                }
                if lists.is_another(ledger.state(), &linted) {
                    return Err(Refusal::new(
                        RefusalCode::ListStillOpen,
                        "another credential of this request opens another status list. One is opened at a time",
                    ));
                }
                let (about, lost) = (
                    telemetry::about(ledger.state(), &linted, now),
                    telemetry::lost_key(ledger.state(), &linted),
                );
                let batch = Batch { size, before };
                let admitted = self.policy.admit_superseding(ledger.state(), &earlier, linted, batch, now)?;
                before += usize::from(admitted.reissues());
                if let Some(lost) = lost {
                    self.telemetry.reissued(about, &lost, now);
                }
                Ok(admitted)
            })
            .map(|one| one.inspect_err(|refusal| self.log_refusal(refusal, None)))
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

    pub(super) fn list_signed(&self, key: &str, after: Option<u64>) -> Result<Answer, Problem> {
        let ledger = self.ledger()?;
        let state = ledger.state();
        if state.key(key).is_none() {
            return Err(Refusal::new(RefusalCode::UnknownKey, "there is no key of this name").into());
        }
        let under = state
            .credentials
            .iter()
            .filter(|(_, entered)| entered.key == key && after.is_none_or(|after| entered.leaf > after));
        let mut credentials: Vec<_> = under
            .map(|(id, entered)| SignedCredential {
                id: id.clone(),
                ledger_index: entered.leaf,
                recorded: entered.created.millis(),
            })
            .collect();
        credentials.sort_by_key(|one| one.ledger_index);
        credentials.truncate(MAX_LISTED);
        Ok(Answer::SignedUnder { credentials })
    }
}
