//! Freezing an issuer: no more badges of it are signed.

use crate::ledger::record::Statement;
use crate::signer::ledger_handle::{LedgerHandle, enter};
use protocol::reason::IssuerReason;
use protocol::{MAX_REASON, Problem, Refusal};

/// Freezes an issuer: no more badges of it are signed.
pub(crate) fn freeze(ledger: &LedgerHandle, issuer: &str, reason: &str) -> Result<(), Problem> {
    let now = ledger.now();
    let mut ledger = ledger.lock()?;
    let Some(bound) = ledger.state().issuers.get(issuer) else {
        return Err(Refusal::new(IssuerReason::Unknown).into());
    };
    if bound.frozen.is_none() {
        let key = bound.active(now).to_owned();
        let reason: String = reason.chars().filter(|c| !c.is_control()).take(MAX_REASON).collect();
        let statement = Statement::Frozen { issuer: issuer.to_owned(), key, reason };
        enter(&mut ledger, statement, now)?;
    }
    Ok(())
}
