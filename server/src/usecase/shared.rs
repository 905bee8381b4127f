//! What the use cases share.

use super::checked_signer::CheckedSigner;
use super::job_queue::JobQueue;
use super::mailbox::Mailbox;
use super::status_indexes::StatusIndexes;
use crate::address::Addresses;
use crate::clock::Clock;
use crate::signer_client::SignerClient;
use crate::storage::Storage;
use credentials::contexts::FurtherContexts;
use std::path::PathBuf;
use std::sync::Arc;

/// The dependencies of use cases, made once at the start. The constructor of each group gives each use case those that it
/// needs; no use case keeps this struct.
pub(crate) struct Shared {
    pub(crate) storage: Storage,
    pub(crate) signer: SignerClient,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) addresses: Addresses,
    pub(crate) contexts: FurtherContexts,
    pub(crate) jobs: JobQueue,
    pub(super) indexes: StatusIndexes,
    pub(super) checked_signer: CheckedSigner,
    pub(super) mailbox: Mailbox,
}

impl Shared {
    /// `signer` presents the checkpoints in `storage`; `contexts` are the configured ones.
    pub(crate) fn new(
        storage: Storage,
        signer: SignerClient,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        contexts: FurtherContexts,
        mail_directory: PathBuf,
    ) -> Self {
        Self {
            jobs: JobQueue::new(clock.clone()),
            indexes: StatusIndexes::new(clock.clone()),
            checked_signer: CheckedSigner::new(signer.clone(), storage.clone(), contexts.clone()),
            mailbox: Mailbox::new(mail_directory),
            storage,
            signer,
            clock,
            addresses,
            contexts,
        }
    }
}
