//! Holds the token: logs in at most once for each time a person allows it, and finds lost sessions again, once.

use super::mark::Mark;
use super::message::{Ask, Reply, TokenKey, WorkerFault};
use crate::config::TokenConfig;
use crate::ledger::checkpoint;
use crate::log;
use crate::token::{Module, Token, TokenError};
use credentials::log::Checkpoint;

/// Exit code of a worker that wants to be started again (`EX_TEMPFAIL`).
pub(crate) const RESTART: u8 = 75;

/// The module, and the token while it is logged in.
#[derive(Debug)]
pub(crate) struct Holder {
    module: Module,
    config: TokenConfig,
    mark: Mark,
    token: Option<Token>,
    lost: bool,
}

impl Holder {
    /// Loads the module; nothing is logged in yet.
    pub(crate) fn new(config: &TokenConfig, mark: Mark) -> Result<Self, TokenError> {
        Ok(Self {
            module: Module::load(&config.module)?,
            config: config.clone(),
            mark,
            token: None,
            lost: false,
        })
    }

    /// Finds the token and logs in, unless the mark forbids it.
    pub(crate) fn open(&mut self) -> Result<&mut Token, TokenError> {
        if self.token.is_none() {
            let token = Token::open(&self.module, &self.config, &self.mark)
                .inspect_err(|e| log::say(&format!("worker: {}", log::chain(e))))?;
            log::say(&format!("worker: logged in to {}", token.description()));
            self.token = Some(token);
        }
        self.token.as_mut().ok_or(TokenError::Gone)
    }

    /// Answers one question.
    pub(crate) fn answer(&mut self, ask: &Ask) -> Reply {
        if let Some(sentence) = not_its_key(ask) {
            return Reply::Fault { fault: WorkerFault::Token { sentence: sentence.to_owned() } };
        }
        match self.attempt(ask) {
            Ok(reply) => reply,
            Err(e) => Reply::Fault { fault: self.fault(&e) },
        }
    }

    /// Did the token fail in a way that only a fresh process may mend?
    pub(crate) fn is_lost(&self) -> bool {
        self.lost
    }

    fn attempt(&mut self, ask: &Ask) -> Result<Reply, TokenError> {
        let failed = match self.once(ask) {
            Err(e) if e.is_lost_session() => e,
            settled => return settled,
        };
        log::say(&format!("worker: {}; finding the token again", log::chain(&failed)));
        self.token = None;
        self.once(ask).inspect_err(|e| {
            // Neither a PIN that is stopped nor a key that is not there is mended by a fresh process, and one after the
            // other would be started.
            self.lost = e.is_lost_session() && !matches!(e, TokenError::NoKey(_));
            self.token = None;
        })
    }

    fn once(&mut self, ask: &Ask) -> Result<Reply, TokenError> {
        let token = self.open()?;
        match ask {
            Ask::Describe => {
                token.check()?;
                Ok(Reply::Token { description: token.description().to_owned() })
            }
            Ask::CreateKey { label } => {
                let key = token.create_key(label)?;
                Ok(Reply::Key(TokenKey { public_key: key.public_key, attributes: key.attributes }))
            }
            Ask::Destroy { label } => {
                token.destroy(label)?;
                Ok(Reply::Destroyed)
            }
            Ask::Sign { label, bytes } => {
                let mut message = [0; 64];
                hex::decode_to_slice(bytes, &mut message).map_err(|_| TokenError::MessageLength)?;
                Ok(Reply::Signature { signature: hex::encode(token.sign(label, &message)?) })
            }
            Ask::CreateCheckpointKey => {
                let key = token.create_key(checkpoint::LABEL)?;
                Ok(Reply::Key(TokenKey { public_key: key.public_key, attributes: key.attributes }))
            }
            Ask::SignCheckpoint { origin, size, root } => {
                let text = checkpoint_text(origin, *size, root).ok_or(TokenError::MessageLength)?;
                let signature = token.sign(checkpoint::LABEL, text.as_bytes())?;
                Ok(Reply::Signature { signature: hex::encode(signature) })
            }
        }
    }

    fn fault(&self, error: &TokenError) -> WorkerFault {
        if error.is_pin() || self.mark.stands() {
            return WorkerFault::PinStopped;
        }
        log::say(&format!("worker: {}", log::chain(error)));
        WorkerFault::Token {
            sentence: format!("{error}. On the signer's host, `insignia-signer doctor` says more"),
        }
    }
}

/// The log's key signs checkpoints and no credential; every other key signs no checkpoint, since the worker alone
/// chooses the key there.
fn not_its_key(ask: &Ask) -> Option<&'static str> {
    match ask {
        Ask::CreateKey { label } | Ask::Sign { label, .. } if label == checkpoint::LABEL => {
            Some("the key `checkpoint` signs checkpoints of the ledger and nothing else")
        }
        _ => None,
    }
}

/// What a checkpoint's signature is over. None when the parts make another text than a checkpoint of these parts.
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
    fn the_log_s_key_is_for_checkpoints_and_checkpoints_are_for_it() {
        let label = || "checkpoint".to_owned();
        assert!(not_its_key(&Ask::Sign { label: label(), bytes: "00".repeat(64) }).is_some());
        assert!(not_its_key(&Ask::CreateKey { label: label() }).is_some());
        assert!(not_its_key(&Ask::Sign { label: "badges".into(), bytes: "00".repeat(64) }).is_none());
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
