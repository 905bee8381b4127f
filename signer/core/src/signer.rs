//! Requests to the signer. [`Signer`] holds the parts; each request is a use case in the file of its subject, and takes
//! the parts that it needs. `handlers.rs` and `endpoints.rs` show which.

mod approvers;
mod changes;
mod desk;
mod endpoints;
mod handlers;
pub(crate) mod issuers;
mod keys;
mod ledger_handle;
mod public_log;
mod refusal_log;
mod report;
mod sign;
pub(crate) mod signing;
mod signing_pool;
mod telemetry;
pub mod thread_pool;

use crate::anomaly::RecentRecipients;
use crate::approvals::webauthn::RelyingParty;
use crate::environment::{Certificates, Clock, Token};
use crate::ledger::Ledger;
use crate::log;
use crate::metrics::About;
use crate::policy::Policy;
use crate::settings::Settings;
use ::credentials::contexts::FurtherContexts;
use approvers::EnrolmentCodes;
use desk::Pictures;
use issuers::Documents;
use journal::Publisher;
use ledger_handle::LedgerHandle;
use protocol::reason::RequestReason;
use protocol::{AnyRequest, Fault, FaultReason, Problem, RawReply, Refusal, Unreadable, VERSION};
use public_log::{Handshake, LogKeys, check_rollback};
use refusal_log::RefusalLog;
use report::TokenState;
use signing_pool::SigningPool;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Instant;
use telemetry::Telemetry;
use thread_pool::ThreadPool;

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
    ledger: LedgerHandle,
    token: Arc<dyn Token>,
    certificates: Arc<dyn Certificates>,
    /// Lints and signs documents.
    pool: SigningPool,
    documents: Documents,
    log_keys: LogKeys,
    handshake: Handshake,
    publisher: Mutex<Publisher>,
    enrolment_codes: EnrolmentCodes,
    /// The `WebAuthn` relying party: the desk's page.
    relying_party: RelyingParty,
    token_state: TokenState,
    telemetry: Arc<Telemetry>,
    refusals: RefusalLog,
    pictures: Pictures,
    directory: PathBuf,
    public: PathBuf,
    isolation_off: bool,
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
        let Settings { policy, watch, directory, public, desk, isolation_off } = settings;
        let certificates: Arc<dyn Certificates> = certificates.into();
        let recent = RecentRecipients::open(&directory, clock.now());
        let telemetry = Arc::new(Telemetry::new(watch, &ledger, recent));
        let ledger_address = format!("{}/ledger", policy.public_url.as_str());
        Self {
            policy: Policy::new(&policy),
            ledger: LedgerHandle::new(ledger, clock),
            pool: SigningPool::new(thread_pool, Arc::clone(&token), contexts),
            documents: Documents::new(Arc::clone(&certificates), public.clone(), ledger_address),
            certificates,
            log_keys: LogKeys::new(policy.public_url.ledger_origin(), Arc::clone(&token)),
            handshake: Handshake::default(),
            publisher: Mutex::new(publisher),
            enrolment_codes: EnrolmentCodes::new(directory.clone()),
            relying_party: RelyingParty::at(&desk),
            token_state: TokenState::new(Arc::clone(&token)),
            token,
            refusals: RefusalLog::new(Arc::clone(&telemetry)),
            telemetry,
            pictures: Pictures::new(&directory),
            directory,
            public,
            isolation_off,
            host_users,
        }
    }

    /// Answers one frame of the web server: a request of the protocol, as JSON.
    pub fn answer(&self, frame: &[u8]) -> RawReply {
        let since = Instant::now();
        let request = read(frame);
        let ask = request.as_ref().map_or("unreadable", AnyRequest::name);
        let answer = request.map_err(Problem::from).and_then(|request| {
            if request.appends() {
                self.check_may_append()?;
            }
            request.serve_by(self)
        });
        let answer = answer.unwrap_or_else(|problem| {
            match &problem {
                Problem::Refused(refusal) => self.log_refusal(refusal),
                Problem::Failed(fault) => {
                    self.telemetry.failed(fault);
                    log::say(&format!("fault {:?}", fault.code));
                }
            }
            RawReply::Problem(problem)
        });
        self.refusals.write(&self.ledger);
        self.telemetry.write_alerts(&self.ledger);
        self.telemetry.answered(ask, since);
        answer
    }

    /// Refuses a request that would append to the ledger while nothing may be appended.
    fn check_may_append(&self) -> Result<(), Problem> {
        check_rollback(&self.ledger)?;
        self.handshake.check()?;
        Ok(())
    }

    /// Publishes the ledger in an endless loop.
    pub fn keep_publishing(&self) {
        self.publish().keep_publishing(&self.publisher);
    }

    /// Publishes once everything that is recorded. For a process without a publishing thread.
    ///
    /// # Errors
    /// [`Problem`] if the token does not sign the checkpoint, or a public file cannot be written.
    pub fn publish_once(&self) -> Result<(), Problem> {
        self.publish().publish_once(&self.publisher)
    }

    /// Writes all counters and measurements to their file in an endless loop.
    pub fn keep_measuring(&self) {
        self.measure().keep_measuring(&self.directory);
    }

    fn log_refusal(&self, refusal: &Refusal) {
        self.refusals.add(refusal, None, About::default(), self.ledger.now());
    }
}

fn read(frame: &[u8]) -> Result<AnyRequest, Refusal> {
    AnyRequest::read(frame).map_err(|unreadable| match unreadable {
        Unreadable::OtherVersion(version) => {
            Refusal::new(RequestReason::OtherVersion { request: version, signer: VERSION })
        }
        Unreadable::Malformed => Refusal::new(RequestReason::Unreadable),
    })
}

/// Random bytes from the system.
fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(e) => {
            log::say(&format!("asking the system for random bytes: {e}"));
            Err(Fault::new(FaultReason::NoRandomBytes))
        }
    }
}
