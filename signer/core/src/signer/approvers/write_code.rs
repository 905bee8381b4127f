//! Writing an enrolment code.

use super::enrolment_codes::EnrolmentCodes;
use crate::ledger::record::Statement;
use crate::signer::ledger_handle::{LedgerHandle, enter};
use protocol::reason::ApprovalReason;
use protocol::{Problem, Refusal};

/// Writes enrolment codes. Each method returns the path of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WriteCode<'a> {
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) codes: &'a EnrolmentCodes,
}

impl WriteCode<'_> {
    /// Writes the code for the first approver. Once there are confirmed approvers, they have to invite further people.
    pub(crate) fn first(self) -> Result<String, Problem> {
        let now = self.ledger.now();
        let mut ledger = self.ledger.lock()?;
        if ledger.state().people.confirmed().next().is_none() {
            return Ok(self.codes.write(&mut ledger, None, now)?);
        }
        Err(Refusal::new(ApprovalReason::ApproversInvite).into())
    }

    /// The same for the desk, whose users are not authenticated: a valid code is kept, so that they cannot void it.
    pub(crate) fn for_desk(self) -> Result<String, Problem> {
        let ledger = self.ledger.lock()?;
        let stands = ledger.state().people.code.as_ref().is_some_and(|code| {
            self.ledger.now() < code.expires && code.name.is_none() && self.codes.tries_are_left()
        });
        let nobody = ledger.state().people.confirmed().next().is_none();
        drop(ledger);
        if stands && nobody {
            return Ok(self.codes.file().display().to_string());
        }
        self.first()
    }

    /// Writes another code for a person who was invited and has not enrolled.
    pub(crate) fn invited(self, name: &str) -> Result<String, Problem> {
        let now = self.ledger.now();
        let mut ledger = self.ledger.lock()?;
        if ledger.state().people.invited.iter().any(|invited| invited == name) {
            return Ok(self.codes.write(&mut ledger, Some(name.to_owned()), now)?);
        }
        Err(Refusal::new(ApprovalReason::NotInvited).into())
    }

    /// Removes all approvers, for a person on the host, and writes a code for a new first one.
    pub(crate) fn reset_approvers(self, by: String) -> Result<String, Problem> {
        let now = self.ledger.now();
        let mut ledger = self.ledger.lock()?;
        enter(&mut ledger, Statement::Reset { by }, now)?;
        Ok(self.codes.write(&mut ledger, None, now)?)
    }
}
