//! Signing a status list: the same way as a badge, under its own rules.

use super::release::Release;
use crate::policy::{Batch, Policy};
use crate::signer::{signing, telemetry};
use credentials::lint::Kind;
use protocol::{Fault, Problem, SignedDocument};

/// Signs a status list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignStatusList<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) release: Release<'a>,
}

impl SignStatusList<'_> {
    pub(crate) fn sign(self, text: &str) -> Result<SignedDocument, Problem> {
        let Release { ledger, pool, telemetry: watched } = self.release;
        let linted = pool.lint(text, |kind| matches!(kind, Kind::StatusList))?;
        let recorded = {
            let now = ledger.now();
            let mut ledger = ledger.lock()?;
            let key = telemetry::about(ledger.state(), &linted, now).key;
            let admitted = self
                .policy
                .admit(ledger.state(), linted, Batch { size: 1, before: 0 }, now)
                .inspect_err(|refusal| watched.over_ceiling(refusal.code, &key, now))?;
            if let Some((key, count)) = admitted.revokes() {
                watched.revoked(key, count, now);
            }
            ledger.record(vec![admitted])?
        };
        let mut signed = self.release.all(recorded.synced().map_err(Fault::from)?)?;
        signed.pop().ok_or_else(|| signing::self_check("the signed list is missing").into())
    }
}
