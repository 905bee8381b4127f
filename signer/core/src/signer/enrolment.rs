//! Enrolment of approvers. It needs the code that the signer wrote to a file of its own at most 15 minutes ago.

use super::Signer;
use crate::approvals::approver::{check_name, fingerprint, is_fingerprint};
use crate::ledger::Ledger;
use crate::ledger::record::{Record, Statement};
use crate::one_time_code as code;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use credentials::time::Timestamp;
use host_files::atomic_file;
use protocol::desk::{ENROLMENT_CODE_FILE, Registration};
use protocol::{Fault, FaultCode, Problem, Refusal, RefusalCode};
use sha2::{Digest, Sha256};
use std::sync::atomic::Ordering;

/// Lifetime of a code, in seconds.
const LIFETIME: i64 = 15 * 60;
/// Wrong codes after which a code is void.
const TRIES: u32 = 10;

/// Challenge of a registration: SHA-256 over the person's name, a zero byte, and the code in its normal form. A passkey
/// made for another name, or without the code, does not match.
pub(crate) fn challenge(name: &str, typed: &str) -> [u8; 32] {
    Sha256::new().chain_update(name).chain_update([0]).chain_update(code::meant(typed)).finalize().into()
}

impl Signer {
    /// Writes the code for the first approver. Once there are confirmed approvers, they have to invite further people.
    pub(super) fn write_first_code(&self) -> Result<String, Problem> {
        let mut ledger = self.ledger()?;
        if ledger.state().people.confirmed().next().is_none() {
            return Ok(self.write_code(&mut ledger, None)?);
        }
        Err(Refusal::new(
            RefusalCode::NeedsApproval,
            "there are approvers: they invite further people, which is a change like others",
        )
        .into())
    }

    /// The same for the desk, whose users are not authenticated: a valid code is kept, so that they cannot void it.
    pub(super) fn write_code_for_desk(&self) -> Result<String, Problem> {
        let ledger = self.ledger()?;
        let stands =
            ledger.state().people.code.as_ref().is_some_and(|code| {
                self.now() < code.expires && code.name.is_none() && self.tries_are_left()
            });
        let nobody = ledger.state().people.confirmed().next().is_none();
        drop(ledger);
        if stands && nobody {
            return Ok(self.directory.join(ENROLMENT_CODE_FILE).display().to_string());
        }
        self.write_first_code()
    }

    /// Writes another code for a person who was invited and has not enrolled.
    pub(super) fn write_invited_code(&self, name: &str) -> Result<String, Problem> {
        let mut ledger = self.ledger()?;
        if ledger.state().people.invited.iter().any(|invited| invited == name) {
            return Ok(self.write_code(&mut ledger, Some(name.to_owned()))?);
        }
        Err(Refusal::new(RefusalCode::NeedsApproval, "nobody of this name was invited").into())
    }

    /// Writes a new code to its file, which voids the previous one. Returns the file's path.
    pub(super) fn write_code(&self, ledger: &mut Ledger, name: Option<String>) -> Result<String, Fault> {
        let fresh = code::make(super::random()?);
        let expires = self.now().plus_seconds(LIFETIME).millis();
        // The digest first: a crash in between leaves a file that does not match.
        ledger.note(Record::EnrolmentCode { sha256: code::digest(&fresh), expires, name })?;
        let path = self.directory.join(ENROLMENT_CODE_FILE);
        code::write(&path, &fresh).map_err(|e| {
            crate::log::say(&format!("writing {}: {e}", path.display()));
            Fault::new(FaultCode::Ledger, "the signer could not write the enrolment code. Look at its disk")
        })?;
        self.wrong_enrolments.store(0, Ordering::SeqCst);
        crate::log::say(&format!("wrote an enrolment code, good for 15 minutes, to {}", path.display()));
        Ok(path.display().to_string())
    }

    /// The challenge, base64url, for the passkey of a person who has the code.
    pub(super) fn begin_enrolment(&self, name: &str, typed: &str) -> Result<String, Problem> {
        check_name(name)?;
        let ledger = self.ledger()?;
        self.check_code(&ledger, name, typed, self.now())?;
        if ledger.state().people.approvers.iter().any(|approver| approver.name == name) {
            return Err(enrolled_before().into());
        }
        Ok(BASE64URL.encode(challenge(name, typed)))
    }

    /// Is this the valid code for this person? Wrong codes are counted.
    fn check_code(&self, ledger: &Ledger, name: &str, typed: &str, now: Timestamp) -> Result<(), Refusal> {
        let good = ledger.state().people.code.as_ref().filter(|good| {
            now < good.expires
                && good.name.as_deref().is_none_or(|invited| invited == name)
                && self.tries_are_left()
        });
        if good.is_some_and(|good| code::matches(typed, &good.sha256)) {
            return Ok(());
        }
        self.wrong_enrolments.fetch_add(1, Ordering::SeqCst);
        Err(Refusal::new(
            RefusalCode::WrongEnrolmentCode,
            "the enrolment code is wrong, used, for another name, or older than 15 minutes. It is in the file `enrolment-code` on the signer's host",
        ))
    }

    fn tries_are_left(&self) -> bool {
        self.wrong_enrolments.load(Ordering::SeqCst) < TRIES
    }

    /// Enrols a person's passkey, and returns its fingerprint. The passkey counts only after a person on the host
    /// confirms the fingerprint, so a stolen code alone is useless.
    pub(super) fn enrol(&self, name: &str, typed: &str, made: Registration) -> Result<String, Problem> {
        let now = self.now();
        check_name(name)?;
        let mut ledger = self.ledger()?;
        self.check_code(&ledger, name, typed, now)?;
        let people = &ledger.state().people;
        let known = people.approvers.iter().any(|approver| {
            approver.name == name
                || approver.credential_id == made.credential_id
                || approver.public_key == made.public_key
        });
        if known {
            return Err(enrolled_before().into());
        }
        let count = self.relying_party.verify_registration(&made, &challenge(name, typed))?;
        let shown = fingerprint(&made.public_key);
        let statement = Statement::Enrolled {
            name: name.to_owned(),
            credential_id: made.credential_id,
            public_key: made.public_key,
            count,
            awaits: true,
        };
        let canonical = statement.canonical();
        ledger.state_publicly(statement, &canonical, None, Vec::new(), now)?;
        // The record uses up the code; removing the file only follows.
        if let Err(e) = atomic_file::remove(&self.directory.join(ENROLMENT_CODE_FILE)) {
            crate::log::say(&format!("removing the used enrolment code: {e}"));
        }
        Ok(shown)
    }

    /// Confirms the passkey enrolled under this name: a person on the host typed the fingerprint that its owner
    /// read at the desk.
    pub(super) fn confirm_approver(&self, name: &str, typed: &str, by: String) -> Result<(), Problem> {
        let mut ledger = self.ledger()?;
        let enrolled = unconfirmed(&ledger, name)?;
        if !is_fingerprint(typed, &enrolled) {
            return Err(Refusal::new(
                RefusalCode::OtherFingerprint,
                "this is not the fingerprint of the passkey that was enrolled under this name. Have its owner read it from the desk again; if it still differs, somebody else used the code: insignia-signer approver reject",
            )
            .into());
        }
        let (name, fingerprint) = (name.to_owned(), fingerprint(&enrolled));
        enter(&mut ledger, Statement::Confirmed { name, fingerprint, by }, self.now())
    }

    /// Rejects an unconfirmed passkey enrolled under this name, for a person on the host.
    pub(super) fn reject_approver(&self, name: &str) -> Result<(), Problem> {
        let mut ledger = self.ledger()?;
        unconfirmed(&ledger, name)?;
        enter(&mut ledger, Statement::Removed { name: name.to_owned() }, self.now())
    }

    /// Removes all approvers, for a person on the host, and writes a code for a new first one.
    pub(super) fn reset_approvers(&self, by: String) -> Result<String, Problem> {
        let mut ledger = self.ledger()?;
        let statement = Statement::Reset { by };
        let canonical = statement.canonical();
        ledger.state_publicly(statement, &canonical, None, Vec::new(), self.now())?;
        Ok(self.write_code(&mut ledger, None)?)
    }
}

/// Public key of the unconfirmed passkey with this name.
fn unconfirmed(ledger: &Ledger, name: &str) -> Result<String, Refusal> {
    let approvers = &ledger.state().people.approvers;
    let enrolled = approvers.iter().find(|approver| approver.name == name && !approver.confirmed);
    enrolled.map(|approver| approver.public_key.clone()).ok_or_else(|| {
        Refusal::new(
            RefusalCode::UnknownPasskey,
            "no passkey of this name waits to be confirmed. The desk lists those that do",
        )
    })
}

fn enter(ledger: &mut Ledger, statement: Statement, now: Timestamp) -> Result<(), Problem> {
    let canonical = statement.canonical();
    ledger.state_publicly(statement, &canonical, None, Vec::new(), now)?;
    Ok(())
}

fn enrolled_before() -> Refusal {
    Refusal::new(RefusalCode::EnrolledBefore, "this passkey, or somebody of this name, is enrolled already")
}
