//! Requests to the signer: each passes lint, policy, ledger and token.

mod approvals;
mod badge;
mod ceremony;
mod certificates;
mod checkpoints;
mod credentials;
mod desk_view;
mod endpoints;
mod enrolment;
pub(crate) mod issuer;
mod key_set;
mod keys;
mod opening;
mod publishing;
pub(crate) mod signing;
mod status_list;
mod superseding;
mod telemetry;
pub mod thread_pool;
mod waiting_page;
mod worker_seen;

use crate::anomaly::RecentRecipients;
use crate::approvals::webauthn::RelyingParty;
use crate::environment::{Certificates, Clock, Token};
use crate::ledger::Ledger;
use crate::ledger::record::{Record, Statement};
use crate::log;
use crate::metrics::About;
use crate::policy::Policy;
use crate::refusal_audit::RefusalAudit;
use crate::settings::Settings;
use ::credentials::contexts::FurtherContexts;
use ::credentials::time::Timestamp;
use journal::Publisher;
use protocol::{
    Answer, Device, Envelope, Fault, FaultCode, Health, PinState, Problem, Refusal, RefusalCode, Request,
    VERSION,
};
use serde::Deserialize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use telemetry::Telemetry;
use thread_pool::ThreadPool;
use worker_seen::WorkerSeen;

/// What the signer needs from outside.
#[derive(Debug)]
pub struct Environment {
    /// The token.
    pub token: Arc<dyn Token>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Certificate requests and chains.
    pub certificates: Box<dyn Certificates>,
    /// Contexts that credentials may name in addition to the built-in ones.
    pub contexts: FurtherContexts,
    /// Threads that share the work of a batch.
    pub thread_pool: ThreadPool,
    /// Names of the users of the admin endpoint, by user id.
    pub host_users: Vec<(u32, String)>,
}

/// The signer: policy, ledger and token. One value answers all requests, on any number of threads.
#[derive(Debug)]
pub struct Signer {
    policy: Policy,
    ledger: Mutex<Ledger>,
    publisher: Mutex<Publisher>,
    token: Arc<dyn Token>,
    clock: Arc<dyn Clock>,
    certificates: Box<dyn Certificates>,
    thread_pool: ThreadPool,
    directory: PathBuf,
    public: PathBuf,
    /// Name of the ledger in its checkpoints.
    origin: String,
    isolation_off: bool,
    /// Contexts that credentials may name in addition to the built-in ones.
    contexts: Arc<FurtherContexts>,
    /// Wrong set-up codes since the last code was written, or since the start.
    wrong_codes: AtomicU32,
    /// The same for enrolment codes.
    wrong_enrolments: AtomicU32,
    worker_seen: WorkerSeen,
    /// A checkpoint was presented since the start, or the server declared that it holds none.
    handshake_done: AtomicBool,
    /// A DID document may lag behind the recorded state: set at the start and after a fault.
    documents_behind: AtomicBool,
    /// The `WebAuthn` relying party: the desk's page.
    relying_party: RelyingParty,
    /// Refusals that are not in the journal yet.
    refusals: Mutex<RefusalAudit>,
    /// Telemetry and alerts.
    telemetry: Telemetry,
    /// Names of the users of the admin endpoint, read before the process is sandboxed.
    host_users: Vec<(u32, String)>,
}

impl Signer {
    /// Takes the settings, an open ledger with its publisher, and what the signer needs from outside.
    pub(crate) fn new(
        settings: Settings,
        ledger: Ledger,
        publisher: Publisher,
        environment: Environment,
    ) -> Self {
        let Environment { token, clock, certificates, contexts, thread_pool, host_users } = environment;
        let recent = RecentRecipients::open(&settings.directory, clock.now());
        Self {
            telemetry: Telemetry::new(settings.watch, &ledger, recent),
            policy: Policy::new(&settings.policy),
            ledger: Mutex::new(ledger),
            publisher: Mutex::new(publisher),
            token,
            clock,
            certificates,
            thread_pool,
            origin: settings.policy.public_url.ledger_origin(),
            directory: settings.directory,
            public: settings.public,
            isolation_off: settings.isolation_off,
            contexts: Arc::new(contexts),
            wrong_codes: AtomicU32::new(0),
            wrong_enrolments: AtomicU32::new(0),
            worker_seen: WorkerSeen::default(),
            handshake_done: AtomicBool::new(false),
            documents_behind: AtomicBool::new(true),
            relying_party: RelyingParty::at(&settings.desk),
            refusals: Mutex::default(),
            host_users,
        }
    }

    fn handle(&self, request: Request) -> Result<Answer, Problem> {
        if request.properties().appends {
            self.refuse_while_rolled_back()?;
            self.refuse_before_handshake()?;
        }
        match request {
            Request::Health => self.health(),
            Request::Metrics => self.metrics(),
            Request::ListEvents => self.list_events(),
            Request::ListPublicKeys => self.list_public_keys(),
            Request::CreateKey { label } => self.create_key(&label, false),
            Request::BindIssuer { key, did, institution, setup_code, profile } => {
                self.bind_issuer(&key, &did, &institution, &setup_code, &profile)
            }
            Request::PublishDidDocument { issuer } => self.publish_did_document(&issuer),
            Request::RegisterBadgeVersion { issuer, achievement, per_recipient } => {
                self.register_badge_version(issuer, achievement, per_recipient)
            }
            Request::Propose { change } => Ok(Answer::Decision(self.propose(change, false)?)),
            Request::LookUpChange { change } => Ok(Answer::Decision(self.look_up(&change)?)),
            Request::ListWaiting => self.list_waiting(),
            Request::Freeze { issuer, reason } => self.freeze(&issuer, &reason),
            Request::SignCredentials { credentials } => self.sign_credentials(credentials),
            Request::Checkpoint => self.checkpoint(),
            Request::PresentCheckpoint { note } => self.handshake(note.as_deref()),
            Request::ProveInclusion { credentials } => self.prove_inclusion(&credentials),
            Request::SignSuperseding { credentials } => self.sign_superseding(&credentials),
            Request::ListSigned { key, after } => self.list_signed(&key, after),
            Request::CountSigned { days } => self.count_signed(days),
            Request::SignStatusList { credential } => self.sign_status_list(&credential),
        }
    }

    /// State of the device with respect to the pinned keys, and state of the worker's login.
    fn describe_device(&self) -> Result<(Option<Device>, PinState), Fault> {
        let labels = {
            // Not `ledger()`: health is reported even while the disk fails.
            let ledger = self.locked()?;
            let keys = ledger.state().keys.iter();
            keys.filter(|key| !key.is_destroyed).map(|key| key.label.clone()).collect()
        };
        Ok(self.token.describe(labels))
    }

    /// Whether the worker answers, for pages open to anybody who reaches the desk.
    fn worker_state(&self) -> PinState {
        let ask = || self.token.describe(Vec::new()).1;
        self.worker_seen.state(Instant::now(), ask)
    }

    fn health(&self) -> Result<Answer, Problem> {
        let (device, pin) = self.describe_device()?;
        let named =
            |device: &Device| format!("{}, token {}, serial {}", device.module, device.token, device.serial);
        let token = device.as_ref().filter(|_| pin == PinState::Good).map(named).unwrap_or_default();
        let ledger = self.locked()?;
        Ok(Answer::Health(Health {
            version: VERSION,
            pin,
            token,
            ledger_size: ledger.size(),
            issuer_bound: !ledger.state().issuers.is_empty(),
            isolation_off: self.isolation_off,
            device,
        }))
    }

    /// Locks the ledger. Its state holds what is on disk and what is queued for it.
    fn ledger(&self) -> Result<MutexGuard<'_, Ledger>, Fault> {
        let mut ledger = self.locked()?;
        ledger.refresh()?;
        Ok(ledger)
    }

    fn locked(&self) -> Result<MutexGuard<'_, Ledger>, Fault> {
        self.ledger.lock().map_err(|_| {
            Fault::new(FaultCode::Ledger, "the signer stopped in the middle of a change. Restart it")
        })
    }

    /// Records a statement that needs neither signature nor approval. Returns the index of its leaf.
    fn state_publicly(
        &self,
        ledger: &mut Ledger,
        statement: Statement,
        canonical: &str,
    ) -> Result<u64, Fault> {
        Ok(ledger.state_publicly(statement, canonical, None, Vec::new(), self.now())?)
    }

    /// Logs a refusal in one line: its code, and a digest of the document's id. It is counted now and recorded once the
    /// request is answered.
    fn log_refusal(&self, refusal: &Refusal, id: Option<&str>) {
        self.log_refusal_of(refusal, id, About::default());
    }

    /// Like `log_refusal`, where key and badge may be known.
    fn log_refusal_of(&self, refusal: &Refusal, id: Option<&str>, about: About) {
        self.telemetry.refused(refusal, about, self.now());
        let code = serde_json::to_value(refusal.code).ok();
        let code = code.as_ref().and_then(serde_json::Value::as_str).unwrap_or("?");
        match id {
            Some(id) => log::say(&format!("refused {code} id {}", log::veiled(id))),
            None => log::say(&format!("refused {code}")),
        }
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner).add(refusal.code);
    }

    /// Records pending refusals in the journal. A full disk stops no refusal.
    fn write_refusals(&self) {
        let now = self.now();
        let due = self.refusals.lock().unwrap_or_else(PoisonError::into_inner).due(now);
        for (code, count) in due {
            let Ok(mut ledger) = self.ledger() else { return };
            if let Err(e) = ledger.note(Record::Refused { code, count, at: now.millis() }) {
                log::say(&format!("recording a refusal: {}", log::chain(&e)));
            }
        }
    }

    /// Name of a user of the admin endpoint.
    fn host_user(&self, uid: u32) -> String {
        let known = self.host_users.iter().find(|(known, _)| *known == uid);
        known.map_or_else(|| uid.to_string(), |(_, name)| name.clone())
    }

    /// Records something that is no leaf.
    fn note(ledger: &mut Ledger, record: Record) -> Result<(), Fault> {
        Ok(ledger.note(record)?)
    }
}

impl Signer {
    /// Answers one frame of the web server: a request of the protocol, as JSON.
    pub fn answer(&self, frame: &[u8]) -> Answer {
        let since = Instant::now();
        let request = read(frame).map_err(Problem::Refused);
        let ask = request.as_ref().map_or("unreadable", Request::name);
        let answer = match request.and_then(|request| self.handle(request)) {
            Ok(answer) => answer,
            Err(problem) => {
                match &problem {
                    Problem::Refused(refusal) => self.log_refusal(refusal, None),
                    Problem::Failed(fault) => {
                        self.telemetry.failed(fault);
                        log::say(&format!("fault {:?}", fault.code));
                    }
                }
                Answer::Problem(problem)
            }
        };
        self.write_refusals();
        self.write_alerts();
        self.telemetry.answered(ask, since);
        answer
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// Parses the version first: a request of another version may have another form.
fn read(frame: &[u8]) -> Result<Request, Refusal> {
    #[derive(Deserialize)]
    struct Version {
        version: u16,
    }
    let malformed = |_| Refusal::new(RefusalCode::MalformedRequest, "the request cannot be understood");
    let Version { version } = serde_json::from_slice(frame).map_err(malformed)?;
    if version != VERSION {
        let sentence = format!(
            "the request speaks version {version} of the protocol, this signer version {VERSION}. Update the older one"
        );
        return Err(Refusal::new(RefusalCode::WrongVersion, sentence));
    }
    let envelope: Envelope = serde_json::from_slice(frame).map_err(malformed)?;
    Ok(envelope.request)
}

/// Random bytes from the system.
fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(e) => {
            log::say(&format!("asking the system for random bytes: {e}"));
            Err(Fault::new(FaultCode::Ledger, "the signer got no random bytes from its system"))
        }
    }
}
