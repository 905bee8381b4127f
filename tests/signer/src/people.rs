//! The people who approve: one on the signer's host, and those with passkeys.

use crate::TestSigner;
use crate::passkey::Passkey;
use protocol::desk::{AdminRequest, DeskReply, DeskRequest, ENROLMENT_CODE_FILE};
use protocol::{Change, Decision, Waiting, WaitingChanges, request};

/// User id of the person on the host.
const HOST_USER: u32 = 1000;

impl TestSigner {
    /// The changes that wait for approval.
    pub fn waiting(&self) -> Vec<Waiting> {
        match self.ask(&request::ListWaiting) {
            Ok(WaitingChanges { waiting }) => waiting,
            other => panic!("{other:?}"),
        }
    }

    /// One more person approves everything that waits: first the one on the host, then those with passkeys.
    pub fn approve(&self) {
        for waiting in self.waiting() {
            self.approve_one(&waiting);
        }
    }

    /// One more person approves this change.
    pub(crate) fn approve_one(&self, waiting: &Waiting) {
        let change = waiting.digest.clone();
        let reply = match waiting.given {
            0 => {
                let typed = change.chars().take(8).collect();
                self.on_host(&AdminRequest::Approve { change, typed })
            }
            given => {
                let person = self.people().get(given as usize - 1).cloned().unwrap();
                let assertion = person.assertion(&change);
                self.at_desk(&DeskRequest::Approve { change, assertion })
            }
        };
        let DeskReply::Approved { done, .. } = reply else { panic!("{reply:?}") };
        if done {
            let mut conversation = self.conversation();
            let change = conversation.proposed.get(&waiting.digest).cloned();
            conversation.made.extend(change);
        }
    }

    /// A person on the host declines everything that waits.
    pub fn decline(&self) {
        let reply = self.on_host(&AdminRequest::DeclineAll);
        assert!(matches!(reply, DeskReply::DeclinedAll { .. }), "{reply:?}");
    }

    /// Proposes a change on the host, and has everybody approve who is needed.
    pub fn decide(&self, change: Change) {
        let reply = self.on_host(&AdminRequest::Propose { change });
        let DeskReply::Decision { decision: Decision::Waiting(waiting) } = reply else { panic!("{reply:?}") };
        for given in 0..waiting.needed {
            self.approve_one(&Waiting { given, ..waiting.clone() });
        }
    }

    /// A change needs this many people from now on. Those who are missing are enrolled.
    pub fn set_quorum(&self, needed: u32) {
        let enrolled = self.people().len();
        for number in enrolled + 1..needed as usize {
            self.enrol(&format!("Person {number}"));
        }
        self.decide(Change::SetQuorum { needed });
    }

    /// Enrols one more person with a passkey, who is invited first if there are others.
    pub fn enrol(&self, name: &str) {
        if self.people().is_empty() {
            self.enrol_with_code(name, None);
        } else {
            self.decide(Change::InviteApprover { name: name.to_owned() });
            self.enrol_invited(name);
        }
    }

    /// Enrols a person who is invited.
    pub fn enrol_invited(&self, name: &str) {
        self.enrol_with_code(name, Some(name.to_owned()));
    }

    fn enrol_with_code(&self, name: &str, invited: Option<String>) {
        let reply = self.on_host(&AdminRequest::WriteCode { name: invited });
        assert!(matches!(reply, DeskReply::CodeWritten { .. }), "{reply:?}");
        let code = std::fs::read_to_string(self.directory().join(ENROLMENT_CODE_FILE)).unwrap();
        let (name, code) = (name.to_owned(), code.trim().to_owned());
        let begun = self.at_desk(&DeskRequest::BeginEnrolment { name: name.clone(), code: code.clone() });
        let DeskReply::Challenge { challenge } = begun else { panic!("{begun:?}") };
        let passkey = Passkey::of(&name, &self.desk());
        let registration = passkey.registration(&challenge);
        let enrolled = self.at_desk(&DeskRequest::Enrol { name: name.clone(), code, registration });
        let DeskReply::Enrolled { fingerprint } = enrolled else { panic!("{enrolled:?}") };
        let reply = self.on_host(&AdminRequest::ConfirmApprover { name, typed: fingerprint });
        assert!(matches!(reply, DeskReply::Confirmed), "{reply:?}");
        self.people().push(passkey);
    }

    fn on_host(&self, request: &AdminRequest) -> DeskReply {
        let frame = serde_json::to_vec(request).unwrap();
        self.with(|signer| signer.answer_admin(&frame, HOST_USER))
    }

    fn at_desk(&self, request: &DeskRequest) -> DeskReply {
        let frame = serde_json::to_vec(request).unwrap();
        self.with(|signer| signer.answer_desk(&frame))
    }
}
