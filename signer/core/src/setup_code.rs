//! The one-time code for binding the first issuer.

use crate::ledger::record::Record;
use crate::ledger::{Ledger, LedgerError};
use crate::one_time_code as code;
use host_files::atomic_file;
use std::path::Path;

/// Name of the file in the signer's directory, mode 0600.
pub const FILE: &str = "setup-code";

/// Wrong codes after which a new code is written. 128 bits cannot be guessed: the limit makes a guesser visible, and
/// voids a code of which somebody saw a part.
pub(crate) const TRIES: u32 = 10;

/// Why there is no set-up code.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SetupCodeError {
    #[error("asking the system for random bytes")]
    Chance(#[source] getrandom::Error),
    #[error("writing or removing the file of the set-up code")]
    File(#[source] std::io::Error),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// At start: a signer without an issuer has a code in its file; one with an issuer has none.
pub(crate) fn settle(directory: &Path, ledger: &mut Ledger) -> Result<(), SetupCodeError> {
    let path = directory.join(FILE);
    if !ledger.state().issuers.is_empty() {
        return atomic_file::remove(&path).map_err(SetupCodeError::File);
    }
    let good = ledger.state().setup_code.clone();
    match std::fs::read_to_string(&path) {
        Ok(text) if good.is_some_and(|good| code::digest(&text) == good) => Ok(()),
        _ => renew(directory, ledger),
    }
}

/// Writes a new code to the file, which voids the previous one.
pub(crate) fn renew(directory: &Path, ledger: &mut Ledger) -> Result<(), SetupCodeError> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(SetupCodeError::Chance)?;
    let fresh = code::make(random);
    // The digest first: after a crash in between, the file does not match and the next start writes both again.
    ledger.note(Record::SetupCode { sha256: code::digest(&fresh) })?;
    let path = directory.join(FILE);
    code::write(&path, &fresh).map_err(SetupCodeError::File)?;
    crate::log::say(&format!("wrote a one-time set-up code to {}", path.display()));
    Ok(())
}
