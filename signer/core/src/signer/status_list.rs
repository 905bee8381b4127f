//! Signing a status list: the same way as a badge, under its own rules.

use super::credentials::lint_as;
use super::{Signer, signing, telemetry};
use crate::policy::Batch;
use credentials::lint::Kind;
use protocol::{Answer, Fault, Problem};

impl Signer {
    pub(super) fn sign_status_list(&self, text: &str) -> Result<Answer, Problem> {
        let linted = lint_as(text, &self.contexts, |kind| matches!(kind, Kind::StatusList))?;
        let recorded = {
            let mut ledger = self.ledger()?;
            let now = self.now();
            let key = telemetry::about(ledger.state(), &linted, now).key;
            let admitted = self
                .policy
                .admit(ledger.state(), linted, Batch { size: 1, before: 0 }, now)
                .inspect_err(|refusal| self.telemetry.over_ceiling(refusal.code, &key, now))?;
            if let Some((key, count)) = admitted.revokes() {
                self.telemetry.revoked(key, count, now);
            }
            ledger.record(vec![admitted])?
        };
        let mut signed = self.sign_all(recorded.synced().map_err(Fault::from)?)?;
        match signed.pop() {
            Some(document) => Ok(Answer::SignedList(document)),
            None => Err(signing::self_check("the signed list is missing").into()),
        }
    }
}
