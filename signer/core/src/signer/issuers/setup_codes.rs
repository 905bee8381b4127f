//! The one-time code for binding the first issuer, as it is typed.

use crate::ledger::Ledger;
use crate::{one_time_code, setup_code};
use host_files::atomic_file;
use protocol::reason::IssuerReason;
use protocol::{Fault, FaultReason, Problem, Refusal};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

/// Checks set-up codes, and counts wrong ones.
#[derive(Debug)]
pub(crate) struct SetupCodes {
    directory: PathBuf,
    /// Wrong codes since the last code was written, or since the start.
    wrong: AtomicU32,
}

impl SetupCodes {
    pub(crate) fn new(directory: PathBuf) -> Self {
        Self { directory, wrong: AtomicU32::new(0) }
    }

    /// Is this the valid code? After too many wrong ones a new code is written.
    pub(crate) fn check(&self, ledger: &mut Ledger, typed: &str) -> Result<(), Problem> {
        let good = ledger.state().setup_code.clone();
        if good.is_some_and(|good| one_time_code::matches(typed, &good)) {
            return Ok(());
        }
        let renewed = self.wrong.fetch_add(1, Ordering::SeqCst) + 1 >= setup_code::TRIES;
        if renewed {
            setup_code::renew(&self.directory, ledger).map_err(|e| {
                crate::log::say(&format!("set-up code: {}", crate::log::chain(&e)));
                Fault::new(FaultReason::SetupCode)
            })?;
            self.wrong.store(0, Ordering::SeqCst);
        }
        Err(Refusal::new(IssuerReason::SetupCode { renewed }).into())
    }

    /// Removes the file of a code that was used.
    pub(crate) fn remove_used(&self) {
        if let Err(e) = atomic_file::remove(&self.directory.join(setup_code::FILE)) {
            crate::log::say(&format!("removing the used set-up code: {e}"));
        }
    }
}
