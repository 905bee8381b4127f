//! A fake signer that uses `protocol` over a Unix socket, with a key that exists only here. It stores what the real one
//! stores, as far as the server can notice: the same request gets the same answer.

use crate::fake_people::People;
use credentials::canonical::ExtraContext;
use credentials::did::did_key;
use protocol::{
    Answer, BoundIssuer, Ceilings, Change, Decision, Envelope, Health, KeyState, Noticed, PinState, Problem,
    RefusalCode, Request, SignedDocument, Superseding, Waiting, read_message, write_message,
};
use std::collections::{BTreeMap, HashMap};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

#[path = "fake_answers.rs"]
mod answers;
#[path = "fake_keys.rs"]
mod keys;
#[path = "fake_ledger.rs"]
mod ledger;
#[path = "fake_lists.rs"]
mod lists;
#[path = "fake_signing.rs"]
mod signing;
#[path = "fake_watched.rs"]
mod watched;

use answers::{bind, create_key, name, present, refused, unable};
use keys::{FakeKey, apply, key_info};
use signing::{list_signed, sign_credentials, signed, supersede};

/// The code that the fake signer's first binding needs.
pub(crate) const SETUP_CODE: &str = "CORRECT-HORSE";

/// The context that its configuration adds to the built-in ones.
pub(crate) const CONTEXT: ExtraContext<'static> = ExtraContext {
    url: "https://context.example/membership/v1",
    text: r#"{"@context": {"membershipNumber": "https://context.example/#membershipNumber"}}"#,
};

/// Its behaviour, set by a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Good,
    /// Processes the request, then breaks the connection before the answer.
    DiesAfter,
    /// The same, if it created a key or noted a change.
    DiesAfterMaking,
    /// Answers with a fault.
    Faulty,
    /// Refuses credentials.
    Refuses,
    /// Refuses credentials by its ceilings, except in an allowed batch.
    OverCeiling,
    /// Refuses to create keys.
    RefusesKeys,
    /// Refuses every change that needs approval.
    RefusesChanges,
    /// Refuses status lists.
    RefusesLists,
    /// Signs another document than the one it was sent.
    Forges,
}

#[derive(Debug)]
struct State {
    mood: Mood,
    keys: Vec<FakeKey>,
    bound: Option<BoundIssuer>,
    institution: String,
    /// The issuer's registered profile.
    profile: serde_json::Value,
    signed: HashMap<String, SignedDocument>,
    /// The key that signed the newest document of an id, and its leaf in the ledger.
    under: BTreeMap<String, (String, u64)>,
    people: People,
    frozen: Option<String>,
    ceilings: Ceilings,
    allowed: Vec<String>,
    asked: Vec<&'static str>,
    sent: Vec<String>,
    /// Its ledger: entries, and by credential id the leaf and the salt in hex.
    entries: Vec<String>,
    leaves: HashMap<String, (u64, String)>,
    /// Status lists by address, in the order of their opening.
    lists: Vec<lists::FakeList>,
    /// How many more revocations are below its ceilings; `None`: no limit.
    revocations_left: Option<usize>,
    /// Its alerts.
    events: Vec<Noticed>,
    /// Is the ledger signed by another key than before?
    other_log_key: bool,
    /// Was a checkpoint presented since its start, or was it stated that there is none?
    greeted: bool,
    /// The checkpoint presented last.
    shown: Option<String>,
}

/// The fake signer.
#[derive(Clone, Debug)]
pub(crate) struct FakeSigner {
    state: Arc<Mutex<State>>,
    public: PathBuf,
}

impl FakeSigner {
    pub(crate) fn start(socket: &Path, public: &Path) -> Self {
        let state = State {
            mood: Mood::Good,
            keys: Vec::new(),
            bound: None,
            institution: String::new(),
            profile: serde_json::Value::Null,
            signed: HashMap::new(),
            under: BTreeMap::new(),
            people: People::default(),
            frozen: None,
            ceilings: Ceilings::default(),
            allowed: Vec::new(),
            asked: Vec::new(),
            sent: Vec::new(),
            entries: Vec::new(),
            leaves: HashMap::new(),
            lists: Vec::new(),
            revocations_left: None,
            events: Vec::new(),
            other_log_key: false,
            greeted: false,
            shown: None,
        };
        let signer = Self { state: Arc::new(Mutex::new(state)), public: public.to_owned() };
        let listener = UnixListener::bind(socket).unwrap();
        let serving = signer.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serving.talk(stream);
            }
        });
        signer
    }

    /// One more person approves everything that waits.
    pub(crate) fn approve(&self) {
        let mut state = self.state.lock().unwrap();
        for change in state.people.approve() {
            apply(&mut state, change);
        }
    }

    /// Removes all waiting changes: they were declined, or expired.
    pub(crate) fn decline(&self) {
        self.state.lock().unwrap().people.waiting.clear();
    }

    /// Simulates a journal from before profiles were registered.
    pub(crate) fn forget_profile(&self) {
        self.state.lock().unwrap().profile = serde_json::Value::Null;
    }

    /// Advances its time.
    pub(crate) fn pass(&self, seconds: i64) {
        self.state.lock().unwrap().people.now += seconds * 1000;
    }

    /// Names of its keys, in order of creation.
    pub(crate) fn keys(&self) -> Vec<String> {
        self.state.lock().unwrap().keys.iter().map(|key| key.label.clone()).collect()
    }

    /// A change needs this many approvals from now on.
    pub(crate) fn needs(&self, people: u32) {
        self.state.lock().unwrap().people.needed = people;
    }

    /// Signs with the issuer's key without a ledger entry, like an attacker who copied the key.
    pub(crate) fn sign_past_the_ledger(&self, text: &str) -> String {
        signed(&self.state.lock().unwrap(), text).1
    }

    /// The newest document signed under an id.
    pub(crate) fn newest(&self, id: &str) -> serde_json::Value {
        let state = self.state.lock().unwrap();
        let signed =
            state.signed.values().filter(|signed| signed.document.contains(&format!("\"id\":\"{id}\"")));
        let newest = signed.max_by_key(|signed| signed.ledger_index).unwrap();
        serde_json::from_str(&newest.document).unwrap()
    }

    /// The changes that took effect, in order.
    pub(crate) fn made(&self) -> Vec<Change> {
        self.state.lock().unwrap().people.made.clone()
    }

    /// The bound institution.
    pub(crate) fn institution(&self) -> String {
        self.state.lock().unwrap().institution.clone()
    }

    /// Name of the active key.
    pub(crate) fn signing_key(&self) -> String {
        let state = self.state.lock().unwrap();
        state.keys.iter().find(|key| key.life == KeyState::Active).unwrap().label.clone()
    }

    /// The changes that wait for approval.
    pub(crate) fn waiting(&self) -> Vec<Waiting> {
        self.state.lock().unwrap().people.list()
    }

    pub(crate) fn mood(&self, mood: Mood) {
        self.state.lock().unwrap().mood = mood;
    }

    /// The requests so far, by name.
    pub(crate) fn asked(&self) -> Vec<&'static str> {
        self.state.lock().unwrap().asked.clone()
    }

    /// Every credential sent to it, in order.
    pub(crate) fn sent(&self) -> Vec<String> {
        self.state.lock().unwrap().sent.clone()
    }

    /// How many different documents it signed.
    pub(crate) fn ledger_size(&self) -> usize {
        self.state.lock().unwrap().signed.len()
    }

    /// Its proofs are of other entries than requested from now on.
    pub(crate) fn mix_up_the_ledger(&self) {
        self.state.lock().unwrap().leaves.values_mut().for_each(|(leaf, _)| *leaf = 0);
    }

    /// Writes the ledger's public files.
    pub(crate) fn publish_the_ledger(&self) {
        ledger::publish(&self.state.lock().unwrap(), &self.public);
    }

    /// Another client has a credential signed: the web server's database does not know it.
    pub(crate) fn sign_for_somebody_else(&self) {
        ledger::enter(
            &mut self.state.lock().unwrap(),
            "credential",
            "z6Mk",
            "urn:uuid:somebody-else",
            "_:c14n0 <urn:p> <urn:o> .\n",
        );
    }

    /// It is restarted.
    pub(crate) fn start_anew(&self) {
        self.state.lock().unwrap().greeted = false;
    }

    /// The checkpoint that was presented last.
    pub(crate) fn shown(&self) -> Option<String> {
        self.state.lock().unwrap().shown.clone()
    }

    /// Its ceilings allow this many more revocations.
    pub(crate) fn hold_revocations(&self, more: usize) {
        self.state.lock().unwrap().revocations_left = Some(more);
    }

    /// Addresses of its signed status lists, in the order of their opening.
    pub(crate) fn lists(&self) -> Vec<String> {
        self.state.lock().unwrap().lists.iter().map(|list| list.id.clone()).collect()
    }

    /// The ledger loses all entries, as after a restore of the disk.
    pub(crate) fn lose_the_ledger(&self) {
        let mut state = self.state.lock().unwrap();
        state.entries.clear();
    }

    /// Another key signs its ledger from now on.
    pub(crate) fn change_the_log_key(&self) {
        self.state.lock().unwrap().other_log_key = true;
    }

    /// The DID from its first binding.
    pub(crate) fn did(&self) -> String {
        let first = self.state.lock().unwrap().keys.first().cloned();
        did_key(&first.unwrap_or_else(|| FakeKey::numbered(0, "", 0)).public_key())
    }

    fn talk(&self, mut stream: UnixStream) {
        while let Ok(envelope) = read_message::<Envelope>(&mut stream) {
            let mood = self.state.lock().unwrap().mood;
            let makes = matches!(envelope.request, Request::CreateKey { .. } | Request::Propose { .. });
            let answer = self.answer(envelope.request, mood);
            let dies = mood == Mood::DiesAfter || (mood == Mood::DiesAfterMaking && makes);
            if dies || write_message(&mut stream, &answer).is_err() {
                return;
            }
        }
    }

    fn answer(&self, request: Request, mood: Mood) -> Answer {
        let mut state = self.state.lock().unwrap();
        state.asked.push(name(&request));
        if let Some(unable) = unable(&state, &request) {
            return unable;
        }
        match request {
            Request::Health => Answer::Health(Health {
                version: protocol::VERSION,
                pin: PinState::Good,
                token: "a token of the tests".to_owned(),
                ledger_size: state.signed.len() as u64,
                issuer_bound: state.bound.is_some(),
                isolation_off: false,
                device: None,
            }),
            Request::Metrics => Answer::Metrics { text: "insignia_signer_worker_up 1\n".to_owned() },
            Request::ListEvents => Answer::Events { events: state.events.clone() },
            Request::CountSigned { days } => watched::count_signed(&state, days),
            Request::ListPublicKeys => {
                Answer::Keys { keys: state.keys.iter().map(|key| key_info(&state, key)).collect() }
            }
            Request::CreateKey { label } => create_key(&mut state, &label, mood),
            Request::BindIssuer { key, did, institution, setup_code, profile } => {
                bind(&mut state, key, did, institution, &setup_code, &profile)
            }
            Request::PublishDidDocument { issuer } => {
                let keys: Vec<_> = state.keys.iter().map(FakeKey::public_key).collect();
                let document = credentials::did::document(&issuer, &keys).to_string();
                let directory = self.public.join("issuers").join(&state.institution);
                std::fs::create_dir_all(&directory).unwrap();
                std::fs::write(directory.join("did.json"), &document).unwrap();
                Answer::Published { document }
            }
            Request::RegisterBadgeVersion { issuer, achievement, per_recipient } => {
                match state.people.propose(Change::RegisterBadge { issuer, achievement, per_recipient }) {
                    Decision::Done { .. } => Answer::Registered { digest: "00".repeat(32) },
                    waiting @ Decision::Waiting(_) => Answer::Decision(waiting),
                }
            }
            Request::Propose { .. } if mood == Mood::RefusesChanges => {
                refused(RefusalCode::TooManyWaiting, "32 changes wait for approval.")
            }
            Request::Propose { change: Change::SetProfile { profile, .. } }
                if serde_json::from_str::<serde_json::Value>(&profile).unwrap() == state.profile =>
            {
                Answer::Decision(Decision::Done { leaf: None })
            }
            Request::Propose { change } => {
                if matches!(change, Change::RevokeKey { .. }) {
                    state.frozen.get_or_insert("its key is said to be in other hands".to_owned());
                }
                Answer::Decision(state.people.propose(change))
            }
            Request::LookUpChange { change } => match state.people.look_up(&change) {
                Some(decision) => Answer::Decision(decision),
                None => refused(RefusalCode::UnknownChange, "No such change waits."),
            },
            Request::ListWaiting => Answer::Waiting { waiting: state.people.list() },
            Request::Freeze { reason, .. } => {
                state.frozen.get_or_insert(reason);
                Answer::Frozen
            }
            Request::SignCredentials { credentials } => sign_credentials(&mut state, &credentials, mood),
            Request::Checkpoint => Answer::Checkpoint(ledger::checkpoint(&state, None)),
            Request::PresentCheckpoint { note } => present(&mut state, note),
            Request::ProveInclusion { credentials } => {
                Answer::Proven { results: credentials.iter().map(|id| ledger::prove(&state, id)).collect() }
            }
            Request::SignStatusList { .. } if mood == Mood::RefusesLists => {
                refused(RefusalCode::RevocationCleared, "This list would clear a revocation.")
            }
            Request::SignSuperseding { credentials } => {
                let sign = |asked: Superseding| supersede(&mut state, &asked);
                Answer::Signed { results: credentials.into_iter().map(sign).collect() }
            }
            Request::ListSigned { key, after } => list_signed(&state, &key, after),
            Request::SignStatusList { credential } => match lists::sign_list(&mut state, &credential) {
                Ok(signed) => Answer::SignedList(signed),
                Err(refusal) => Answer::Problem(Problem::Refused(refusal)),
            },
        }
    }
}
