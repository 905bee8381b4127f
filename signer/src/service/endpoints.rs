//! Endpoints other than the web server's: the desk's, and the one for commands on the signer's host.

use super::Signer;
use super::approvals::Progress;
use super::issuer::stated_document;
use super::waiting_page::Page;
use crate::clock;
use crate::log;
use credentials::did;
use ipc::Service;
use protocol::desk::{AdminRequest, DeskReply, DeskRequest, DeskView, EnrolledApprover, IssuerSummary};
use protocol::{Problem, Refusal, RefusalCode};
use serde::de::DeserializeOwned;

/// How long a reset of the approvers stays visible, in seconds.
const RESET_SHOWN: i64 = 7 * 86_400;

/// Endpoint of the desk: read, approve, enrol. Nothing is signed here.
#[derive(Debug)]
pub(crate) struct DeskEndpoint<'a>(pub(crate) &'a Signer);

/// Endpoint for commands of the signer's user and root.
#[derive(Debug)]
pub(crate) struct AdminEndpoint<'a>(pub(crate) &'a Signer);

impl DeskEndpoint<'_> {
    fn handle(&self, ask: DeskRequest) -> Result<DeskReply, Problem> {
        match ask {
            DeskRequest::Look { after } => self.0.view(after.as_deref()),
            DeskRequest::Approve { change, assertion } => self.0.approve(&change, assertion).map(approved),
            DeskRequest::WriteCode => {
                self.0.write_code_for_desk().map(|file| DeskReply::CodeWritten { file })
            }
            DeskRequest::BeginEnrolment { name, code } => {
                self.0.begin_enrolment(&name, &code).map(|challenge| DeskReply::Challenge { challenge })
            }
            DeskRequest::Enrol { name, code, registration } => {
                let enrolled = self.0.enrol(&name, &code, registration);
                enrolled.map(|fingerprint| DeskReply::Enrolled { fingerprint })
            }
        }
    }
}

impl AdminEndpoint<'_> {
    fn handle(&self, ask: AdminRequest, user: String) -> Result<DeskReply, Problem> {
        match ask {
            AdminRequest::Look { after } => self.0.view(after.as_deref()),
            AdminRequest::Approve { change, typed } => {
                self.0.approve_on_host(&change, &typed, user).map(approved)
            }
            AdminRequest::Decline { change } => self.0.decline(&change, user).map(|()| DeskReply::Declined),
            AdminRequest::DeclineAll => {
                self.0.decline_all(user).map(|changes| DeskReply::DeclinedAll { changes })
            }
            AdminRequest::PauseProposals { paused } => {
                self.0.pause_proposals(paused, user).map(|()| DeskReply::Proposals { paused })
            }
            AdminRequest::Propose { change } => {
                self.0.propose(change, true).map(|decision| DeskReply::Decision { decision })
            }
            AdminRequest::Freeze { issuer, reason } => {
                self.0.freeze(&issuer, &reason).map(|_| DeskReply::Frozen)
            }
            AdminRequest::ConfirmApprover { name, typed } => {
                self.0.confirm_approver(&name, &typed, user).map(|()| DeskReply::Confirmed)
            }
            AdminRequest::RejectApprover { name } => {
                self.0.reject_approver(&name).map(|()| DeskReply::Rejected)
            }
            AdminRequest::WriteCode { name: None } => {
                self.0.write_first_code().map(|file| DeskReply::CodeWritten { file })
            }
            AdminRequest::WriteCode { name: Some(name) } => {
                self.0.write_invited_code(&name).map(|file| DeskReply::CodeWritten { file })
            }
            AdminRequest::ThawLedger { typed } => {
                self.0.thaw_ledger(&typed, user).map(|()| DeskReply::LedgerThawed)
            }
            AdminRequest::MakeKey { label } => self.0.make_ceremony_key(&label),
            AdminRequest::EnterMinutes { key, sha256 } => self.0.enter_minutes(&key, sha256),
            AdminRequest::RequestCertificate { label } => {
                self.0.request_certificate(&label, user).map(|pem| DeskReply::CertificateRequest { pem })
            }
            AdminRequest::KeepChain { label, pem } => self
                .0
                .keep_chain(&label, &pem, user)
                .map(|certificates| DeskReply::ChainKept { certificates }),
            AdminRequest::ResetApprovers => {
                self.0.reset_approvers(user).map(|file| DeskReply::Reset { file })
            }
        }
    }
}

fn approved(progress: Progress) -> DeskReply {
    DeskReply::Approved { given: progress.given, needed: progress.needed, done: progress.done }
}

impl Signer {
    fn view(&self, after: Option<&str>) -> Result<DeskReply, Problem> {
        let now = clock::now();
        let pin = self.worker_state();
        let ledger = self.ledger()?;
        let (state, host) = (ledger.state(), self.policy.host_approves());
        let people = &state.people;
        let page = Page::of(people, after, host, now);
        let approvers = people.approvers.iter().map(|approver| EnrolledApprover {
            name: approver.name.clone(),
            credential_id: approver.credential_id.clone(),
            enrolled: approver.enrolled.millis(),
            confirmed: approver.confirmed,
        });
        let issuers = state.issuers.iter().map(|(did, issuer)| IssuerSummary {
            did: did.clone(),
            document: did::did_web_document_url(did).ok(),
            sha256: stated_document(state, did, &self.ledger_address()),
            keys: issuer
                .keys()
                .iter()
                .filter_map(|own| state.key(&own.label))
                .map(|key| key.public_key.multibase())
                .collect(),
            frozen: issuer.frozen.as_ref().map(|freeze| freeze.reason.clone()),
            name: issuer.profile.as_ref().and_then(|profile| Some(profile.get("name")?.as_str()?.to_owned())),
        });
        let shown = now.plus_seconds(-RESET_SHOWN);
        let resets = people.resets.iter().filter(|(at, _)| *at > shown);
        let code = people.code.as_ref().filter(|code| code.expires > now);
        Ok(DeskReply::View(Box::new(DeskView {
            public_url: self.policy.public_url().to_owned(),
            origin: self.relying_party.origin.clone(),
            rp_id: self.relying_party.id.clone(),
            waiting: page.waiting,
            waiting_in_all: page.in_all,
            more_after: page.more_after,
            paused: people.paused.as_ref().map(|(at, by)| (at.millis(), by.clone())),
            approvers: approvers.collect(),
            needed: people.needed,
            host_approves: host,
            code: code.map(|code| (code.expires.millis(), code.name.clone())),
            invited: people.invited.clone(),
            resets: resets.map(|(at, by)| (at.millis(), by.clone())).collect(),
            issuers: issuers.collect(),
            ledger_size: ledger.size(),
            missing: state.rolled_back.as_ref().map(|lost| (lost.size, lost.root.clone(), lost.at.millis())),
            pin,
        })))
    }

    fn answer_door<A: DeserializeOwned>(
        &self,
        frame: &[u8],
        handle: impl FnOnce(A) -> Result<DeskReply, Problem>,
    ) -> DeskReply {
        let asked = serde_json::from_slice(frame).map_err(|_| {
            Problem::Refused(Refusal::new(
                RefusalCode::WrongDoor,
                "this door does not answer such a question",
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

impl Service for DeskEndpoint<'_> {
    type Answer = DeskReply;

    fn answer(&self, frame: &[u8], _user: u32) -> DeskReply {
        self.0.answer_door(frame, |ask| self.handle(ask))
    }

    fn wrong_length(&self) -> DeskReply {
        wrong_length()
    }

    fn too_long(&self) -> DeskReply {
        too_long()
    }

    fn busy(&self) -> DeskReply {
        DeskReply::Failed { sentence: super::BUSY.to_owned() }
    }

    fn log(&self, line: &str) {
        log::say(line);
    }
}

impl Service for AdminEndpoint<'_> {
    type Answer = DeskReply;

    fn answer(&self, frame: &[u8], user: u32) -> DeskReply {
        self.0.answer_door(frame, |ask| self.handle(ask, self.0.host_user(user)))
    }

    fn wrong_length(&self) -> DeskReply {
        wrong_length()
    }

    fn too_long(&self) -> DeskReply {
        too_long()
    }

    fn busy(&self) -> DeskReply {
        DeskReply::Failed { sentence: super::BUSY.to_owned() }
    }

    fn log(&self, line: &str) {
        log::say(line);
    }
}

fn wrong_length() -> DeskReply {
    let sentence = "the frame is empty or larger than the signer reads";
    DeskReply::Refused { refusal: Refusal::new(RefusalCode::MalformedRequest, sentence) }
}

fn too_long() -> DeskReply {
    let sentence = "more waits than one answer can hold. Decline some on the signer's host";
    DeskReply::Refused { refusal: Refusal::new(RefusalCode::TooManyWaiting, sentence) }
}
