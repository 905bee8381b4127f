//! Holds the token: logs in at most once for each time a person allows it, and finds lost sessions again, once.

use super::mark::Mark;
use super::message::{Ask, Reply, TokenKey, WorkerFault};
use crate::config::TokenConfig;
use crate::log;
use crate::token::{Module, Token, TokenError};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

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
    /// The PIN file that this process may read: its walls know a file by its number, not by its name.
    pin_file: Option<FileNumber>,
}

/// Device and inode.
type FileNumber = (u64, u64);

impl Holder {
    /// Loads the module; nothing is logged in yet.
    pub(crate) fn new(config: &TokenConfig, mark: Mark) -> Result<Self, TokenError> {
        Ok(Self {
            module: Module::load(&config.module)?,
            config: config.clone(),
            mark,
            token: None,
            lost: false,
            pin_file: number(&config.pin_file),
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
        match self.attempt(ask) {
            Ok(reply) => reply,
            Err(e) => {
                if matches!(e, TokenError::PinFile(..)) && number(&self.config.pin_file) != self.pin_file {
                    log::say("worker: the PIN file is another one than at start");
                    self.lost = true;
                }
                Reply::Fault { fault: self.fault(&e) }
            }
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

fn number(path: &Path) -> Option<FileNumber> {
    std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}
