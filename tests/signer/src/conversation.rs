//! What went over the socket: the requests, and what the signer answered.

use crate::fault::Fault;
use credentials::status::StatusList;
use protocol::{Answer, Change, Decision, Noticed, Request, SignedDocument};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// The requests and answers so far.
#[derive(Debug, Default)]
pub(crate) struct Conversation {
    pub(crate) fault: Option<Fault>,
    /// Names of the requests.
    pub(crate) asked: Vec<&'static str>,
    /// Credentials for which the signer gave results.
    pub(crate) sent: Vec<String>,
    /// Signed documents by leaf.
    pub(crate) documents: BTreeMap<u64, String>,
    /// Ids of the signed status lists in the order of their opening, with their numbers of revocations.
    pub(crate) lists: Vec<(String, usize)>,
    /// The checkpoint presented last.
    pub(crate) presented: Option<String>,
    /// Proposed changes by the digest of their text.
    pub(crate) proposed: HashMap<String, Change>,
    /// The changes of these that took effect.
    pub(crate) made: Vec<Change>,
    /// The institution that was bound.
    pub(crate) institution: String,
    /// Alerts that the test adds to the signer's own.
    pub(crate) events: Vec<Noticed>,
}

impl Conversation {
    /// Records a request and the signer's answer.
    pub(crate) fn record(&mut self, request: &Request, answer: &Answer) {
        match (request, answer) {
            (Request::SignCredentials { credentials }, Answer::Signed { results }) => {
                self.sent.extend_from_slice(credentials);
                results.iter().flatten().for_each(|signed| self.keep(signed));
            }
            (Request::SignSuperseding { .. }, Answer::Signed { results }) => {
                results.iter().flatten().for_each(|signed| self.keep(signed));
            }
            (Request::SignStatusList { credential }, Answer::SignedList(signed)) => {
                self.keep(signed);
                self.count_revocations(credential);
            }
            (Request::PresentCheckpoint { note: Some(note) }, _) => self.presented = Some(note.clone()),
            (Request::BindIssuer { institution, .. }, Answer::Bound(_)) => {
                self.institution.clone_from(institution);
            }
            (Request::Propose { change }, Answer::Decision(Decision::Waiting(waiting))) => {
                self.proposed.insert(waiting.digest.clone(), change.clone());
            }
            (
                Request::RegisterBadgeVersion { issuer, achievement, per_recipient },
                Answer::Decision(Decision::Waiting(waiting)),
            ) => {
                let (issuer, achievement) = (issuer.clone(), achievement.clone());
                let change =
                    Change::RegisterBadge { issuer, achievement, per_recipient: per_recipient.clone() };
                self.proposed.insert(waiting.digest.clone(), change);
            }
            _ => {}
        }
    }

    /// How many more revocations are in this list than when it was signed last?
    pub(crate) fn further_revocations(&self, list: &str) -> usize {
        let (id, ones) = revocations(list);
        let known = self.lists.iter().find(|(known, _)| *known == id);
        ones.saturating_sub(known.map_or(0, |(_, ones)| *ones))
    }

    fn count_revocations(&mut self, list: &str) {
        let further = self.further_revocations(list);
        if let Some(Fault::RevocationsLeft(left)) = &mut self.fault {
            *left = left.saturating_sub(further);
        }
        let (id, ones) = revocations(list);
        match self.lists.iter_mut().find(|(known, _)| *known == id) {
            Some((_, known)) => *known = ones,
            None => self.lists.push((id, ones)),
        }
    }

    fn keep(&mut self, signed: &SignedDocument) {
        self.documents.insert(signed.ledger_index, signed.document.clone());
    }
}

/// Id and number of revocations of a status list.
fn revocations(list: &str) -> (String, usize) {
    let list: Value = serde_json::from_str(list).unwrap();
    let member = |pointer: &str| list.pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
    let bits = StatusList::decode(&member("/credentialSubject/encodedList")).unwrap();
    (member("/id"), bits.ones().count())
}
