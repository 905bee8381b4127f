//! Token session: logs in at most once for each permission of a person, and recovers a lost token.

use crate::login_files::Files;
use crate::{convert, log};
use pkcs11::{LoginGuard, Module, PublicKey, Token, TokenError};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use token_protocol::pin_file::PinFileError;
use token_protocol::{
    Ask, DeviceKey, KeyKind, LoginMarker, Reply, TokenFault, TokenKey, TokenSettings, certificate_request,
    checkpoint,
};

/// Exit code of a token process that asks for a restart (`EX_TEMPFAIL`).
pub(crate) const RESTART: u8 = 75;

/// The module, and a slot for each session. Each slot belongs to one thread, so no thread waits for another's slot.
#[derive(Debug)]
pub(crate) struct TokenSession {
    module: Module,
    settings: TokenSettings,
    name: pkcs11::TokenName,
    keys: pkcs11::Keys,
    /// One login at a time, and none while the login marker is set.
    login: Arc<LoginGuard>,
    /// Number of restarts of the module. Read-locked while a session works; write-locked, with every session closed,
    /// while the module is restarted.
    starts: RwLock<u64>,
    /// Lock for the token's objects. Read-locked while they are looked up and used; write-locked while keys are made or
    /// destroyed, since modules show other sessions an object that is being made. Acquired before all other locks.
    objects: RwLock<()>,
    slots: Vec<Mutex<Option<Token>>>,
    lost: AtomicBool,
    /// The PIN file that the token process may read: the sandbox identifies a file by its number, not by its name.
    pin_file: Option<FileNumber>,
}

/// Device and inode.
type FileNumber = (u64, u64);

impl TokenSession {
    /// Loads the module and finds the token, without logging in.
    pub(crate) fn new(settings: &TokenSettings, marker: LoginMarker) -> Result<Self, TokenError> {
        let module = Module::load(&settings.module)?;
        let name = convert::name(&settings.name);
        let slots = module.sessions(&name, settings.session_count())?;
        let files = Files { pin_file: settings.pin_file.clone(), marker };
        Ok(Self {
            module,
            settings: settings.clone(),
            name,
            keys: convert::keys(settings),
            login: Arc::new(LoginGuard::new(Box::new(files))),
            starts: RwLock::new(0),
            objects: RwLock::new(()),
            slots: (0..slots).map(|_| Mutex::new(None)).collect(),
            lost: AtomicBool::new(false),
            pin_file: number(&settings.pin_file),
        })
    }

    /// Number of sessions.
    pub(crate) fn slots(&self) -> usize {
        self.slots.len()
    }

    /// Time limit for one step.
    pub(crate) fn deadline(&self) -> Duration {
        self.settings.deadline()
    }

    /// Opens every session and logs in, unless the login marker forbids it.
    pub(crate) fn open(&self) -> Result<(), TokenError> {
        (0..self.slots()).try_for_each(|slot| self.once(slot, &mut |_| Ok(())).1)
    }

    /// Answers one request with this slot's session. `going_on` is called after each step of the token.
    pub(crate) fn answer(&self, slot: usize, ask: &Ask, going_on: &mut impl FnMut()) -> Reply {
        if let Some(sentence) = not_its_key(ask) {
            return Reply::Fault { fault: TokenFault::Token { sentence: sentence.to_owned() } };
        }
        let answered = match ask {
            Ask::Describe { labels } => return self.describe(slot, labels),
            Ask::CreateKey { label, kind } => self.create(slot, label, *kind),
            Ask::CreateCheckpointKey => self.create(slot, checkpoint::LABEL, KeyKind::Ed25519),
            Ask::SignCheckpoint { public_key, origin, size, root } => {
                let text = checkpoint::text(origin, *size, root);
                self.attempt(slot, &mut |token| {
                    let pinned = pinned_key(public_key)?;
                    let text = text.as_ref().ok_or(TokenError::Question)?;
                    if pinned.kind() != pkcs11::KeyKind::Ed25519 {
                        return Err(TokenError::OtherKey(checkpoint::LABEL.to_owned()));
                    }
                    let signature =
                        hex::encode(token.sign_text(checkpoint::LABEL, &pinned, text.as_bytes())?);
                    Ok(Reply::Signatures { signatures: vec![signature], fault: None })
                })
            }
            Ask::SignRequest { label, public_key, subject } => self.attempt(slot, &mut |token| {
                let pinned = pinned_key(public_key)?;
                subject.check().map_err(|_| TokenError::Question)?;
                let key = pinned.public_key_info().ok_or(TokenError::Question)?;
                let text = certificate_request::info(subject, &key).ok_or(TokenError::Question)?;
                let signature = hex::encode(token.sign_text(label, &pinned, &text)?);
                Ok(Reply::Signatures { signatures: vec![signature], fault: None })
            }),
            Ask::Destroy { label } => self.alone(slot, &mut |token| {
                token.destroy(label)?;
                Ok(Reply::Destroyed)
            }),
            Ask::Sign { label, public_key, messages } => {
                let mut signatures = Vec::new();
                let fault = self.sign(slot, label, public_key, messages, &mut |signature| {
                    signatures.push(hex::encode(signature));
                    going_on();
                });
                let fault = fault.err().map(|e| self.fault(&e));
                return Reply::Signatures { signatures, fault };
            }
        };
        answered.unwrap_or_else(|e| Reply::Fault { fault: self.fault(&e) })
    }

    fn describe(&self, slot: usize, labels: &[String]) -> Reply {
        let fault = self.attempt(slot, &mut |token| token.check()).err().map(|e| self.fault(&e));
        let looked_at = {
            let _start = self.starts.read().unwrap_or_else(PoisonError::into_inner);
            let software = self.settings.softhsm.is_some();
            self.module.device(&self.name, convert::kind(self.settings.key_kind), software)
        };
        let mut device = looked_at
            .inspect_err(|e| log::say(&format!("worker: {}", log::chain(e))))
            .ok()
            .map(convert::device);
        if let Some(device) = device.as_mut().filter(|_| fault.is_none()) {
            device.keys = labels.iter().map(|label| self.describe_key(slot, label)).collect();
        }
        Reply::Device { device, fault }
    }

    fn describe_key(&self, slot: usize, label: &str) -> DeviceKey {
        let attributes = self.attempt(slot, &mut |token| token.describe_key(label));
        DeviceKey { label: label.to_owned(), attributes: attributes.map_err(|e| e.to_string()) }
    }

    /// Did the token fail in a way that only a new process may repair?
    pub(crate) fn is_lost(&self) -> bool {
        self.lost.load(Ordering::SeqCst)
    }

    fn create(&self, slot: usize, label: &str, kind: KeyKind) -> Result<Reply, TokenError> {
        self.alone(slot, &mut |token| {
            let key = token.create_key(label, convert::kind(kind))?;
            Ok(Reply::Key(TokenKey {
                public_key: convert::wire_key(&key.public_key),
                attributes: key.attributes,
            }))
        })
    }

    fn sign(
        &self,
        slot: usize,
        label: &str,
        public_key: &token_protocol::PublicKey,
        messages: &[String],
        made: &mut impl FnMut(Vec<u8>),
    ) -> Result<(), TokenError> {
        let pinned = pinned_key(public_key)?;
        for message in messages {
            let message = hex::decode(message).map_err(|_| TokenError::Question)?;
            made(self.attempt(slot, &mut |token| token.sign(label, &pinned, &message))?);
        }
        Ok(())
    }

    /// Runs `call` while other sessions may use the token too.
    fn attempt<T>(
        &self,
        slot: usize,
        call: &mut impl FnMut(&mut Token) -> Result<T, TokenError>,
    ) -> Result<T, TokenError> {
        let _objects = self.objects.read().unwrap_or_else(PoisonError::into_inner);
        self.with_escalation(slot, call)
    }

    /// Runs `call` while no other session uses the token.
    fn alone<T>(
        &self,
        slot: usize,
        call: &mut impl FnMut(&mut Token) -> Result<T, TokenError>,
    ) -> Result<T, TokenError> {
        let _objects = self.objects.write().unwrap_or_else(PoisonError::into_inner);
        self.with_escalation(slot, call)
    }

    /// Ends the process once no thread uses the module: the module's own cleanup must not run during a call.
    pub(crate) fn end(&self) -> ! {
        let _objects = self.objects.write().unwrap_or_else(PoisonError::into_inner);
        std::process::exit(i32::from(RESTART));
    }

    /// Retries with escalation after a failure that a new session may repair. Modules differ in how they report a
    /// token that was removed and reinserted, and in the remedy. The levels are:
    ///
    /// 1. a new session: token, login, key and attributes are looked up again;
    /// 2. the module finalised and initialised;
    /// 3. a new process.
    ///
    /// Each level requests the signature again. A second signature over the same statement is as good as the first,
    /// since the ledger records statements, not signatures.
    fn with_escalation<T>(
        &self,
        slot: usize,
        call: &mut impl FnMut(&mut Token) -> Result<T, TokenError>,
    ) -> Result<T, TokenError> {
        let again = |failed: &TokenError, next: &str| {
            log::say(&format!("worker: {}; {next}", log::chain(failed)));
        };
        let failed = match self.once(slot, call) {
            (_, Err(e)) if e.is_lost_session() => e,
            (_, settled) => return settled,
        };
        again(&failed, "finding the token again");
        let (start, failed) = match self.once(slot, call) {
            // Restarting the module does not bring back a missing key.
            (start, Err(e)) if e.is_lost_session() && !matches!(e, TokenError::NoKey(_)) => (start, e),
            (_, settled) => return settled,
        };
        again(&failed, "restarting the module");
        let settled = self.restart(start).and_then(|()| self.once(slot, call).1);
        if settled.as_ref().is_err_and(TokenError::is_lost_session) {
            self.lost.store(true, Ordering::SeqCst);
        }
        settled
    }

    /// One attempt: opens the session if needed, and closes it after a failure that makes it unusable. Also returns the
    /// value of `starts` during the attempt.
    fn once<T>(
        &self,
        slot: usize,
        call: &mut impl FnMut(&mut Token) -> Result<T, TokenError>,
    ) -> (u64, Result<T, TokenError>) {
        let start = self.starts.read().unwrap_or_else(PoisonError::into_inner);
        let Some(slot) = self.slots.get(slot) else { return (*start, Err(TokenError::Gone)) };
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        let result = self.opened(&mut slot).and_then(call);
        // A failure to open a session is already in the log.
        if let Err(e) = &result
            && e.spoils_session()
            && slot.take().is_some()
            && e.is_pin()
        {
            log::say(&format!("worker: {}", log::chain(e)));
        }
        (*start, result)
    }

    fn opened<'a>(&self, slot: &'a mut Option<Token>) -> Result<&'a mut Token, TokenError> {
        if slot.is_none() {
            let token = Token::open(&self.module, &self.name, &self.keys, &self.login)
                .inspect_err(|e| log::say(&format!("worker: {}", log::chain(e))))?;
            log::say(&format!("worker: a session is open with {}", token.description()));
            *slot = Some(token);
        }
        slot.as_mut().ok_or(TokenError::Gone)
    }

    /// Restarts the module, unless another thread did so since `start`. No session is open meanwhile.
    fn restart(&self, start: u64) -> Result<(), TokenError> {
        let mut starts = self.starts.write().unwrap_or_else(PoisonError::into_inner);
        if *starts != start {
            return Ok(());
        }
        for slot in &self.slots {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        *starts += 1;
        self.module.restart(|line| log::say(&format!("worker: {line}")))
    }

    fn fault(&self, error: &TokenError) -> TokenFault {
        if is_unreadable(error) && number(&self.settings.pin_file) != self.pin_file {
            log::say("worker: the PIN file is another one than at start");
            self.lost.store(true, Ordering::SeqCst);
        }
        if error.is_pin() || self.login.is_stopped() {
            return TokenFault::PinStopped;
        }
        log::say(&format!("worker: {}", log::chain(error)));
        TokenFault::Token {
            sentence: format!(
                "{error}. On the signer's host, run `insignia-signer doctor` to find the cause"
            ),
        }
    }
}

fn number(path: &Path) -> Option<FileNumber> {
    std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

/// The reason to refuse a request that names the log's key, if any. That key signs checkpoints and no credential. No
/// other key signs checkpoints, since the token process itself names the key for those.
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

/// The pinned key of a request; it must be a point on its curve.
fn pinned_key(key: &token_protocol::PublicKey) -> Result<PublicKey, TokenError> {
    convert::key(key).ok_or(TokenError::Question)
}
fn is_unreadable(error: &TokenError) -> bool {
    let TokenError::Pin(cause) = error else { return false };
    matches!(cause.downcast_ref(), Some(PinFileError::Read(..)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_s_key_is_for_checkpoints_alone() {
        let label = || "checkpoint".to_owned();
        let public_key = || token_protocol::PublicKey { kind: KeyKind::Ed25519, point: String::new() };
        let sign = |label: String| Ask::Sign { label, public_key: public_key(), messages: Vec::new() };
        assert!(not_its_key(&sign(label())).is_some());
        assert!(not_its_key(&Ask::CreateKey { label: label(), kind: KeyKind::P256 }).is_some());
        assert!(not_its_key(&Ask::Destroy { label: label() }).is_some());
        assert!(not_its_key(&sign("badges".into())).is_none());
    }
}
