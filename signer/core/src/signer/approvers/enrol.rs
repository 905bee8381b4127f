//! Enrolment of approvers. It needs the code that the signer wrote to a file of its own at most 15 minutes ago.

use super::enrolment_codes::EnrolmentCodes;
use crate::approvals::approver::{check_name, fingerprint};
use crate::approvals::webauthn::RelyingParty;
use crate::ledger::record::Statement;
use crate::one_time_code as code;
use crate::signer::ledger_handle::{LedgerHandle, enter};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use protocol::desk::Registration;
use protocol::reason::ApprovalReason;
use protocol::{Problem, Refusal};
use sha2::{Digest, Sha256};

/// Challenge of a registration: SHA-256 over the person's name, a zero byte, and the code in its normal form. A passkey
/// made for another name, or without the code, does not match.
fn challenge(name: &str, typed: &str) -> [u8; 32] {
    Sha256::new().chain_update(name).chain_update([0]).chain_update(code::meant(typed)).finalize().into()
}

/// Enrols people.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Enrol<'a> {
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) codes: &'a EnrolmentCodes,
    pub(crate) relying_party: &'a RelyingParty,
}

impl Enrol<'_> {
    /// The challenge, base64url, for the passkey of a person who has the code.
    pub(crate) fn begin(self, name: &str, typed: &str) -> Result<String, Problem> {
        check_name(name)?;
        let ledger = self.ledger.lock()?;
        self.codes.check(&ledger, name, typed, self.ledger.now())?;
        if ledger.state().people.approvers.iter().any(|approver| approver.name == name) {
            return Err(enrolled_before().into());
        }
        Ok(BASE64URL.encode(challenge(name, typed)))
    }

    /// Enrols a person's passkey, and returns its fingerprint. The passkey counts only after a person on the host
    /// confirms the fingerprint, so a stolen code alone is useless.
    pub(crate) fn enrol(self, name: &str, typed: &str, made: Registration) -> Result<String, Problem> {
        let now = self.ledger.now();
        check_name(name)?;
        let mut ledger = self.ledger.lock()?;
        self.codes.check(&ledger, name, typed, now)?;
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
        enter(&mut ledger, statement, now)?;
        // The record uses up the code; removing the file only follows.
        self.codes.remove_used();
        Ok(shown)
    }
}

fn enrolled_before() -> Refusal {
    Refusal::new(ApprovalReason::EnrolledBefore)
}
