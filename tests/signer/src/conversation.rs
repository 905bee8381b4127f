//! What went over the socket: the requests, and what the signer answered.

use crate::fault::Fault;
use credentials::status::StatusList;
use protocol::{AnyRequest, Change, Decision, Noticed, RawReply, Request, SignedDocument};
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
    pub(crate) fn record(&mut self, request: &AnyRequest, reply: &RawReply) {
        match request {
            AnyRequest::SignCredentials(request) => {
                if let Some(batch) = result_of(request, reply) {
                    self.sent.extend_from_slice(&request.credentials);
                    batch.results.iter().flatten().for_each(|signed| self.keep(signed));
                }
            }
            AnyRequest::SignSuperseding(request) => {
                if let Some(batch) = result_of(request, reply) {
                    batch.results.iter().flatten().for_each(|signed| self.keep(signed));
                }
            }
            AnyRequest::SignStatusList(request) => {
                if let Some(signed) = result_of(request, reply) {
                    self.keep(&signed);
                    self.count_revocations(&request.credential);
                }
            }
            AnyRequest::PresentCheckpoint(request) if request.note.is_some() => {
                self.presented.clone_from(&request.note);
            }
            AnyRequest::BindIssuer(request) if result_of(request, reply).is_some() => {
                self.institution.clone_from(&request.institution);
            }
            AnyRequest::Propose(request) => {
                if let Some(Decision::Waiting(waiting)) = result_of(request, reply) {
                    self.proposed.insert(waiting.digest, request.change.clone());
                }
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

/// What was asked for, or `None` if nothing was done.
fn result_of<R: Request>(_: &R, reply: &RawReply) -> Option<R::Answer> {
    reply.read::<R::Answer>().unwrap().ok()
}

/// Id and number of revocations of a status list.
fn revocations(list: &str) -> (String, usize) {
    let list: Value = serde_json::from_str(list).unwrap();
    let member = |pointer: &str| list.pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
    let bits = StatusList::decode(&member("/credentialSubject/encodedList")).unwrap();
    (member("/id"), bits.ones().count())
}
