//! The state that results from replaying the journal.

mod decided;
mod issuer;
mod signed_days;
mod usage;

pub(crate) use issuer::{Issuer, REVOCATIONS_ALLOWED};
pub(crate) use usage::Usage;

use super::leaf::{self, Salt};
use super::record::{Approved, Intent, Record, Statement};
use crate::anomaly::{DetectorState, Event};
use crate::approvals::earlier_proposal::Proposed;
use crate::approvals::people::{EnrolmentCode, People};
use credentials::lint::registered::PerRecipient;
use credentials::multikey::PublicKey;
use credentials::status::MIN_LENGTH;
use credentials::time::Timestamp;
use protocol::RefusalCode;
use signed_days::SignedDays;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// Maximum number of events kept in memory.
const EVENTS: usize = 500;

/// The journal contradicts itself.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StateError {
    #[error("leaf {0} is at another place in the journal")]
    Order(u64),
    #[error("the entry of leaf {0} cannot be understood")]
    Entry(u64),
    #[error("leaf {0} names a key that was never pinned")]
    UnknownKey(u64),
    #[error("the public key of `{0}` cannot be understood")]
    PublicKey(String),
    #[error("the signature over leaf {0} cannot be understood")]
    Signature(u64),
    #[error("the passkey of leaf {0} cannot be understood")]
    Passkey(u64),
}

/// A key whose public half is pinned.
#[derive(Clone, Debug)]
pub(crate) struct PinnedKey {
    pub(crate) label: String,
    pub(crate) public_key: PublicKey,
    pub(crate) created: Timestamp,
    pub(crate) attributes: Vec<String>,
    /// Set once the key was reported compromised.
    pub(crate) revoked: Option<Revoked>,
    /// Its private key is destroyed, or is to be.
    pub(crate) is_destroyed: bool,
}

/// Report that a key is compromised.
#[derive(Clone, Debug)]
pub(crate) struct Revoked {
    /// Time from which its signatures are not trusted.
    pub(crate) since: Timestamp,
    /// Approval of the report; it covers every credential that is reissued because of it.
    pub(crate) approved: Option<Approved>,
}

/// A badge version that may be issued.
#[derive(Clone, Debug)]
pub(crate) struct Badge {
    pub(crate) issuer: String,
    /// Lower-case hex SHA-256 of the achievement's JCS form.
    pub(crate) digest: String,
    /// Further members that may differ for each recipient.
    pub(crate) per_recipient: Vec<PerRecipient>,
}

/// The ledger entry of a statement.
#[derive(Clone, Debug)]
pub(crate) struct Entered {
    pub(crate) leaf: u64,
    /// Label of the key; empty if the statement is about people.
    pub(crate) key: String,
    /// The proof's `created`, which never changes.
    pub(crate) created: Timestamp,
    salt: Salt,
    commitment: [u8; 32],
    /// The outcome, once there is one.
    pub(crate) signature: Option<Vec<u8>>,
}

impl Entered {
    /// From an intent.
    pub(crate) fn of(intent: &Intent) -> Result<Self, StateError> {
        let commitment = leaf::commitment(&intent.entry).ok_or(StateError::Entry(intent.leaf))?;
        Ok(Self {
            leaf: intent.leaf,
            key: intent.statement.key().unwrap_or_default().to_owned(),
            created: Timestamp::from_millis(intent.created),
            salt: intent.salt,
            commitment,
            signature: None,
        })
    }

    /// Salt of its commitment, for its holder: lower-case hex.
    pub(crate) fn salt(&self) -> String {
        self.salt.into()
    }

    /// Was this canonical text entered?
    pub(crate) fn is(&self, canonical: &str) -> bool {
        self.salt.commitment(canonical) == self.commitment
    }
}

/// A status list. Its purpose is `revocation`: it only gains bits.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) issuer: String,
    /// The leaf that first named it.
    opened: u64,
    /// Length in entries: the least that the standard allows until the first signing fixes it.
    pub(crate) length: usize,
    /// Number of its statements.
    pub(crate) sequence: u64,
    /// Credentials by the index that they hold.
    pub(crate) holders: HashMap<u32, String>,
    /// Revoked indexes.
    pub(crate) ones: BTreeSet<u32>,
    /// The last statement.
    pub(crate) latest: Option<Entered>,
}

impl List {
    /// Do enough credentials hold an index that the issuer's next list may be opened?
    pub(crate) fn is_full(&self) -> bool {
        self.holders.len() >= self.length / 10 * 9
    }
}

/// The document that the signature over an open leaf belongs to.
#[derive(Clone, Debug)]
enum Open {
    Credential(String),
    StatusList(String),
}

/// An earlier size and root of the ledger whose entries are missing now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RolledBack {
    pub(crate) size: u64,
    /// Lower-case hex.
    pub(crate) root: String,
    /// When it was presented.
    pub(crate) at: Timestamp,
}

/// The state of all records.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// Oldest first.
    pub(crate) keys: Vec<PinnedKey>,
    /// The log's own key.
    pub(crate) checkpoint_key: Option<PublicKey>,
    /// Entries are missing, as a presented checkpoint showed. Nothing is signed meanwhile.
    pub(crate) rolled_back: Option<RolledBack>,
    /// Rollbacks whose entries people declared lost.
    pub(crate) given_up: Vec<RolledBack>,
    /// By DID.
    pub(crate) issuers: BTreeMap<String, Issuer>,
    /// By achievement id.
    pub(crate) badges: HashMap<String, Badge>,
    /// By credential id.
    pub(crate) credentials: HashMap<String, Entered>,
    /// By address.
    pub(crate) lists: HashMap<String, List>,
    /// Approvers, and pending changes.
    pub(crate) people: People,
    /// Refusals by code, since the ledger began.
    pub(crate) refused: HashMap<RefusalCode, u64>,
    /// State of the anomaly detectors.
    pub(crate) detectors: DetectorState,
    /// The newest events, oldest first.
    pub(crate) alerts: VecDeque<(Timestamp, Event)>,
    /// Number of events since the journal began.
    pub(crate) alerts_total: u64,
    /// Signatures by key and day.
    pub(crate) signed: SignedDays,
    /// Leaves recorded for signing that have no outcome.
    open: HashMap<u64, Open>,
}

impl State {
    /// A pinned key by its label.
    pub(crate) fn key(&self, label: &str) -> Option<&PinnedKey> {
        self.keys.iter().find(|key| key.label == label)
    }

    /// The issuer that a key signs for, signed for, or will sign for.
    pub(crate) fn owner_of(&self, label: &str) -> Option<&str> {
        let owner =
            self.issuers.iter().find(|(_, issuer)| issuer.keys().iter().any(|key| key.label == label));
        owner.map(|(did, _)| did.as_str())
    }

    /// The status list that the issuer opened last.
    pub(crate) fn newest_list(&self, issuer: &str) -> Option<&List> {
        self.lists.values().filter(|list| list.issuer == issuer).max_by_key(|list| list.opened)
    }

    /// Is this leaf waiting for its signature?
    pub(crate) fn is_open(&self, leaf: u64) -> bool {
        self.open.contains_key(&leaf)
    }

    /// Number of leaves without a signature, because of a crash. Each is signed when it is requested again.
    pub(crate) fn open_count(&self) -> usize {
        self.open.len()
    }

    /// Applies one more record.
    pub(crate) fn apply(&mut self, record: Record) -> Result<(), StateError> {
        match record {
            Record::Key { label, public_key, created, attributes } => {
                let public_key =
                    PublicKey::parse(&public_key).map_err(|_| StateError::PublicKey(label.clone()))?;
                self.keys.push(PinnedKey {
                    label,
                    public_key,
                    created: Timestamp::from_millis(created),
                    attributes,
                    revoked: None,
                    is_destroyed: false,
                });
            }
            Record::CheckpointKey { public_key, .. } => {
                let key = PublicKey::parse(&public_key);
                self.checkpoint_key = Some(key.map_err(|_| StateError::PublicKey("checkpoint".to_owned()))?);
            }
            Record::LedgerRolledBack { size, root, at, .. } => {
                self.rolled_back = Some(RolledBack { size, root, at: Timestamp::from_millis(at) });
            }
            Record::LedgerUnfrozen { .. } => self.given_up.extend(self.rolled_back.take()),
            // For readers of the journal: nothing that is signed depends on them.
            Record::SetupCode { .. }
            | Record::CertificateRequest { .. }
            | Record::CertificateChain { .. } => {}
            Record::Intent(intent) => {
                let entered = Entered::of(&intent)?;
                self.signed.count(&intent.statement, entered.created);
                self.state(intent.statement, entered, intent.approved)?;
            }
            Record::Outcome { leaf, signature } => {
                let signature = hex::decode(signature).map_err(|_| StateError::Signature(leaf))?;
                self.settle(leaf, signature)?;
            }
            Record::Proposal(Proposed::Current(proposal)) => self.people.propose(proposal),
            Record::Proposal(Proposed::Earlier(proposal)) => self.people.propose_earlier(proposal),
            Record::Approval { change, given, count, .. } => self.people.give(&change, given, count),
            Record::Declined { change, by, at } => self.people.decline(&change, &by, at),
            Record::DeclinedAtDesk { change, name, count, at, .. } => {
                self.people.used(&name, count);
                self.people.decline_at_desk(&change, &name, at);
            }
            Record::DeclinedAll { by, at } => self.people.close_all(&by, at),
            Record::ProposalsPaused { paused, by, at } => {
                self.people.paused = paused.then(|| (Timestamp::from_millis(at), by));
            }
            Record::EnrolmentCode { sha256, expires, name } => {
                let expires = Timestamp::from_millis(expires);
                self.people.code = Some(EnrolmentCode { sha256, expires, name });
            }
            Record::Alert { event, at } => {
                self.alerts_total += 1;
                self.alerts.push_back((Timestamp::from_millis(at), event));
                self.alerts.drain(..self.alerts.len().saturating_sub(EVENTS));
            }
            Record::Refused { code, count, at } => {
                *self.refused.entry(code).or_default() += count;
                self.detectors.refused(code, count, Timestamp::from_millis(at));
            }
        }
        Ok(())
    }

    fn state(
        &mut self,
        statement: Statement,
        entered: Entered,
        approved: Option<Approved>,
    ) -> Result<(), StateError> {
        if let Some(approved) = &approved {
            self.people.make(&approved.change, Some(entered.leaf), entered.created.millis());
        }
        match statement {
            Statement::Binding { did, key, institution, profile } => {
                let mut issuer = Issuer::new(institution, key, entered.created);
                issuer.profile = profile;
                self.issuers.insert(did, issuer);
            }
            Statement::Profile { issuer, profile, .. } => {
                self.issuers.entry(issuer).and_modify(|issuer| {
                    issuer.profile = Some(profile);
                    issuer.is_profile_approved = true;
                });
            }
            Statement::DidDocument { issuer, .. } => {
                if let Some(issuer) = self.issuers.get_mut(&issuer) {
                    issuer.document = Some(entered);
                }
            }
            Statement::BadgeVersion { issuer, achievement, digest, per_recipient, .. } => {
                if let Some(issuer) = self.issuers.get_mut(&issuer) {
                    issuer.is_profile_approved = true;
                }
                self.badges.insert(achievement, Badge { issuer, digest, per_recipient });
            }
            Statement::Credential { id, issuer, badge, list, index, allowed, supersedes, .. } => {
                self.detectors.issued(&badge);
                if supersedes.is_none() {
                    self.detectors.signed(&entered.key, entered.created);
                }
                if let Some(issuer) = self.issuers.get_mut(&issuer) {
                    match supersedes {
                        Some(_) => issuer.reissued.add(entered.created),
                        None if allowed => {}
                        None => issuer.usage.add(entered.created),
                    }
                }
                self.list(list, issuer, entered.leaf).holders.insert(index, id.clone());
                self.open.insert(entered.leaf, Open::Credential(id.clone()));
                self.credentials.insert(id, entered);
            }
            Statement::OtherCredential { id, issuer, status, .. } => {
                self.detectors.signed(&entered.key, entered.created);
                if let Some(issuer) = self.issuers.get_mut(&issuer) {
                    issuer.usage.add(entered.created);
                }
                if let Some(place) = status {
                    self.list(place.list, issuer, entered.leaf).holders.insert(place.index, id.clone());
                }
                self.open.insert(entered.leaf, Open::Credential(id.clone()));
                self.credentials.insert(id, entered);
            }
            Statement::StatusList { id, issuer, length, sequence, gained, allowed, .. } => {
                self.detectors.revoked(&entered.key, gained.len(), entered.created);
                self.open.insert(entered.leaf, Open::StatusList(id.clone()));
                if let Some(issuer) = self.issuers.get_mut(&issuer) {
                    match gained.len() {
                        0 => issuer.lists.add(entered.created),
                        count if allowed => issuer.use_allowed_revocations(count),
                        count => (0..count).for_each(|_| issuer.revoked.add(entered.created)),
                    }
                }
                let list = self.list(id, issuer, entered.leaf);
                list.length = length;
                list.sequence = sequence;
                list.ones.extend(gained);
                if let Some(before) = list.latest.replace(entered) {
                    self.open.remove(&before.leaf);
                }
            }
            decided => self.decide(decided, &entered, approved)?,
        }
        Ok(())
    }

    /// The list at this address. If it is new, this leaf opens it.
    fn list(&mut self, id: String, issuer: String, leaf: u64) -> &mut List {
        self.lists.entry(id).or_insert_with(|| List {
            issuer,
            opened: leaf,
            length: MIN_LENGTH,
            sequence: 0,
            holders: HashMap::new(),
            ones: BTreeSet::new(),
            latest: None,
        })
    }

    fn settle(&mut self, leaf: u64, signature: Vec<u8>) -> Result<(), StateError> {
        let entered = match self.open.remove(&leaf) {
            Some(Open::Credential(id)) => self.credentials.get_mut(&id),
            Some(Open::StatusList(id)) => self.lists.get_mut(&id).and_then(|list| list.latest.as_mut()),
            None => None,
        };
        if let Some(entered) = entered.filter(|entered| entered.leaf == leaf) {
            let key = self.keys.iter().find(|key| key.label == entered.key);
            if key.is_none_or(|key| key.public_key.signature_length() != signature.len()) {
                return Err(StateError::Signature(leaf));
            }
            entered.signature = Some(signature);
        }
        Ok(())
    }
}
