//! Requests other than the web server's: those of the desk, and those of commands on the signer's host.

use super::Signer;
use super::approvers::{Enrol, WriteCode, confirm_approver, reject_approver};
use super::changes::{Approve, Effects, Progress, decline, decline_all, decline_at_desk, pause_proposals};
use super::desk::ShowDesk;
use super::issuers::freeze;
use super::keys::{KeyCertificates, enter_transcript, make_ceremony_key};
use super::public_log::unfreeze_ledger;
use protocol::desk::{AdminRequest, DeskReply, DeskRequest};
use protocol::reason::RequestReason;
use protocol::{Problem, Refusal};
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
            DeskRequest::Look { after } => self.show_desk().view(after.as_deref()),
            DeskRequest::History => self.show_desk().history(),
            DeskRequest::Picture { sha256 } => {
                Ok(DeskReply::Picture { picture: self.pictures.read(&sha256) })
            }
            DeskRequest::Approve { change, assertion } => {
                self.approve().with_passkey(&change, assertion).map(approved)
            }
            DeskRequest::Decline { change, assertion } => {
                let (party, signer) = (&self.relying_party, self.policy.public_url());
                decline_at_desk(&self.ledger, party, signer, &change, assertion).map(|()| DeskReply::Declined)
            }
            DeskRequest::WriteCode => {
                self.write_code().for_desk().map(|file| DeskReply::CodeWritten { file })
            }
            DeskRequest::BeginEnrolment { name, code } => {
                self.enrol().begin(&name, &code).map(|challenge| DeskReply::Challenge { challenge })
            }
            DeskRequest::Enrol { name, code, registration } => {
                let enrolled = self.enrol().enrol(&name, &code, registration);
                enrolled.map(|fingerprint| DeskReply::Enrolled { fingerprint })
            }
        }
    }

    fn handle_admin(&self, request: AdminRequest, user: String) -> Result<DeskReply, Problem> {
        match request {
            AdminRequest::Look { after } => self.show_desk().view(after.as_deref()),
            AdminRequest::Approve { change, typed } => {
                self.approve().on_host(&change, &typed, user).map(approved)
            }
            AdminRequest::Decline { change } => {
                decline(&self.ledger, &change, user).map(|()| DeskReply::Declined)
            }
            AdminRequest::DeclineAll => {
                decline_all(&self.ledger, user).map(|changes| DeskReply::DeclinedAll { changes })
            }
            AdminRequest::PauseProposals { paused } => {
                pause_proposals(&self.ledger, paused, user).map(|()| DeskReply::Proposals { paused })
            }
            AdminRequest::Propose { change } => {
                self.propose(change, true).map(|decision| DeskReply::Decision { decision })
            }
            AdminRequest::Freeze { issuer, reason } => {
                freeze(&self.ledger, &issuer, &reason).map(|()| DeskReply::Frozen)
            }
            AdminRequest::ConfirmApprover { name, typed } => {
                confirm_approver(&self.ledger, &name, &typed, user).map(|()| DeskReply::Confirmed)
            }
            AdminRequest::RejectApprover { name } => {
                reject_approver(&self.ledger, &name).map(|()| DeskReply::Rejected)
            }
            AdminRequest::WriteCode { name: None } => {
                self.write_code().first().map(|file| DeskReply::CodeWritten { file })
            }
            AdminRequest::WriteCode { name: Some(name) } => {
                self.write_code().invited(&name).map(|file| DeskReply::CodeWritten { file })
            }
            AdminRequest::UnfreezeLedger { typed } => {
                unfreeze_ledger(&self.ledger, &typed, user).map(|()| DeskReply::LedgerUnfrozen)
            }
            AdminRequest::MakeKey { label } => make_ceremony_key(self.create_key(), &label),
            AdminRequest::EnterTranscript { key, sha256 } => enter_transcript(&self.ledger, &key, sha256),
            AdminRequest::RequestCertificate { label } => {
                self.certificates().request(&label, user).map(|pem| DeskReply::CertificateRequest { pem })
            }
            AdminRequest::KeepChain { label, pem } => self
                .certificates()
                .keep_chain(&label, &pem, user)
                .map(|certificates| DeskReply::ChainKept { certificates }),
            AdminRequest::ResetApprovers => {
                self.write_code().reset_approvers(user).map(|file| DeskReply::Reset { file })
            }
        }
    }

    fn answer_with<A: DeserializeOwned>(
        &self,
        frame: &[u8],
        handle: impl FnOnce(A) -> Result<DeskReply, Problem>,
    ) -> DeskReply {
        let asked = serde_json::from_slice(frame)
            .map_err(|_| Problem::Refused(Refusal::new(RequestReason::OtherEndpoint)));
        let reply = asked.and_then(handle).unwrap_or_else(|problem| match problem {
            Problem::Refused(refusal) => {
                self.log_refusal(&refusal);
                DeskReply::Refused { refusal }
            }
            Problem::Failed(fault) => DeskReply::Failed { fault },
        });
        self.refusals.write(&self.ledger);
        reply
    }

    fn show_desk(&self) -> ShowDesk<'_> {
        ShowDesk {
            policy: &self.policy,
            ledger: &self.ledger,
            token: &self.token_state,
            documents: &self.documents,
            relying_party: &self.relying_party,
            pictures: &self.pictures,
        }
    }

    fn approve(&self) -> Approve<'_> {
        let (documents, codes) = (&self.documents, &self.enrolment_codes);
        Approve {
            policy: &self.policy,
            ledger: &self.ledger,
            relying_party: &self.relying_party,
            effects: Effects { documents, token: self.token.as_ref(), codes },
        }
    }

    fn write_code(&self) -> WriteCode<'_> {
        WriteCode { ledger: &self.ledger, codes: &self.enrolment_codes }
    }

    fn enrol(&self) -> Enrol<'_> {
        let (ledger, codes) = (&self.ledger, &self.enrolment_codes);
        Enrol { ledger, codes, relying_party: &self.relying_party }
    }

    fn certificates(&self) -> KeyCertificates<'_> {
        KeyCertificates {
            ledger: &self.ledger,
            certificates: self.certificates.as_ref(),
            documents: &self.documents,
        }
    }

    /// Name of a user of the admin endpoint.
    fn host_user(&self, uid: u32) -> String {
        let known = self.host_users.iter().find(|(known, _)| *known == uid);
        known.map_or_else(|| uid.to_string(), |(_, name)| name.clone())
    }
}

fn approved(progress: Progress) -> DeskReply {
    DeskReply::Approved { given: progress.given, needed: progress.needed, done: progress.done }
}
