//! Approval of a frozen badge version: the server asks the signer, people decide at its desk or on its host. Once the
//! signer has registered the version, it is public.
//!
//! The publishing member asks, and so does the job until there is a decision. A member who looks again asks at once.
//! Each step is stored with the state it was taken from, so concurrent callers are safe.

use crate::clock::Clock;
use crate::signer_client::SignerClient;
use crate::storage::{Storage, StorageError, StoredVersion};
use crate::usecase::approval::{ApprovalSteps, RegisterError, Standing, Step};
use domain::{Approval, BadgeDesign, BadgeDesignId, PendingVersion};
use protocol::Change;
use std::sync::Arc;

/// Asks the signer for the state of a frozen version.
#[derive(Clone)]
pub(crate) struct AdvanceBadge {
    storage: Storage,
    steps: ApprovalSteps,
    clock: Arc<dyn Clock>,
}

impl AdvanceBadge {
    pub(super) fn new(storage: Storage, signer: SignerClient, clock: Arc<dyn Clock>) -> Self {
        Self { storage, steps: ApprovalSteps::new(signer, clock.clone()), clock }
    }

    /// Asks the signer for the state of the design's frozen version, and stores it.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub(crate) async fn advance(&self, id: &BadgeDesignId) -> Result<Standing, RegisterError> {
        let Some(Frozen { design, pending, version: frozen, change, picture }) =
            frozen(&self.storage, id).await?
        else {
            return Ok(Standing::InForce);
        };
        let Step { store, standing } = self.steps.advance(&pending.approval, change, picture).await;
        if let Some(to) = store {
            self.save_step(id, &pending, to).await?;
        }
        let standing = standing?;
        if standing == Standing::InForce {
            self.finish_publication(&design, &pending, &frozen).await?;
        }
        Ok(standing)
    }

    /// The state of the design's frozen version as the signer reports it now, if it waits. Stores nothing.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub(crate) async fn look(&self, id: &BadgeDesignId) -> Result<Option<Standing>, RegisterError> {
        let Some(Frozen { pending, change, .. }) = frozen(&self.storage, id).await? else { return Ok(None) };
        let Approval::Waiting(waiting) = &pending.approval else { return Ok(None) };
        Ok(Some(self.steps.look(waiting, change.digest()).await?))
    }

    /// Stores a step, unless a concurrent caller stored one first.
    async fn save_step(
        &self,
        id: &BadgeDesignId,
        from: &PendingVersion,
        to: Approval,
    ) -> Result<(), StorageError> {
        let mut tx = self.storage.begin().await?;
        if tx.design(id).await?.and_then(|design| design.pending).as_ref() == Some(from) {
            let pending = PendingVersion { version: from.version, approval: to };
            tx.save_approval(id, &pending, self.clock.now()).await?;
        }
        tx.commit().await
    }

    /// The signer knows the version: it is public from now on.
    async fn finish_publication(
        &self,
        design: &BadgeDesign,
        pending: &PendingVersion,
        frozen: &StoredVersion,
    ) -> Result<(), RegisterError> {
        let mut tx = self.storage.begin().await?;
        if tx.remove_approval(&design.id, pending.version).await? {
            let draft = tx.design(&design.id).await?.ok_or(RegisterError::NotFound)?;
            tx.version_registered(&frozen.design, frozen.version, self.clock.now()).await?;
            tx.design_published(&frozen.design, frozen.version, !frozen.equals(&draft)).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// A frozen version that is not published, and the change that registers it.
pub(super) struct Frozen {
    pub(super) design: BadgeDesign,
    pub(super) pending: PendingVersion,
    pub(super) version: StoredVersion,
    pub(super) change: Change,
    /// The picture, if the version is bound to its digest.
    pub(super) picture: Option<Vec<u8>>,
}

/// Reads the design's frozen version. `None`: nothing is pending.
pub(super) async fn frozen(storage: &Storage, id: &BadgeDesignId) -> Result<Option<Frozen>, RegisterError> {
    let mut tx = storage.read().await?;
    let design = tx.design(id).await?.ok_or(RegisterError::NotFound)?;
    let Some(pending) = design.pending.clone() else { return Ok(None) };
    let version = tx.version(id, pending.version).await?.ok_or(RegisterError::NotFound)?;
    let institution = tx.institution(&design.institution).await?.ok_or(RegisterError::NotFound)?;
    let change = Change::RegisterBadge {
        issuer: institution.did,
        achievement: version.achievement.clone(),
        per_recipient: version.per_recipient.clone(),
    };
    let is_bound = version.picture_digest().is_some();
    let picture = if is_bound { tx.picture(&version.picture).await?.map(|kept| kept.bytes) } else { None };
    Ok(Some(Frozen { design, pending, version, change, picture }))
}
