//! Token session: logs in at most once for each permission of a person, and recovers a lost token.

use super::mark::Mark;
use super::message::{Ask, Reply, TokenKey, WorkerFault};
use crate::config::TokenConfig;
use crate::key_kind::KeyKind;
use crate::ledger::checkpoint;
use crate::log;
use crate::token::{Door, Module, Token, TokenError};
use credentials::multikey::PublicKey;
use protocol::DeviceKey;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use tlog::Checkpoint;

/// Exit code of a worker that asks to be restarted (`EX_TEMPFAIL`).
pub(crate) const RESTART: u8 = 75;

/// The module, and a slot for each session. Each slot belongs to one thread, so no thread waits for another's slot.
#[derive(Debug)]
pub(crate) struct Holder {
    module: Module,
    config: TokenConfig,
    /// One login at a time, and none while the login marker is set.
    door: Arc<Door>,
    /// Number of starts of the module. Read-locked while a session works; write-locked, with every session closed,
    /// while the module is restarted.
    starts: RwLock<u64>,
    /// Lock for the token's objects. Read while they are looked up and used; write while keys are made or destroyed,
    /// since modules show other sessions an object that is being made. Acquired before all other locks.
    objects: RwLock<()>,
    seats: Vec<Mutex<Option<Token>>>,
    lost: AtomicBool,
    /// The PIN file that this process may read: the sandbox identifies a file by its number, not by its name.
    pin_file: Option<FileNumber>,
}

/// Device and inode.
type FileNumber = (u64, u64);

impl Holder {
    /// Loads the module and finds the token, without logging in.
    pub(crate) fn new(config: &TokenConfig, mark: Mark) -> Result<Self, TokenError> {
        let module = Module::load(&config.module)?;
        let seats = module.sessions(config)?;
        Ok(Self {
            module,
            config: config.clone(),
            door: Arc::new(Door::new(&config.pin_file, mark)),
            starts: RwLock::new(0),
            objects: RwLock::new(()),
            seats: (0..seats).map(|_| Mutex::new(None)).collect(),
            lost: AtomicBool::new(false),
            pin_file: number(&config.pin_file),
        })
    }

    /// Number of sessions.
    pub(crate) fn seats(&self) -> usize {
        self.seats.len()
    }

    /// Time limit for one step.
    pub(crate) fn deadline(&self) -> Duration {
        self.config.deadline()
    }

    /// Opens every session and logs in, unless the login marker forbids it.
    pub(crate) fn open(&self) -> Result<(), TokenError> {
        (0..self.seats()).try_for_each(|seat| self.once(seat, &mut |_| Ok(())).1)
    }

    /// Answers one request with this slot's session. `going_on` is called after each step of the token.
    pub(crate) fn answer(&self, seat: usize, ask: &Ask, going_on: &mut impl FnMut()) -> Reply {
        if let Some(sentence) = not_its_key(ask) {
            return Reply::Fault { fault: WorkerFault::Token { sentence: sentence.to_owned() } };
        }
        let answered = match ask {
            Ask::Describe { labels } => return self.describe(seat, labels),
            Ask::CreateKey { label, kind } => self.create(seat, label, *kind),
            Ask::CreateCheckpointKey => self.create(seat, checkpoint::LABEL, KeyKind::Ed25519),
            Ask::SignCheckpoint { public_key, origin, size, root } => {
                let text = checkpoint_text(origin, *size, root);
                self.attempt(seat, &mut |token| {
                    let pinned = PublicKey::parse(public_key).map_err(|_| TokenError::Question)?;
                    let text = text.as_ref().ok_or(TokenError::Question)?;
                    let signature = hex::encode(token.sign_checkpoint(&pinned, text)?);
                    Ok(Reply::Signatures { signatures: vec![signature], fault: None })
                })
            }
            Ask::SignRequest { label, public_key, subject } => self.attempt(seat, &mut |token| {
                let pinned = PublicKey::parse(public_key).map_err(|_| TokenError::Question)?;
                let signature = hex::encode(token.sign_request(label, &pinned, subject)?);
                Ok(Reply::Signatures { signatures: vec![signature], fault: None })
            }),
            Ask::Destroy { label } => self.alone(seat, &mut |token| {
                token.destroy(label)?;
                Ok(Reply::Destroyed)
            }),
            Ask::Sign { label, public_key, messages } => {
                let mut signatures = Vec::new();
                let fault = self.sign(seat, label, public_key, messages, &mut |signature| {
                    signatures.push(hex::encode(signature));
                    going_on();
                });
                let fault = fault.err().map(|e| self.fault(&e));
                return Reply::Signatures { signatures, fault };
            }
        };
        answered.unwrap_or_else(|e| Reply::Fault { fault: self.fault(&e) })
    }

    fn describe(&self, seat: usize, labels: &[String]) -> Reply {
        let fault = self.attempt(seat, &mut |token| token.check()).err().map(|e| self.fault(&e));
        let looked_at = {
            let _start = self.starts.read().unwrap_or_else(PoisonError::into_inner);
            self.module.device(&self.config)
        };
        let mut device = looked_at.inspect_err(|e| log::say(&format!("worker: {}", log::chain(e)))).ok();
        if let Some(device) = device.as_mut().filter(|_| fault.is_none()) {
            device.keys = labels.iter().map(|label| self.describe_key(seat, label)).collect();
        }
        Reply::Device { device, fault }
    }

    fn describe_key(&self, seat: usize, label: &str) -> DeviceKey {
        let attributes = self.attempt(seat, &mut |token| token.describe_key(label));
        DeviceKey { label: label.to_owned(), attributes: attributes.map_err(|e| e.to_string()) }
    }

    /// Did the token fail in a way that only a new process may repair?
    pub(crate) fn is_lost(&self) -> bool {
        self.lost.load(Ordering::SeqCst)
    }

    fn create(&self, seat: usize, label: &str, kind: KeyKind) -> Result<Reply, TokenError> {
        self.alone(seat, &mut |token| {
            let key = token.create_key(label, kind)?;
            Ok(Reply::Key(TokenKey { public_key: key.public_key.multibase(), attributes: key.attributes }))
        })
    }

    fn sign(
        &self,
        seat: usize,
        label: &str,
        public_key: &str,
        messages: &[String],
        made: &mut impl FnMut(Vec<u8>),
    ) -> Result<(), TokenError> {
        let pinned = PublicKey::parse(public_key).map_err(|_| TokenError::Question)?;
        for message in messages {
            let message = hex::decode(message).map_err(|_| TokenError::Question)?;
            made(self.attempt(seat, &mut |token| token.sign(label, &pinned, &message))?);
        }
        Ok(())
    }

    /// Runs `call` while others may use the token too.
    fn attempt<T>(
        &self,
        seat: usize,
        call: &mut impl FnMut(&mut Token) -> Result<T, TokenError>,
    ) -> Result<T, TokenError> {
        let _objects = self.objects.read().unwrap_or_else(PoisonError::into_inner);
        self.climb(seat, call)
    }

    /// Runs `call` while nobody else uses the token.
    fn alone<T>(
        &self,
        seat: usize,
        call: &mut impl FnMut(&mut Token) -> Result<T, TokenError>,
    ) -> Result<T, TokenError> {
        let _objects = self.objects.write().unwrap_or_else(PoisonError::into_inner);
        self.climb(seat, call)
    }

    /// Ends the process once no thread uses the module: the module's own cleanup must not run during a call.
    pub(crate) fn end(&self) -> ! {
        let _objects = self.objects.write().unwrap_or_else(PoisonError::into_inner);
        std::process::exit(i32::from(RESTART));
    }

    /// Retries with escalation after a failure that a new session may repair. Modules differ in how they report a
    /// token that was removed and reinserted, and in the remedy. The levels are a new session (token, login, key and
    /// attributes looked up again), the module finalised and initialised, and a new process. A signature is
    /// requested again at each level: a second one over the same statement is as good, and the ledger knows
    /// statements, not signatures.
    fn climb<T>(
        &self,
        seat: usize,
        call: &mut impl FnMut(&mut Token) -> Result<T, TokenError>,
    ) -> Result<T, TokenError> {
        let again = |failed: &TokenError, next: &str| {
            log::say(&format!("worker: {}; {next}", log::chain(failed)));
        };
        let failed = match self.once(seat, call) {
            (_, Err(e)) if e.is_lost_session() => e,
            (_, settled) => return settled,
        };
        again(&failed, "finding the token again");
        let (start, failed) = match self.once(seat, call) {
            // Restarting the module does not bring back a missing key.
            (start, Err(e)) if e.is_lost_session() && !matches!(e, TokenError::NoKey(_)) => (start, e),
            (_, settled) => return settled,
        };
        again(&failed, "starting the module anew");
        let settled = self.restart(start).and_then(|()| self.once(seat, call).1);
        if settled.as_ref().is_err_and(TokenError::is_lost_session) {
            self.lost.store(true, Ordering::SeqCst);
        }
        settled
    }

    /// One attempt; opens the session if needed, and closes it after a failure. Returns the number of the module start
    /// that it belonged to.
    fn once<T>(
        &self,
        seat: usize,
        call: &mut impl FnMut(&mut Token) -> Result<T, TokenError>,
    ) -> (u64, Result<T, TokenError>) {
        let start = self.starts.read().unwrap_or_else(PoisonError::into_inner);
        let Some(seat) = self.seats.get(seat) else { return (*start, Err(TokenError::Gone)) };
        let mut seat = seat.lock().unwrap_or_else(PoisonError::into_inner);
        let result = self.seated(&mut seat).and_then(call);
        // A failure to open a session is in the log already.
        if let Err(e) = &result
            && e.spoils_session()
            && seat.take().is_some()
            && e.is_pin()
        {
            log::say(&format!("worker: {}", log::chain(e)));
        }
        (*start, result)
    }

    fn seated<'a>(&self, seat: &'a mut Option<Token>) -> Result<&'a mut Token, TokenError> {
        if seat.is_none() {
            let token = Token::open(&self.module, &self.config, &self.door)
                .inspect_err(|e| log::say(&format!("worker: {}", log::chain(e))))?;
            log::say(&format!("worker: a session is open with {}", token.description()));
            *seat = Some(token);
        }
        seat.as_mut().ok_or(TokenError::Gone)
    }

    /// Restarts the module, unless another thread did since `start`. No session is open meanwhile.
    fn restart(&self, start: u64) -> Result<(), TokenError> {
        let mut starts = self.starts.write().unwrap_or_else(PoisonError::into_inner);
        if *starts != start {
            return Ok(());
        }
        for seat in &self.seats {
            *seat.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        *starts += 1;
        self.module.restart()
    }

    fn fault(&self, error: &TokenError) -> WorkerFault {
        if matches!(error, TokenError::PinFile(..)) && number(&self.config.pin_file) != self.pin_file {
            log::say("worker: the PIN file is another one than at start");
            self.lost.store(true, Ordering::SeqCst);
        }
        if error.is_pin() || self.door.is_shut() {
            return WorkerFault::PinStopped;
        }
        log::say(&format!("worker: {}", log::chain(error)));
        WorkerFault::Token {
            sentence: format!("{error}. On the signer's host, `insignia-signer doctor` says more"),
        }
    }
}

fn number(path: &Path) -> Option<FileNumber> {
    std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

/// The log's key signs checkpoints and no credential, so requests of other kinds may not name it. No other key signs
/// checkpoints, since the worker itself names the key for those.
fn not_its_key(ask: &Ask) -> Option<&'static str> {
    match ask {
        Ask::CreateKey { label, .. }
        | Ask::Destroy { label }
        | Ask::SignRequest { label, .. }
        | Ask::Sign { label, .. }
            if label == checkpoint::LABEL =>
        {
            Some("the key `checkpoint` signs checkpoints of the ledger and nothing else")
        }
        _ => None,
    }
}

/// The text that a checkpoint's signature covers. `None` if the text does not parse to a checkpoint of these parts.
fn checkpoint_text(origin: &str, size: u64, root: &str) -> Option<String> {
    let mut hash = [0; 32];
    hex::decode_to_slice(root, &mut hash).ok()?;
    let checkpoint = Checkpoint { origin: origin.to_owned(), size, root: hash };
    let text = checkpoint.text();
    (Checkpoint::parse(&text) == Ok(checkpoint)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_s_key_is_for_checkpoints_alone() {
        let label = || "checkpoint".to_owned();
        let sign = |label: String| Ask::Sign { label, public_key: String::new(), messages: Vec::new() };
        assert!(not_its_key(&sign(label())).is_some());
        assert!(not_its_key(&Ask::CreateKey { label: label(), kind: KeyKind::P256 }).is_some());
        assert!(not_its_key(&Ask::Destroy { label: label() }).is_some());
        assert!(not_its_key(&sign("badges".into())).is_none());
    }

    #[test]
    fn nothing_but_a_checkpoint_is_written_for_the_log_s_key() {
        let root = "ab".repeat(32);
        let text = checkpoint_text("localhost:3000/ledger", 7, &root).unwrap();
        assert!(text.starts_with("localhost:3000/ledger\n7\n"));
        assert_eq!(checkpoint_text("a\n8", 7, &root), None);
        assert_eq!(checkpoint_text("", 7, &root), None);
        assert_eq!(checkpoint_text("a", 7, "ab"), None);
    }
}
