//! Processes the answers to needs, and the tasks without a need.

use std::sync::Arc;

use super::super::endorsement;
use super::super::examination::Examination;
use super::super::format::{self, Read, Wanted};
use super::super::kind::Kind;
use super::super::members::text;
use super::super::need::Supply;
use super::super::reason::{ListFault, Unavailable};
use super::super::report::Outcome;
use super::super::status::{self, Reading};
use super::super::task::Task;
use super::super::{ledger, notice, refresh};
use super::Verification;
use crate::status::ForeignEntry;

impl Verification {
    /// Processes the answer to a task.
    pub(super) fn answer(&mut self, task: Task, supply: Supply, badge: &Examination) {
        match (task, supply) {
            (Task::Profile, Supply::Profile { document, .. }) => {
                let named = ledger::of_profile(&document, &badge.signer());
                self.look_for(Ok(named.filter(|ledger| self.options.is_own(ledger))), badge);
            }
            (Task::MatchingDid(..), Supply::Found(bytes) | Supply::Relayed { bytes, .. }) => {
                if ledger::names_ledger(&bytes) {
                    self.tasks.retain(|task| !matches!(task, Task::Ledger(_)));
                    self.ledger = None;
                    self.findings.ledger = Some(ledger::of_a_did());
                }
            }
            (Task::List(entries), supply) => self.take_list(entries, supply, badge),
            (Task::RevocationList(url), supply) => {
                let id = text(badge.document(), "id").unwrap_or_default();
                let check = match found(supply) {
                    Ok(bytes) => status::read_revocation_list(&bytes, &url, id, &badge.signer()),
                    Err(why) => status::undecided(ListFault::Unreachable(why), None),
                };
                if badge.is_good() || check.outcome == Outcome::Failed {
                    self.findings.statuses.push(check);
                }
            }
            (Task::Ledger(_), supply) => {
                if let Some(wanted) = &self.ledger {
                    let check = ledger::check(wanted, supply, badge);
                    let holds = check.outcome == Outcome::Passed;
                    self.findings.holding = holds.then(|| wanted.ledger().clone());
                    self.findings.ledger = Some(check);
                }
            }
            (Task::Notice(_), Supply::Found(bytes) | Supply::Relayed { bytes, .. }) => {
                self.findings.revoked = notice::revocation(&bytes);
            }
            (Task::Refresh(url), supply) => match found(supply)
                .map(|bytes| format::read(&bytes, Wanted::Credential, self.keyring.work()))
            {
                Ok(Ok(Read { secured, kind, .. })) => {
                    let copy = Examination::begin(
                        secured,
                        kind,
                        &self.options.contexts,
                        &mut self.keyring,
                        self.now,
                    );
                    self.tasks.push_front(Task::CopyProof(Box::new((url, copy))));
                }
                Ok(Err(_)) => {
                    self.findings.refreshed = Some(refresh::failed(&url, Unavailable::NoCredential));
                }
                Err(why) => self.findings.refreshed = Some(refresh::failed(&url, why)),
            },
            (Task::ListProof(mut list), supply) => {
                list.1.supply(supply, &mut self.keyring);
                self.tasks.push_front(Task::ListProof(list));
            }
            (Task::CopyProof(mut copy), supply) => {
                copy.1.supply(supply, &mut self.keyring);
                self.tasks.push_front(Task::CopyProof(copy));
            }
            (Task::Endorsement(mut endorsement), supply) => {
                endorsement.1.supply(supply);
                self.tasks.push_front(Task::Endorsement(endorsement));
            }
            (Task::Profile | Task::MatchingDid(..) | Task::Notice(_) | Task::Endorse(_), _) => {}
        }
    }

    /// Processes all tasks without a need.
    pub(super) fn settle(&mut self) {
        let Some(badge) = self.examination.take() else { return };
        while badge.next_need().is_none() && self.tasks.front().is_some_and(|task| task.need("").is_none()) {
            match self.tasks.pop_front() {
                Some(Task::ListProof(list)) => {
                    for entry in &list.0 {
                        let reading =
                            self.with_issuer(&badge, |issuer| status::read(entry, &list.1, issuer, self.now));
                        self.note_status(entry, &reading, &badge);
                    }
                }
                Some(Task::CopyProof(copy)) => {
                    self.findings.refreshed = Some(refresh::compare(badge.document(), &copy.1, &copy.0));
                }
                Some(Task::Endorse(endorsement)) => {
                    let (keyring, options) = (self.keyring.clone(), self.options.for_another_document());
                    let nested = match &endorsement.token {
                        Some(token) => {
                            Self::read(token.as_bytes(), Wanted::Endorsement, &options, keyring, self.now)
                        }
                        None => Self::nested(
                            endorsement.document.clone(),
                            Kind::Endorsement,
                            &options,
                            keyring,
                            self.now,
                        ),
                    };
                    self.tasks.push_front(Task::Endorsement(Box::new((*endorsement, nested))));
                }
                Some(Task::Endorsement(endorsement)) => {
                    let (endorsement, nested) = *endorsement;
                    self.keyring = nested.keyring().clone();
                    self.findings.endorsements.push(endorsement::report(&endorsement, nested.report()));
                }
                _ => break,
            }
        }
        self.examination = Some(badge);
    }

    /// Takes a fetched status list. Its proof is checked only if its signer may decide about the badge, so that no
    /// list causes requests to addresses of its own choice.
    fn take_list(&mut self, entries: Vec<ForeignEntry>, supply: Supply, badge: &Examination) {
        let address = entries.first().map(|entry| entry.list.as_str()).unwrap_or_default();
        let opened = found(supply).map_err(ListFault::Unreachable).and_then(|bytes| status::open(&bytes));
        let list = match opened {
            Ok(list) => list,
            Err(fault) => {
                for entry in &entries {
                    self.note_status(entry, &Reading::none(fault.clone()), badge);
                }
                return;
            }
        };
        let document = status::document(&list);
        if !self.with_issuer(badge, |issuer| status::may_decide(document, address, issuer)) {
            for entry in &entries {
                self.note_status(entry, &status::read_foreign(entry, document, self.now), badge);
            }
            return;
        }
        let list =
            Examination::begin(list, Kind::StatusList, &self.options.contexts, &mut self.keyring, self.now);
        self.tasks.push_front(Task::ListProof(Box::new((entries, list))));
    }

    /// The facts about the badge's issuer that matter for lists.
    fn with_issuer<T>(&self, badge: &Examination, ask: impl FnOnce(status::Issuer<'_>) -> T) -> T {
        let id = badge.signer();
        let keys = self.keyring.get(&id).map(Arc::as_ref);
        ask(status::Issuer { id: &id, keys, ledger: self.publishes_ledger })
    }

    /// Records the result of a list; if it is a revocation, queues the notice with time and reason. For a badge whose
    /// proof could not be checked only a set bit is recorded.
    fn note_status(&mut self, entry: &ForeignEntry, reading: &Reading, badge: &Examination) {
        if !badge.is_good() {
            self.findings.statuses.extend(status::check_of_unproven(entry, reading));
            return;
        }
        if entry.is_note() {
            self.findings.notes.extend(status::note(entry, reading));
            return;
        }
        let check = status::check(entry, reading);
        let asked = self.tasks.iter().any(|task| matches!(task, Task::Notice(_)));
        if check.shows_revoked() && !asked && self.findings.revoked.is_none() {
            let url =
                text(badge.document(), "id").and_then(|id| notice::revocation_url(id, badge.canonical()));
            self.tasks.extend(url.map(Task::Notice));
        }
        self.findings.statuses.push(check);
    }
}

/// The bytes, or the reason why there are none.
fn found(supply: Supply) -> Result<Vec<u8>, Unavailable> {
    match supply {
        Supply::Found(bytes) | Supply::Relayed { bytes, .. } => Ok(bytes),
        Supply::Unavailable(why) => Err(Unavailable::stated(&why)),
        Supply::NotAsked => Err(Unavailable::NotAskedFor),
        Supply::Profile { .. } => Err(Unavailable::Profile),
    }
}
