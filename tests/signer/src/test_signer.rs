//! The signer that tests use in place of the real programs.

use crate::conversation::Conversation;
use crate::environment::{NoCertificates, TestClock};
use crate::fault::Fault;
use crate::passkey::Passkey;
use crate::token::SoftwareToken;
use crate::{CONTEXT, socket};
use credentials::contexts::{ContextFile, FurtherContexts};
use credentials::time::Timestamp;
use protocol::desk::DeskUrl;
use protocol::{
    AnyRequest, Change, KeyInfo, KeyState, Message, Problem, PublicKeys, RawReply, Request, request,
};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use signer_core::{
    Environment, Opened, PolicySettings, PublicUrl, ReissueConfig, Settings, Signer, ThreadPool, WatchConfig,
    WindowConfig, thread_pool,
};
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, RwLock};
use tlog::VerifierKey;

/// Address of the desk. Nothing is served there.
pub(crate) const DESK: &str = "http://localhost:3001";

/// Places and addresses of a [`TestSigner`].
#[derive(Clone, Debug)]
pub struct Options {
    /// Directory of the journal; made if it is missing.
    pub directory: PathBuf,
    /// Directory of the public files; made if it is missing.
    pub public: PathBuf,
    /// The socket for the web server.
    pub socket: PathBuf,
    /// Address of the web application.
    pub public_url: String,
    /// The time at the start.
    pub now: Timestamp,
}

/// The signer's real core behind a socket. Clones are the same signer.
#[derive(Clone, Debug)]
pub struct TestSigner(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    settings: Mutex<Settings>,
    token: Arc<SoftwareToken>,
    clock: Arc<TestClock>,
    /// `None` only while it is restarted.
    signer: RwLock<Option<Signer>>,
    conversation: Mutex<Conversation>,
    /// The people who are enrolled at the desk, in order.
    people: Mutex<Vec<Passkey>>,
}

impl TestSigner {
    /// Opens a new ledger and serves it. Nothing is recorded yet, and no checkpoint was presented.
    pub fn start(options: Options) -> Self {
        std::fs::create_dir_all(&options.directory).unwrap();
        std::fs::create_dir_all(&options.public).unwrap();
        let settings = Settings {
            policy: PolicySettings {
                public_url: PublicUrl::try_from(options.public_url).unwrap(),
                other_credentials: Vec::new(),
                host_approves: true,
                overlap_hours: 0,
                window: WindowConfig::default(),
                reissue: ReissueConfig::default(),
            },
            watch: WatchConfig::default(),
            directory: options.directory,
            public: options.public,
            desk: DeskUrl::try_from(DESK.to_owned()).unwrap(),
            isolation_off: false,
        };
        let signer = Self(Arc::new(Parts {
            settings: Mutex::new(settings),
            token: Arc::default(),
            clock: Arc::new(TestClock::at(options.now)),
            signer: RwLock::new(None),
            conversation: Mutex::default(),
            people: Mutex::default(),
        }));
        signer.restart();
        socket::serve(&signer, UnixListener::bind(options.socket).unwrap());
        signer
    }

    /// The process ends, and another one reads the same journal.
    pub fn restart(&self) {
        self.restart_after(|_| {});
    }

    /// The same; meanwhile the settings or the files change.
    pub(crate) fn restart_after(&self, change: impl FnOnce(&mut Settings)) {
        let mut signer = self.0.signer.write().unwrap();
        *signer = None;
        let mut settings = self.0.settings.lock().unwrap();
        change(&mut settings);
        let context = ContextFile {
            url: CONTEXT.url.to_owned(),
            file: PathBuf::from("/context"),
            sha256: hex::encode(Sha256::digest(CONTEXT.text)),
        };
        let contexts = FurtherContexts::read(&[context], |_| Ok(CONTEXT.text.as_bytes().to_vec()));
        *signer = Some(Opened::open(settings.clone()).unwrap().signer(Environment {
            token: self.0.token.clone(),
            clock: self.0.clock.clone(),
            certificates: Box::new(NoCertificates),
            contexts: contexts.unwrap(),
            thread_pool: ThreadPool::new(1, thread_pool::OF_A_FILE).unwrap(),
            host_users: Vec::new(),
        }));
    }

    /// From now on there is this fault at the socket.
    pub fn inject(&self, fault: Fault) {
        self.conversation().fault = Some(fault);
    }

    /// From now on there is no fault.
    pub fn recover(&self) {
        self.conversation().fault = None;
    }

    /// Moves the clock.
    pub fn pass(&self, seconds: i64) {
        self.0.clock.pass(seconds);
    }

    /// The signer's answer, without the socket and its fault. The ledger is published before an answer that needs it.
    ///
    /// # Errors
    /// [`Problem`]: it is refused, or the machinery failed.
    pub fn ask<R: Request>(&self, request: &R) -> Result<R::Answer, Problem> {
        let frame = serde_json::to_vec(&Message::new(request)).unwrap();
        self.answer_frame(&frame).read::<R::Answer>().unwrap()
    }

    /// The same for a frame.
    pub(crate) fn answer_frame(&self, frame: &[u8]) -> RawReply {
        let asked = AnyRequest::read(frame);
        self.with(|signer| {
            if matches!(
                asked,
                Ok(AnyRequest::Checkpoint(_)
                    | AnyRequest::PresentCheckpoint(_)
                    | AnyRequest::ProveInclusion(_))
            ) {
                signer.publish_once().unwrap();
            }
            signer.answer(frame)
        })
    }

    /// Writes the ledger's public files.
    pub fn publish(&self) {
        self.with(Signer::publish_once).unwrap();
    }

    /// The key of the ledger's checkpoints.
    pub fn log_key(&self) -> VerifierKey {
        match self.ask(&request::Checkpoint) {
            Ok(checkpoint) => VerifierKey::parse(&checkpoint.key).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// Names of the requests over the socket so far.
    pub fn asked(&self) -> Vec<&'static str> {
        self.conversation().asked.clone()
    }

    /// Every credential to which the signer gave a result, in order.
    pub fn sent(&self) -> Vec<String> {
        self.conversation().sent.clone()
    }

    /// The changes that were proposed over the socket and took effect, in order.
    pub fn made(&self) -> Vec<Change> {
        self.conversation().made.clone()
    }

    /// Number of documents that were signed for the socket, each counted once.
    pub fn signed_documents(&self) -> usize {
        self.conversation().documents.len()
    }

    /// The newest document signed under an id.
    pub fn newest(&self, id: &str) -> Value {
        let documents = self.conversation().documents.clone();
        let mut newest_first =
            documents.values().rev().map(|text| serde_json::from_str::<Value>(text).unwrap());
        newest_first.find(|document| document.get("id").and_then(Value::as_str) == Some(id)).unwrap()
    }

    /// Addresses of the signed status lists, in the order of their opening.
    pub fn lists(&self) -> Vec<String> {
        self.conversation().lists.iter().map(|(id, _)| id.clone()).collect()
    }

    /// The checkpoint that was presented last.
    pub fn presented(&self) -> Option<String> {
        self.conversation().presented.clone()
    }

    /// The bound institution.
    pub fn institution(&self) -> String {
        self.conversation().institution.clone()
    }

    /// Names of the keys, in the order of creation.
    pub fn keys(&self) -> Vec<String> {
        self.key_infos().into_iter().map(|key| key.label).collect()
    }

    /// Name of the active key.
    pub fn signing_key(&self) -> String {
        self.active().label
    }

    /// The issuer's DID.
    pub fn did(&self) -> String {
        self.active().issuer.unwrap()
    }

    pub(crate) fn active(&self) -> KeyInfo {
        self.key_infos().into_iter().find(|key| key.state == KeyState::Active).unwrap()
    }

    fn key_infos(&self) -> Vec<KeyInfo> {
        match self.ask(&request::ListPublicKeys) {
            Ok(PublicKeys { keys }) => keys,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn with<T>(&self, work: impl FnOnce(&Signer) -> T) -> T {
        work(self.0.signer.read().unwrap().as_ref().unwrap())
    }

    pub(crate) fn conversation(&self) -> MutexGuard<'_, Conversation> {
        self.0.conversation.lock().unwrap()
    }

    pub(crate) fn people(&self) -> MutexGuard<'_, Vec<Passkey>> {
        self.0.people.lock().unwrap()
    }

    pub(crate) fn token(&self) -> &SoftwareToken {
        &self.0.token
    }

    pub(crate) fn desk(&self) -> DeskUrl {
        self.0.settings.lock().unwrap().desk.clone()
    }

    pub(crate) fn directory(&self) -> PathBuf {
        self.0.settings.lock().unwrap().directory.clone()
    }

    pub(crate) fn public(&self) -> PathBuf {
        self.0.settings.lock().unwrap().public.clone()
    }
}
