//! Confirming or rejecting an enrolled passkey, on the signer's host.

use crate::approvals::approver::{fingerprint, is_fingerprint};
use crate::ledger::Ledger;
use crate::ledger::record::Statement;
use crate::signer::ledger_handle::{LedgerHandle, enter};
use protocol::reason::ApprovalReason;
use protocol::{Problem, Refusal};

/// Confirms the passkey enrolled under this name: a person on the host typed the fingerprint that its owner
/// read at the desk.
pub(crate) fn confirm_approver(
    ledger: &LedgerHandle,
    name: &str,
    typed: &str,
    by: String,
) -> Result<(), Problem> {
    let now = ledger.now();
    let mut ledger = ledger.lock()?;
    let enrolled = unconfirmed(&ledger, name)?;
    if !is_fingerprint(typed, &enrolled) {
        return Err(Refusal::new(ApprovalReason::OtherFingerprint).into());
    }
    let (name, fingerprint) = (name.to_owned(), fingerprint(&enrolled));
    enter(&mut ledger, Statement::Confirmed { name, fingerprint, by }, now)?;
    Ok(())
}

/// Rejects an unconfirmed passkey enrolled under this name, for a person on the host.
pub(crate) fn reject_approver(ledger: &LedgerHandle, name: &str) -> Result<(), Problem> {
    let now = ledger.now();
    let mut ledger = ledger.lock()?;
    unconfirmed(&ledger, name)?;
    enter(&mut ledger, Statement::Removed { name: name.to_owned() }, now)?;
    Ok(())
}

/// Public key of the unconfirmed passkey with this name.
fn unconfirmed(ledger: &Ledger, name: &str) -> Result<String, Refusal> {
    let approvers = &ledger.state().people.approvers;
    let enrolled = approvers.iter().find(|approver| approver.name == name && !approver.confirmed);
    enrolled
        .map(|approver| approver.public_key.clone())
        .ok_or_else(|| Refusal::new(ApprovalReason::NothingToConfirm))
}
