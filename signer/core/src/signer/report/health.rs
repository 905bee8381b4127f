//! Is the signer in a state to sign?

use super::token_state::TokenState;
use crate::signer::ledger_handle::LedgerHandle;
use protocol::{Device, HealthReport, PinState, Problem, VERSION};

/// Reports the signer's state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReportHealth<'a> {
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) token: &'a TokenState,
    pub(crate) isolation_off: bool,
    /// May people on the signer's host approve?
    pub(crate) host_approves: bool,
}

impl ReportHealth<'_> {
    pub(crate) fn report(self) -> Result<HealthReport, Problem> {
        let (device, pin) = self.token.describe(self.ledger)?;
        let named =
            |device: &Device| format!("{}, token {}, serial {}", device.module, device.token, device.serial);
        let token = device.as_ref().filter(|_| pin == PinState::Good).map(named).unwrap_or_default();
        let ledger = self.ledger.lock_stale()?;
        let people = &ledger.state().people;
        Ok(HealthReport {
            version: VERSION,
            pin,
            token,
            ledger_size: ledger.size(),
            issuer_bound: !ledger.state().issuers.is_empty(),
            isolation_off: self.isolation_off,
            device,
            ledger_rolled_back: ledger.state().rolled_back.is_some(),
            approvers: u32::try_from(people.confirmed().count()).unwrap_or(u32::MAX),
            host_approves: self.host_approves,
            approvals_needed: people.needed,
            proposals_paused: people.paused.is_some(),
        })
    }
}
