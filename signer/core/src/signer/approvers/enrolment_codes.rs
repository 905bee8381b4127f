//! Enrolment codes: written to a file on the signer's host, valid for 15 minutes.

use crate::approvals::people::CODE_LIFETIME;
use crate::ledger::Ledger;
use crate::ledger::record::Record;
use crate::one_time_code as code;
use crate::signer::random;
use credentials::time::Timestamp;
use host_files::atomic_file;
use protocol::desk::ENROLMENT_CODE_FILE;
use protocol::reason::ApprovalReason;
use protocol::{Fault, FaultReason, Refusal};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

/// Wrong codes after which a code is void.
const TRIES: u32 = 10;

/// Writes and checks enrolment codes, and counts wrong ones.
#[derive(Debug)]
pub(crate) struct EnrolmentCodes {
    directory: PathBuf,
    /// Wrong codes since the last code was written, or since the start.
    wrong: AtomicU32,
}

impl EnrolmentCodes {
    pub(crate) fn new(directory: PathBuf) -> Self {
        Self { directory, wrong: AtomicU32::new(0) }
    }

    /// The file of the code.
    pub(super) fn file(&self) -> PathBuf {
        self.directory.join(ENROLMENT_CODE_FILE)
    }

    /// Writes a new code to its file, which voids the previous one. Returns the file's path.
    pub(crate) fn write(
        &self,
        ledger: &mut Ledger,
        name: Option<String>,
        now: Timestamp,
    ) -> Result<String, Fault> {
        let fresh = code::make(random()?);
        let expires = now.plus_seconds(CODE_LIFETIME).millis();
        // The digest first: a crash in between leaves a file that does not match.
        ledger.note(Record::EnrolmentCode { sha256: code::digest(&fresh), expires, name })?;
        let path = self.file();
        code::write(&path, &fresh).map_err(|e| {
            crate::log::say(&format!("writing {}: {e}", path.display()));
            Fault::new(FaultReason::EnrolmentCode)
        })?;
        self.wrong.store(0, Ordering::SeqCst);
        crate::log::say(&format!("wrote an enrolment code, good for 15 minutes, to {}", path.display()));
        Ok(path.display().to_string())
    }

    /// Is this the valid code for this person? Wrong codes are counted.
    pub(super) fn check(
        &self,
        ledger: &Ledger,
        name: &str,
        typed: &str,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let good = ledger.state().people.code.as_ref().filter(|good| {
            now < good.expires
                && good.name.as_deref().is_none_or(|invited| invited == name)
                && self.tries_are_left()
        });
        if good.is_some_and(|good| code::matches(typed, &good.sha256)) {
            return Ok(());
        }
        self.wrong.fetch_add(1, Ordering::SeqCst);
        Err(Refusal::new(ApprovalReason::EnrolmentCode { minutes: CODE_LIFETIME / 60 }))
    }

    /// May another code be typed?
    pub(super) fn tries_are_left(&self) -> bool {
        self.wrong.load(Ordering::SeqCst) < TRIES
    }

    /// Removes the file of a code that was used.
    pub(super) fn remove_used(&self) {
        if let Err(e) = atomic_file::remove(&self.file()) {
            crate::log::say(&format!("removing the used enrolment code: {e}"));
        }
    }
}
