//! A signer of the tests' own, speaking `protocol` over a Unix socket with a key that exists here alone. It keeps what
//! the real one keeps as far as the server can notice: the same request gets the same answer.

use crate::fake_people::People;
use credentials::canonical::ExtraContext;
use credentials::did::{did_key, verification_method};
use credentials::lint::{Kind, Linted, UnsignedCredential, lint_with};
use credentials::multikey::PublicKey;
use credentials::proof::{Cryptosuite, ProofOptions};
use domain::Timestamp;
use ed25519_dalek::{Signer as _, SigningKey};
use protocol::{
    Answer, BoundIssuer, Ceilings, Change, Decision, Envelope, Fault, FaultCode, Health, KeyInfo, KeyState,
    PinState, Problem, Refusal, RefusalCode, Request, SignedDocument, Waiting, read_message, write_message,
};
use std::collections::HashMap;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

#[path = "fake_ledger.rs"]
mod ledger;

/// The code that the fake signer's first binding needs.
pub(crate) const SETUP_CODE: &str = "CORRECT-HORSE";

/// The context that its configuration names beside the built-in ones.
pub(crate) const CONTEXT: ExtraContext<'static> = ExtraContext {
    url: "https://context.example/membership/v1",
    text: r#"{"@context": {"membershipNumber": "https://context.example/#membershipNumber"}}"#,
};

/// How it behaves, set by a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Good,
    /// Does what it is asked, then dies before it answers.
    DiesAfter,
    /// Answers with a fault.
    Faulty,
    /// Refuses credentials.
    Refuses,
    /// Refuses status lists.
    RefusesLists,
    /// Signs another document than the one it was sent.
    Forges,
}

#[derive(Debug)]
struct State {
    mood: Mood,
    key_label: Option<String>,
    bound: Option<BoundIssuer>,
    institution: String,
    signed: HashMap<String, SignedDocument>,
    people: People,
    frozen: Option<String>,
    asked: Vec<&'static str>,
    sent: Vec<String>,
    /// Its ledger: entries, and by credential id the leaf and the salt in hex.
    entries: Vec<String>,
    leaves: HashMap<String, (u64, String)>,
    /// The ledger is signed by another key than before.
    other_log_key: bool,
}

/// The fake signer.
#[derive(Clone, Debug)]
pub(crate) struct FakeSigner {
    state: Arc<Mutex<State>>,
    key: SigningKey,
    public: PathBuf,
}

impl FakeSigner {
    pub(crate) fn start(socket: &Path, public: &Path) -> Self {
        let state = State {
            mood: Mood::Good,
            key_label: None,
            bound: None,
            institution: String::new(),
            signed: HashMap::new(),
            people: People::default(),
            frozen: None,
            asked: Vec::new(),
            sent: Vec::new(),
            entries: Vec::new(),
            leaves: HashMap::new(),
            other_log_key: false,
        };
        let signer = Self {
            state: Arc::new(Mutex::new(state)),
            key: SigningKey::from_bytes(&[42; 32]),
            public: public.to_owned(),
        };
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
        self.state.lock().unwrap().people.approve();
    }

    /// Nothing waits any more, and nothing was made: it was declined, or lapsed.
    pub(crate) fn decline(&self) {
        self.state.lock().unwrap().people.waiting.clear();
    }

    /// From now on a change needs so many people.
    pub(crate) fn needs(&self, people: u32) {
        self.state.lock().unwrap().people.needed = people;
    }

    /// What waits for people.
    pub(crate) fn waiting(&self) -> Vec<Waiting> {
        self.state.lock().unwrap().people.list()
    }

    pub(crate) fn mood(&self, mood: Mood) {
        self.state.lock().unwrap().mood = mood;
    }

    /// What it was asked so far, by name.
    pub(crate) fn asked(&self) -> Vec<&'static str> {
        self.state.lock().unwrap().asked.clone()
    }

    /// Every credential that it was sent, in order.
    pub(crate) fn sent(&self) -> Vec<String> {
        self.state.lock().unwrap().sent.clone()
    }

    /// How many different documents it signed.
    pub(crate) fn ledger_size(&self) -> usize {
        self.state.lock().unwrap().signed.len()
    }

    /// Its proofs are of other entries than asked for.
    pub(crate) fn mix_up_the_ledger(&self) {
        self.state.lock().unwrap().leaves.values_mut().for_each(|(leaf, _)| *leaf = 0);
    }

    /// Writes the ledger's public files.
    pub(crate) fn publish_the_ledger(&self) {
        ledger::publish(&self.state.lock().unwrap(), &self.public);
    }

    /// Somebody else had a credential signed: the web server's database knows nothing of it.
    pub(crate) fn sign_for_somebody_else(&self) {
        ledger::enter(
            &mut self.state.lock().unwrap(),
            "credential",
            "urn:uuid:somebody-else",
            "_:c14n0 <urn:p> <urn:o> .\n",
        );
    }

    /// Its disk is put back: the ledger has lost everything.
    pub(crate) fn lose_the_ledger(&self) {
        let mut state = self.state.lock().unwrap();
        state.entries.clear();
    }

    /// From now on another key signs its ledger.
    pub(crate) fn change_the_log_key(&self) {
        self.state.lock().unwrap().other_log_key = true;
    }

    /// The DID that its first binding gives out.
    pub(crate) fn did(&self) -> String {
        did_key(&self.public_key())
    }

    fn public_key(&self) -> PublicKey {
        PublicKey::Ed25519(self.key.verifying_key().to_bytes())
    }

    fn talk(&self, mut stream: UnixStream) {
        while let Ok(envelope) = read_message::<Envelope>(&mut stream) {
            let mood = self.state.lock().unwrap().mood;
            let answer = self.answer(envelope.request, mood);
            if mood == Mood::DiesAfter || write_message(&mut stream, &answer).is_err() {
                return;
            }
        }
    }

    fn answer(&self, request: Request, mood: Mood) -> Answer {
        let mut state = self.state.lock().unwrap();
        state.asked.push(match &request {
            Request::Health => "health",
            Request::ListPublicKeys => "list-public-keys",
            Request::CreateKey { .. } => "create-key",
            Request::BindIssuer { .. } => "bind-issuer",
            Request::PublishDidDocument { .. } => "publish-did-document",
            Request::RegisterBadgeVersion { .. } => "register-badge-version",
            Request::Propose { .. } => "propose",
            Request::LookUpChange { .. } => "look-up-change",
            Request::ListWaiting => "list-waiting",
            Request::Freeze { .. } => "freeze",
            Request::SignCredentials { .. } => "sign-credentials",
            Request::SignStatusList { .. } => "sign-status-list",
            Request::Checkpoint => "checkpoint",
            Request::PresentCheckpoint { .. } => "present-checkpoint",
            Request::ProveInclusion { .. } => "prove-inclusion",
            other => panic!("the web server asks {other:?}, which this signer does not know"),
        });
        if mood == Mood::Faulty && !matches!(request, Request::Health) {
            return Answer::Problem(Problem::Failed(Fault::new(
                FaultCode::WorkerAway,
                "The worker does not answer.",
            )));
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
            Request::ListPublicKeys => Answer::Keys { keys: vec![self.key_info(&state)] },
            Request::CreateKey { label } => {
                state.key_label.get_or_insert(label);
                Answer::Key(self.key_info(&state))
            }
            Request::BindIssuer { key, institution, setup_code, .. } => {
                if state.bound.is_none() && setup_code != SETUP_CODE {
                    return refused(
                        RefusalCode::WrongSetupCode,
                        "The set-up code is wrong. Look it up again.",
                    );
                }
                let did = did_key(&self.public_key());
                let bound = BoundIssuer {
                    verification_method: verification_method(&did, &self.public_key()),
                    did,
                    key,
                };
                state.institution = institution;
                Answer::Bound(state.bound.get_or_insert(bound).clone())
            }
            Request::PublishDidDocument { issuer } => {
                let document = credentials::did::document(&issuer, &[self.public_key()]).to_string();
                let directory = self.public.join("issuers").join(&state.institution);
                std::fs::create_dir_all(&directory).unwrap();
                std::fs::write(directory.join("did.json"), &document).unwrap();
                Answer::Published { document }
            }
            Request::RegisterBadgeVersion { issuer, achievement } => {
                match state.people.propose(Change::RegisterBadge { issuer, achievement }) {
                    Decision::Done { .. } => Answer::Registered { digest: "00".repeat(32) },
                    waiting @ Decision::Waiting(_) => Answer::Decision(waiting),
                }
            }
            Request::Propose { change } => Answer::Decision(state.people.propose(change)),
            Request::LookUpChange { change } => match state.people.look_up(&change) {
                Some(decision) => Answer::Decision(decision),
                None => refused(RefusalCode::UnknownChange, "No such change waits."),
            },
            Request::ListWaiting => Answer::Waiting { waiting: state.people.list() },
            Request::Freeze { reason, .. } => {
                state.frozen.get_or_insert(reason);
                Answer::Frozen
            }
            Request::SignCredentials { credentials } => {
                state.sent.extend(credentials.iter().cloned());
                let sign = |text: &String| match mood {
                    Mood::Refuses => {
                        Err(Refusal::new(RefusalCode::UnregisteredBadge, "This badge was never registered."))
                    }
                    Mood::Forges => Ok(self.sign(&mut state, &text.replace("Maren", "Mallory"))),
                    Mood::Good | Mood::DiesAfter | Mood::Faulty | Mood::RefusesLists => {
                        Ok(self.sign(&mut state, text))
                    }
                };
                Answer::Signed { results: credentials.iter().map(sign).collect() }
            }
            Request::Checkpoint => Answer::Checkpoint(ledger::checkpoint(&state, None)),
            Request::PresentCheckpoint { note } => ledger::present(&state, &note),
            Request::ProveInclusion { credentials } => {
                Answer::Proven { results: credentials.iter().map(|id| ledger::prove(&state, id)).collect() }
            }
            Request::SignStatusList { .. } if mood == Mood::RefusesLists => {
                refused(RefusalCode::RevocationCleared, "This list would clear a revocation.")
            }
            Request::SignStatusList { credential } => Answer::SignedList(self.sign(&mut state, &credential)),
            other => panic!("{other:?}"),
        }
    }

    /// Signs with the issuer's key, and enters it nowhere: what somebody does who copied the key.
    pub(crate) fn sign_past_the_ledger(&self, text: &str) -> String {
        self.signed(&self.state.lock().unwrap(), text).1
    }

    fn signed(&self, state: &State, text: &str) -> (Linted, String) {
        let linted = lint_with(UnsignedCredential::parse(text.as_bytes()).unwrap(), &[CONTEXT]).unwrap();
        let method = state.bound.as_ref().unwrap().verification_method.clone();
        let options = ProofOptions {
            cryptosuite: Cryptosuite::EddsaRdfc2022,
            verification_method: method,
            created: Timestamp::from_millis(1_772_000_000_000),
        };
        let to_sign = linted.to_sign_with(&options, &[CONTEXT]).unwrap();
        let signature = self.key.sign(to_sign.bytes()).to_bytes();
        let document = to_sign.finish(&signature, &self.public_key()).unwrap();
        (linted, document)
    }

    fn sign(&self, state: &mut State, text: &str) -> SignedDocument {
        if let Some(signed) = state.signed.get(text) {
            return signed.clone();
        }
        let (linted, document) = self.signed(state, text);
        let kind = if linted.kind() == Kind::StatusList { "status-list" } else { "credential" };
        let ledger_index = ledger::enter(state, kind, linted.id(), linted.canonical());
        let signed = SignedDocument { document, ledger_index };
        state.signed.insert(text.to_owned(), signed.clone());
        signed
    }

    fn key_info(&self, state: &State) -> KeyInfo {
        KeyInfo {
            label: state.key_label.clone().unwrap_or_default(),
            public_key: self.public_key().multibase(),
            cryptosuite: "eddsa-rdfc-2022".to_owned(),
            created: 1_772_000_000_000,
            state: if state.bound.is_some() { KeyState::Active } else { KeyState::Created },
            issuer: state.bound.as_ref().map(|bound| bound.did.clone()),
            attributes: vec!["non-extractable".to_owned()],
            frozen: state.frozen.clone(),
            ceilings: state.bound.as_ref().map(|_| Ceilings::default()),
        }
    }
}

fn refused(code: RefusalCode, sentence: &str) -> Answer {
    Answer::Problem(Problem::Refused(Refusal::new(code, sentence)))
}
