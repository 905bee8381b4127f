//! `insignia ledger verify`: verifies the signer's ledger by the auditor's library, without trusting the application.
//! With `--config` also one's own installation: its database and its DID document.

mod installation;

use super::USAGE;
use super::print::complain;
use crate::log::chain;
use auditor::ledger::{Installation, LedgerOrder};
use auditor::{DatabaseFact, Finding, exit_code, write_findings};
use installation::{OpenError, OwnInstallation};
use std::io;
use std::process::ExitCode;

pub(super) fn verify(order: &LedgerOrder) -> ExitCode {
    let usage = |error: &dyn std::error::Error| {
        complain(&chain(error));
        ExitCode::from(USAGE)
    };
    let own = match order.config.as_deref().map(OwnInstallation::open).transpose() {
        Ok(own) => own,
        Err(OpenError::Unreadable(error)) => {
            return report(&[Finding::unchecked(DatabaseFact::Failed { error })]);
        }
        Err(error) => return usage(&error),
    };
    let own = own.as_ref().map(|own| own as &dyn Installation);
    match auditor::ledger::verify(order, own) {
        Ok(findings) => report(&findings),
        Err(error) => usage(&error),
    }
}

fn report(findings: &[Finding]) -> ExitCode {
    // A closed output does not change the result.
    let _ = write_findings(findings, &mut io::stdout().lock());
    ExitCode::from(exit_code(findings))
}
