//! Publishing the ledger: a separate thread writes tiles and checkpoint asynchronously.

use super::handshake::Handshake;
use super::log_keys::LogKeys;
use crate::environment::Token;
use crate::ledger::LedgerError;
use crate::log;
use crate::signer::issuers::Documents;
use crate::signer::ledger_handle::LedgerHandle;
use journal::Publisher;
use protocol::{Fault, Problem};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Minimum time between two publications; entries in between are published together.
const PAUSE: Duration = Duration::from_millis(500);

/// Delay before a retry: the token is away, the disk is full.
const AGAIN: Duration = Duration::from_secs(1);
/// The same for DID documents.
const DOCUMENTS_AGAIN: Duration = Duration::from_secs(5);

/// Publishes tiles, checkpoints, and DID documents that are behind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Publish<'a> {
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) log_keys: &'a LogKeys,
    pub(crate) token: &'a dyn Token,
    pub(crate) documents: &'a Documents,
    pub(crate) handshake: &'a Handshake,
}

impl Publish<'_> {
    /// Publishes in an endless loop.
    pub(crate) fn keep_publishing(self, publisher: &Mutex<Publisher>) {
        let mut publisher = publisher.lock().unwrap_or_else(PoisonError::into_inner);
        let mut said = String::new();
        let mut documents_at = Instant::now();
        loop {
            if Instant::now() >= documents_at
                && let Err(problem) = self.documents.catch_up(self.ledger, self.handshake)
            {
                log::say(&format!("a DID document is behind for now: {problem}"));
                documents_at = Instant::now() + DOCUMENTS_AGAIN;
            }
            let failed = self.publish(&mut publisher).err();
            let says = failed.map_or_else(String::new, |fault| fault.reason.to_string());
            if says != said && !says.is_empty() {
                log::say(&format!("nothing is published for now: {says}"));
            }
            said = says;
            std::thread::sleep(PAUSE);
            publisher.wait(AGAIN);
        }
    }

    /// Publishes once everything that is recorded. For a process without a publishing thread.
    ///
    /// # Errors
    /// [`Problem`] if the token does not sign the checkpoint, or a public file cannot be written.
    pub(crate) fn publish_once(self, publisher: &Mutex<Publisher>) -> Result<(), Problem> {
        let mut publisher = publisher.lock().unwrap_or_else(PoisonError::into_inner);
        self.documents.catch_up(self.ledger, self.handshake)?;
        publisher.wait(Duration::ZERO);
        Ok(self.publish(&mut publisher)?)
    }

    /// Tiles first, then the checkpoint that names them.
    fn publish(self, publisher: &mut Publisher) -> Result<(), Fault> {
        publisher.write_tiles().map_err(LedgerError::from)?;
        let (pinned, key) = self.log_keys.key(self.ledger)?;
        // After a rollback a checkpoint would commit to other entries at the same places, and contradict a
        // published one.
        if self.ledger.lock()?.state().rolled_back.is_some() {
            return Ok(());
        }
        let Some(checkpoint) = publisher.unsigned(&key) else { return Ok(()) };
        let signature =
            self.token.sign_checkpoint(&pinned, &checkpoint.origin, checkpoint.size, &checkpoint.root)?;
        let written = publisher.write_checkpoint(&key, &checkpoint, &signature);
        Ok(written.map_err(LedgerError::from)?)
    }
}
