//! Signing credentials: lint, admit, record, sign, settle, release.

use super::check_size;
use super::opening::Opening;
use super::release::Release;
use crate::ledger::state::State;
use crate::ledger::{Ledger, Pending, Recorded};
use crate::metrics::About;
use crate::policy::{Admitted, Batch, Policy};
use crate::signer::refusal_log::RefusalLog;
use crate::signer::telemetry;
use credentials::lint::{Kind, Linted};
use protocol::{Fault, Problem, Refusal, SignedBatch};
use std::collections::HashSet;

/// Signs Open Badges and other credentials.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignCredentials<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) refusals: &'a RefusalLog,
    pub(crate) release: Release<'a>,
}

impl SignCredentials<'_> {
    pub(crate) fn sign(self, texts: Vec<String>) -> Result<SignedBatch, Problem> {
        check_size(texts.len())?;
        let right = |kind| matches!(kind, Kind::OpenBadge | Kind::Credential);
        let linted = self.release.pool.lint_all(texts, right)?;
        Ok(self.release.batch(self.record_all(linted)?)?)
    }

    /// Admits and records a batch. If two documents overlap, the first is recorded before the second is judged. All of
    /// them and concurrent requests share one fsync.
    fn record_all(
        self,
        batch: Vec<Result<Linted, Refusal>>,
    ) -> Result<Vec<Result<Recorded, Refusal>>, Fault> {
        let Release { ledger, telemetry: watched, .. } = self.release;
        let now = ledger.now();
        let size = batch.len();
        let mut ledger = ledger.lock()?;
        let mut groups = Vec::new();
        let mut group: Vec<Result<Admitted, Refusal>> = Vec::new();
        let mut claims = Claims::default();
        // Number of documents in the group that count against the ceilings.
        let mut before = 0;
        for linted in batch {
            if linted.as_ref().is_ok_and(|linted| claims.meet(linted, ledger.state())) {
                claims = Claims::default();
                groups.push(record_group(&mut ledger, &mut group)?);
                if let Ok(linted) = &linted {
                    claims.meet(linted, ledger.state());
                }
                before = 0;
            }
            if let Err(refusal) = &linted {
                self.refusals.add(refusal, None, About::default(), now);
            }
            let about = linted
                .as_ref()
                .map_or_else(|_| About::default(), |linted| telemetry::about(ledger.state(), linted, now));
            let batch = Batch { size, before };
            let admitted = linted.and_then(|linted| {
                let id = linted.id().to_owned();
                let seen = telemetry::seen(about.clone(), &linted);
                self.policy
                    .admit(ledger.state(), linted, batch, now)
                    .inspect(|admitted| {
                        // A repeated request, perhaps after a fault, yields the same signature and is not counted.
                        if admitted.is_new() {
                            watched.signed(&seen, now);
                        }
                    })
                    .inspect_err(|refusal| self.refusals.add(refusal, Some(&id), about, now))
            });
            before += usize::from(admitted.as_ref().is_ok_and(Admitted::counts));
            group.push(admitted);
        }
        groups.push(record_group(&mut ledger, &mut group)?);
        drop(ledger);
        let mut results = Vec::new();
        for (places, recorded) in groups {
            let mut recorded = recorded.synced()?.into_iter();
            for place in places {
                match place {
                    Err(refusal) => results.push(Err(refusal)),
                    Ok(()) => results.extend(recorded.next().map(Ok)),
                }
            }
        }
        Ok(results)
    }
}

/// What the documents of a group claim, admitted or not: their ids, and places in status lists.
#[derive(Debug, Default)]
struct Claims {
    ids: HashSet<String>,
    places: HashSet<(String, u32)>,
    lists: Opening,
}

impl Claims {
    /// Does the document overlap with the group: same id, same place, or another new list? If not, it joins the group.
    fn meet(&mut self, linted: &Linted, state: &State) -> bool {
        let place = linted.status().map(|entry| (entry.list, entry.index));
        if self.ids.contains(linted.id())
            || place.as_ref().is_some_and(|place| self.places.contains(place))
            || self.lists.is_another(state, linted)
        {
            return true;
        }
        self.ids.insert(linted.id().to_owned());
        self.places.extend(place);
        false
    }
}

/// Results of a group: refused, or the next of the recorded documents.
type Group = (Vec<Result<(), Refusal>>, Pending<Vec<Recorded>>);

fn record_group(ledger: &mut Ledger, group: &mut Vec<Result<Admitted, Refusal>>) -> Result<Group, Fault> {
    let mut admitted = Vec::new();
    let places = group.drain(..).map(|one| one.map(|one| admitted.push(one))).collect();
    Ok((places, ledger.record(admitted)?))
}
