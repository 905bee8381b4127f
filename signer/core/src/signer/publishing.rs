//! Publishing the ledger: a separate thread writes tiles and checkpoint asynchronously.

use super::Signer;
use super::signing::self_check;
use crate::ledger::record::Record;
use crate::ledger::{LedgerError, log_key};
use crate::log;
use credentials::multikey::PublicKey;
use journal::LogKey;
use journal::Publisher;
use protocol::{Fault, Problem};
use std::sync::PoisonError;
use std::time::{Duration, Instant};

/// Minimum time between two publications; entries in between are published together.
const PAUSE: Duration = Duration::from_millis(500);

/// Delay before a retry: the token is away, the disk is full.
const AGAIN: Duration = Duration::from_secs(1);
/// The same for DID documents.
const DOCUMENTS_AGAIN: Duration = Duration::from_secs(5);

impl Signer {
    /// Publishes in an endless loop.
    pub fn keep_publishing(&self) {
        let mut publisher = self.publisher.lock().unwrap_or_else(PoisonError::into_inner);
        let mut said = String::new();
        let mut documents_at = Instant::now();
        loop {
            if Instant::now() >= documents_at
                && let Err(problem) = self.catch_up_documents()
            {
                log::say(&format!("a DID document is behind for now: {problem}"));
                documents_at = Instant::now() + DOCUMENTS_AGAIN;
            }
            let failed = self.publish(&mut publisher).err();
            let says = failed.map_or_else(String::new, |fault| fault.sentence);
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
    pub fn publish_once(&self) -> Result<(), Problem> {
        let mut publisher = self.publisher.lock().unwrap_or_else(PoisonError::into_inner);
        self.catch_up_documents()?;
        publisher.wait(Duration::ZERO);
        Ok(self.publish(&mut publisher)?)
    }

    /// Tiles first, then the checkpoint that names them.
    fn publish(&self, publisher: &mut Publisher) -> Result<(), Fault> {
        publisher.write_tiles().map_err(LedgerError::from)?;
        let (pinned, key) = self.log_key()?;
        // After a rollback a checkpoint would commit to other entries at the same places, and contradict a
        // published one.
        if self.ledger()?.state().rolled_back.is_some() {
            return Ok(());
        }
        let Some(checkpoint) = publisher.unsigned(&key) else { return Ok(()) };
        let signature =
            self.token.sign_checkpoint(&pinned, &checkpoint.origin, checkpoint.size, &checkpoint.root)?;
        let written = publisher.write_checkpoint(&key, &checkpoint, &signature);
        Ok(written.map_err(LedgerError::from)?)
    }

    /// Address below which the ledger's files lie.
    pub(super) fn ledger_address(&self) -> String {
        format!("{}/ledger", self.policy.public_url())
    }

    /// The log's key as pinned; if none is pinned, the token makes one.
    pub(super) fn log_key(&self) -> Result<(PublicKey, LogKey), Fault> {
        let pinned = self.ledger()?.state().checkpoint_key;
        let key = if let Some(key) = pinned {
            key
        } else {
            let (key, attributes) = self.token.create_checkpoint_key()?;
            let mut ledger = self.ledger()?;
            if ledger.state().keys.iter().any(|other| other.public_key == key) {
                return Err(self_check("the token's key `checkpoint` is one that signs credentials"));
            }
            let record = Record::CheckpointKey {
                public_key: key.multibase(),
                created: self.now().millis(),
                attributes,
            };
            let named = self.named(&key)?;
            // A concurrent request may have pinned it already: the token has one key of this label.
            if ledger.state().checkpoint_key.is_none() {
                Self::note(&mut ledger, record)?;
                log::say(&format!("ledger: its checkpoints are signed by {}", named.published()));
            }
            key
        };
        Ok((key, self.named(&key)?))
    }

    /// A key under the log's name.
    pub(super) fn named(&self, key: &PublicKey) -> Result<LogKey, Fault> {
        log_key(&self.origin, key).map_err(|_| self_check("the log's key is no Ed25519 key"))
    }
}
