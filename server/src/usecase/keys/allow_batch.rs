//! Approval of a batch: people can allow exactly the credentials that wait for the ceilings, each once, whatever the
//! ceilings.

use super::changes::{Asked, ChangeError, ChangeRequests, kept_institution};
use crate::address::Addresses;
use crate::secret::digest;
use crate::storage::Storage;
use credentials::contexts::FurtherContexts;
use credentials::lint::{UnsignedCredential, lint_with};
use domain::fault::KeyFault;
use domain::{BadgeVersionId, KeyKeeper};
use protocol::{Change, MAX_ALLOWED};
use std::collections::BTreeMap;

/// Requests approval of the credentials that wait.
pub(crate) struct AllowBatch {
    storage: Storage,
    addresses: Addresses,
    contexts: FurtherContexts,
    changes: ChangeRequests,
}

impl AllowBatch {
    pub(super) fn new(
        storage: Storage,
        addresses: Addresses,
        contexts: FurtherContexts,
        changes: ChangeRequests,
    ) -> Self {
        Self { storage, addresses, contexts, changes }
    }

    /// Requests one batch per badge for all credentials that wait at the signer. Empty: the signer was shown none that
    /// wait.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn allow(&self, keeper: &KeyKeeper) -> Result<Vec<Asked>, ChangeError> {
        let issuer = kept_institution(&self.storage, keeper).await?.did;
        let mut tx = self.storage.read().await?;
        let waiting = tx.waiting_texts(keeper.institution()).await?;
        drop(tx);
        let mut batches: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (BadgeVersionId { design, version }, text) in waiting {
            batches.entry(self.addresses.achievement(&design, version)).or_default().push(text);
        }
        let mut asked = Vec::new();
        for (achievement, texts) in batches {
            for part in texts.chunks(MAX_ALLOWED) {
                let (issuer, achievement) = (issuer.clone(), achievement.clone());
                let digests = self.digests(part.to_vec()).await?;
                asked.push(self.changes.ask_for(Change::AllowBatch { issuer, achievement, digests }).await?);
            }
        }
        Ok(asked)
    }

    /// The digests that the signer compares: the SHA-256 of each canonical form. Computed on a blocking thread.
    async fn digests(&self, texts: Vec<String>) -> Result<Vec<String>, ChangeError> {
        let contexts = self.contexts.clone();
        let work = tokio::task::spawn_blocking(move || {
            let of = |text: &String| {
                let unsigned = UnsignedCredential::parse(text.as_bytes()).ok()?;
                let linted = lint_with(unsigned, &contexts.extra()).ok()?;
                Some(digest(linted.canonical().as_bytes()))
            };
            texts.iter().map(of).collect::<Option<Vec<_>>>()
        });
        work.await.ok().flatten().ok_or(ChangeError::Typed(KeyFault::Unreadable))
    }
}
