//! The caller's own installation, for the comparison of its ledger with its database.

use crate::config::{Config, ConfigError};
use crate::log::chain;
use crate::storage::{Storage, StorageError};
use auditor::ledger::{Installation, Reconciliation, Row, compare_did_document};
use auditor::{DatabaseFact, DidFact, Entries, Fact, Finding, KeyFact};
use credentials::contexts::{ContextFileError, FurtherContexts};
use credentials::did::did_web_document_url;
use std::path::{Path, PathBuf};
use tokio::runtime::{Builder, Runtime};

/// How many rows are read at a time.
const AT_A_TIME: u32 = 500;

/// Configuration and database of an installation.
pub(super) struct OwnInstallation {
    config: Config,
    storage: Storage,
    contexts: FurtherContexts,
    runtime: Runtime,
}

/// Why the installation cannot be opened.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenError {
    /// The configuration is invalid.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A configured context is invalid.
    #[error(transparent)]
    Context(#[from] ContextFileError),
    /// The database does not answer: the installation could not be checked.
    #[error("{0}")]
    Unreadable(String),
}

impl OwnInstallation {
    /// Opens the installation of a configuration.
    ///
    /// # Errors
    /// [`OpenError`].
    pub(super) fn open(path: &Path) -> Result<Self, OpenError> {
        crate::cli::keep_to_oneself();
        let config = Config::load(path)?;
        let contexts = FurtherContexts::read(&config.context, |file| std::fs::read(file))?
            .with_general_path(jsonld::statements);
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| OpenError::Unreadable(error.to_string()))?;
        let storage = runtime.block_on(Storage::open(&config.database));
        let storage = storage.map_err(|error| OpenError::Unreadable(chain(&error)))?;
        Ok(Self { config, storage, contexts, runtime })
    }

    /// Gives every signed credential to the comparison, in the ledger's order. Returns how many wait for the signer.
    async fn rows(&self, reconciliation: &mut Reconciliation<'_>) -> Result<u64, StorageError> {
        let mut after = -1;
        let mut tx = self.storage.read().await?;
        loop {
            let rows = tx.ledgered(after, AT_A_TIME).await?;
            let Some((last, _)) = rows.last() else { break };
            after = i64::try_from(last.ledger_index).unwrap_or(i64::MAX);
            for (credential, proof) in &rows {
                reconciliation.row(&Row {
                    id: credential.id.as_str(),
                    ledger_index: credential.ledger_index,
                    document: &credential.document,
                    proof: proof.as_ref().map(|proof| (proof.entry.as_str(), proof.salt.as_str())),
                });
            }
        }
        let waiting = u64::from(tx.unsigned_credentials().await?);
        let reissues = tx.reissue_counts().await?;
        Ok(waiting + u64::from(reissues.asked.saturating_sub(reissues.done).saturating_sub(reissues.refused)))
    }
}

fn failed(error: &StorageError) -> DatabaseFact {
    DatabaseFact::Failed { error: chain(error) }
}

impl Installation for OwnInstallation {
    fn public_directory(&self) -> PathBuf {
        self.config.public_directory.clone()
    }

    fn stored_key(&self) -> Result<String, Fact> {
        let kept = self.runtime.block_on(async { self.storage.read().await?.newest_checkpoint().await });
        let kept = kept.map_err(|error| failed(&error))?;
        Ok(kept.map(|kept| kept.log_key).ok_or(KeyFact::NotStored)?)
    }

    fn reconcile(&self, entries: &Entries, findings: &mut Vec<Finding>) -> Result<(), DatabaseFact> {
        let mut reconciliation = Reconciliation::begin(entries, &self.contexts);
        let institution = self.runtime.block_on(async {
            let waiting = self.rows(&mut reconciliation).await?;
            findings.extend(reconciliation.finish(waiting));
            self.storage.read().await?.the_institution().await
        });
        let Some(institution) = institution.map_err(|error| failed(&error))? else { return Ok(()) };
        findings.push(match did_web_document_url(&institution.did) {
            Ok(url) => compare_did_document(&url, entries),
            Err(_) => Finding::note(DidFact::OwnKey { did: institution.did }),
        });
        Ok(())
    }
}
