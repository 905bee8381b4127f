//! Approval of a frozen badge version: the server asks the signer, people decide at its desk or on its host. Once the
//! signer has registered the version, it is public.
//!
//! The publishing member asks, and so does the job until there is a decision. A member who looks again asks at once.
//! Each step is stored with the state it was taken from, so concurrent callers are safe.

use crate::clock::Clock;
use crate::signer_client::{SignerClient, SignerError};
use crate::storage::{Storage, StorageError, StoredVersion};
use crate::usecase::waiting_change;
use domain::{Approval, ApprovalEnd, BadgeDesign, BadgeDesignId, PendingVersion, WaitingApproval};
use protocol::{Change, Decision, RefusalCode, Withdrawal};
use std::sync::Arc;

/// State of a frozen version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The signer knows it: it is public. Nothing is pending.
    Published,
    /// It waits for approval.
    Waiting(WaitingApproval),
    /// It ended without registration.
    Ended(ApprovalEnd),
}

/// Why the state of a frozen version is not known.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RegisterError {
    /// The design or version of the job is not in the database.
    #[error("the badge of this job is not here")]
    NotFound,
    /// The signer was not reached, or refused.
    #[error("asking the signer to register the badge")]
    Signer(#[from] SignerError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Asks the signer for the state of a frozen version.
#[derive(Clone)]
pub(crate) struct AdvanceBadge {
    storage: Storage,
    signer: SignerClient,
    clock: Arc<dyn Clock>,
}

impl AdvanceBadge {
    pub(super) fn new(storage: Storage, signer: SignerClient, clock: Arc<dyn Clock>) -> Self {
        Self { storage, signer, clock }
    }

    /// Asks the signer for the state of the design's frozen version, and stores it.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub(crate) async fn advance(&self, id: &BadgeDesignId) -> Result<Standing, RegisterError> {
        let Some(Frozen { design, pending, version: frozen, change, picture }) =
            frozen(&self.storage, id).await?
        else {
            return Ok(Standing::Published);
        };
        let answer = match &pending.approval {
            Approval::Ended { how: ApprovalEnd::Withdrawn, .. } => {
                // A proposal that was on its way may have reached the signer after the withdrawal.
                match self.signer.withdraw_change(change.digest()).await? {
                    Withdrawal::Withdrawn => return Ok(Standing::Ended(ApprovalEnd::Withdrawn)),
                    Withdrawal::InForce => Ok(Decision::Done { leaf: None }),
                }
            }
            Approval::Ended { how, .. } => return Ok(Standing::Ended(how.clone())),
            Approval::Asking { .. } => self.propose(change, picture).await,
            // While the version waits, its achievement is not sent again.
            Approval::Waiting(_) => self.signer.look_up_change(change.digest()).await,
        };
        match answer {
            Ok(Decision::Done { .. }) => {
                self.finish_publication(&design, &pending, &frozen).await?;
                Ok(Standing::Published)
            }
            Ok(Decision::Waiting(waiting)) => {
                let waiting = waiting_change(waiting).waiting;
                self.save_step(id, &pending, Approval::Waiting(waiting.clone())).await?;
                Ok(Standing::Waiting(waiting))
            }
            Err(error) => self.not_registered(id, &pending, error).await,
        }
    }

    /// Proposes a version. Before that the signer gets the picture that the version is bound to.
    async fn propose(&self, change: Change, picture: Option<Vec<u8>>) -> Result<Decision, SignerError> {
        if let Some(picture) = picture {
            self.signer.keep_picture(&picture).await?;
        }
        self.signer.propose(change).await
    }

    /// The state of the design's frozen version as the signer reports it now, if it waits. Stores nothing.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub(crate) async fn look(&self, id: &BadgeDesignId) -> Result<Option<Standing>, RegisterError> {
        let Some(Frozen { pending, change, .. }) = frozen(&self.storage, id).await? else { return Ok(None) };
        let Approval::Waiting(waiting) = &pending.approval else { return Ok(None) };
        match self.signer.look_up_change(change.digest()).await {
            Ok(Decision::Done { .. }) => Ok(Some(Standing::Published)),
            Ok(Decision::Waiting(waiting)) => Ok(Some(Standing::Waiting(waiting_change(waiting).waiting))),
            Err(error) if error.refusal().is_some_and(|no| no.code == RefusalCode::UnknownChange) => {
                Ok(Some(Standing::Ended(waiting.end(self.clock.now()))))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Maps a refusal or a fault to the state of the version.
    async fn not_registered(
        &self,
        id: &BadgeDesignId,
        pending: &PendingVersion,
        error: SignerError,
    ) -> Result<Standing, RegisterError> {
        let at = self.clock.now();
        let code = error.refusal().map(|refusal| refusal.code);
        match (&pending.approval, code) {
            (Approval::Waiting(waiting), Some(RefusalCode::UnknownChange)) => {
                let how = waiting.end(at);
                self.save_step(id, pending, Approval::Ended { how: how.clone(), at }).await?;
                Ok(Standing::Ended(how))
            }
            (_, Some(code)) if !may_change(code) => {
                let how = ApprovalEnd::Refused { says: error.says() };
                self.save_step(id, pending, Approval::Ended { how, at }).await?;
                Err(error.into())
            }
            (Approval::Asking { .. }, _) => {
                let last_problem = Some(error.says());
                self.save_step(id, pending, Approval::Asking { last_problem }).await?;
                Err(error.into())
            }
            (Approval::Waiting(_) | Approval::Ended { .. }, _) => Err(error.into()),
        }
    }

    /// Stores a step, unless a concurrent caller stored one first.
    async fn save_step(
        &self,
        id: &BadgeDesignId,
        from: &PendingVersion,
        to: Approval,
    ) -> Result<(), StorageError> {
        if from.approval == to {
            return Ok(());
        }
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

/// Is this refusal only temporary?
pub(super) fn may_change(code: RefusalCode) -> bool {
    matches!(code, RefusalCode::TooManyWaiting | RefusalCode::WrongVersion)
}
