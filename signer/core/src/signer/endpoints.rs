//! Requests other than the web server's: those of the desk, and those of commands on the signer's host.

use super::Signer;
use super::approvals::Progress;
use protocol::desk::{AdminRequest, DeskReply, DeskRequest};
use protocol::{Problem, Refusal, RefusalCode};
use serde::de::DeserializeOwned;

impl Signer {
    /// Answers one frame of the desk: a [`DeskRequest`] as JSON. It reads, approves and enrols; nothing is signed here.
    pub fn answer_desk(&self, frame: &[u8]) -> DeskReply {
        self.answer_with(frame, |request| self.handle_desk(request))
    }

    /// Answers one frame of a command on the signer's host: an [`AdminRequest`] as JSON, from this system user.
    pub fn answer_admin(&self, frame: &[u8], user: u32) -> DeskReply {
        self.answer_with(frame, |request| self.handle_admin(request, self.host_user(user)))
    }

    fn handle_desk(&self, request: DeskRequest) -> Result<DeskReply, Problem> {
        match request {
            DeskRequest::Look { after } => self.view(after.as_deref()),
            DeskRequest::Approve { change, assertion } => self.approve(&change, assertion).map(approved),
            DeskRequest::WriteCode => self.write_code_for_desk().map(|file| DeskReply::CodeWritten { file }),
            DeskRequest::BeginEnrolment { name, code } => {
                self.begin_enrolment(&name, &code).map(|challenge| DeskReply::Challenge { challenge })
            }
            DeskRequest::Enrol { name, code, registration } => {
                let enrolled = self.enrol(&name, &code, registration);
                enrolled.map(|fingerprint| DeskReply::Enrolled { fingerprint })
            }
        }
    }

    fn handle_admin(&self, request: AdminRequest, user: String) -> Result<DeskReply, Problem> {
        match request {
            AdminRequest::Look { after } => self.view(after.as_deref()),
            AdminRequest::Approve { change, typed } => {
                self.approve_on_host(&change, &typed, user).map(approved)
            }
            AdminRequest::Decline { change } => self.decline(&change, user).map(|()| DeskReply::Declined),
            AdminRequest::DeclineAll => {
                self.decline_all(user).map(|changes| DeskReply::DeclinedAll { changes })
            }
            AdminRequest::PauseProposals { paused } => {
                self.pause_proposals(paused, user).map(|()| DeskReply::Proposals { paused })
            }
            AdminRequest::Propose { change } => {
                self.propose(change, true).map(|decision| DeskReply::Decision { decision })
            }
            AdminRequest::Freeze { issuer, reason } => {
                self.freeze(&issuer, &reason).map(|_| DeskReply::Frozen)
            }
            AdminRequest::ConfirmApprover { name, typed } => {
                self.confirm_approver(&name, &typed, user).map(|()| DeskReply::Confirmed)
            }
            AdminRequest::RejectApprover { name } => {
                self.reject_approver(&name).map(|()| DeskReply::Rejected)
            }
            AdminRequest::WriteCode { name: None } => {
                self.write_first_code().map(|file| DeskReply::CodeWritten { file })
            }
            AdminRequest::WriteCode { name: Some(name) } => {
                self.write_invited_code(&name).map(|file| DeskReply::CodeWritten { file })
            }
            AdminRequest::UnfreezeLedger { typed } => {
                self.unfreeze_ledger(&typed, user).map(|()| DeskReply::LedgerUnfrozen)
            }
            AdminRequest::MakeKey { label } => self.make_ceremony_key(&label),
            AdminRequest::EnterTranscript { key, sha256 } => self.enter_transcript(&key, sha256),
            AdminRequest::RequestCertificate { label } => {
                self.request_certificate(&label, user).map(|pem| DeskReply::CertificateRequest { pem })
            }
            AdminRequest::KeepChain { label, pem } => {
                self.keep_chain(&label, &pem, user).map(|certificates| DeskReply::ChainKept { certificates })
            }
            AdminRequest::ResetApprovers => self.reset_approvers(user).map(|file| DeskReply::Reset { file }),
        }
    }

    fn answer_with<A: DeserializeOwned>(
        &self,
        frame: &[u8],
        handle: impl FnOnce(A) -> Result<DeskReply, Problem>,
    ) -> DeskReply {
        let asked = serde_json::from_slice(frame).map_err(|_| {
            Problem::Refused(Refusal::new(
                RefusalCode::WrongEndpoint,
                "this endpoint does not answer such a request",
            ))
        });
        let reply = asked.and_then(handle).unwrap_or_else(|problem| match problem {
            Problem::Refused(refusal) => {
                self.log_refusal(&refusal, None);
                DeskReply::Refused { refusal }
            }
            Problem::Failed(fault) => DeskReply::Failed { sentence: fault.sentence },
        });
        self.write_refusals();
        reply
    }
}

fn approved(progress: Progress) -> DeskReply {
    DeskReply::Approved { given: progress.given, needed: progress.needed, done: progress.done }
}
