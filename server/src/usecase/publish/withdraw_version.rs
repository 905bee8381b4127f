//! Withdraws a frozen version that waits for approval, so that its design can be changed.
//!
//! The signer is asked first. If this process ends before the answer is stored, the job finds that the request is gone,
//! and the version counts as declined. In both cases it can be sent again.

use super::advance_badge::{AdvanceBadge, Frozen, frozen};
use crate::clock::Clock;
use crate::signer_client::SignerClient;
use crate::storage::{JobKind, Storage, StorageError};
use crate::usecase::approval::{WithdrawError, Withdrawn};
use crate::usecase::job_queue::JobQueue;
use domain::{Approval, ApprovalEnd, BadgeDesignId, Member, PendingVersion};
use protocol::Withdrawal;
use std::sync::Arc;

/// Withdraws frozen versions.
pub(crate) struct WithdrawVersion {
    storage: Storage,
    signer: SignerClient,
    clock: Arc<dyn Clock>,
    advance_badge: AdvanceBadge,
    jobs: JobQueue,
}

impl WithdrawVersion {
    pub(super) fn new(
        storage: Storage,
        signer: SignerClient,
        clock: Arc<dyn Clock>,
        advance_badge: AdvanceBadge,
        jobs: JobQueue,
    ) -> Self {
        Self { storage, signer, clock, advance_badge, jobs }
    }

    /// Withdraws the design's frozen version. Nothing happens if none waits.
    ///
    /// # Errors
    /// [`WithdrawError`].
    pub(crate) async fn withdraw(
        &self,
        caller: &Member,
        id: &BadgeDesignId,
    ) -> Result<Withdrawn, WithdrawError> {
        let designer = caller.may_design()?;
        let own = self.storage.read().await?.design(id).await?;
        if own.is_none_or(|design| &design.institution != designer.institution()) {
            return Err(WithdrawError::NotFound);
        }
        let Some(Frozen { design, pending, change, .. }) = frozen(&self.storage, id).await? else {
            return Ok(Withdrawn::Withdrawn);
        };
        if !design.is_submitted() {
            return Ok(Withdrawn::Withdrawn);
        }
        match self.signer.withdraw_change(change.digest()).await? {
            Withdrawal::Withdrawn => {
                self.record(id, &pending).await?;
                Ok(Withdrawn::Withdrawn)
            }
            Withdrawal::InForce => {
                self.advance_badge.advance(id).await?;
                Ok(Withdrawn::InForce)
            }
        }
    }

    /// Stores the withdrawal, unless the version ended meanwhile. The job withdraws once more.
    async fn record(&self, id: &BadgeDesignId, pending: &PendingVersion) -> Result<(), StorageError> {
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        let design = tx.design(id).await?.filter(domain::BadgeDesign::is_submitted);
        if design.and_then(|design| design.pending).is_some_and(|now| now.version == pending.version) {
            let approval = Approval::Ended { how: ApprovalEnd::Withdrawn, at: now };
            tx.save_approval(id, &PendingVersion { version: pending.version, approval }, now).await?;
            self.jobs.enqueue_once(&mut tx, JobKind::RegisterBadge, id.as_str(), now).await?;
        }
        tx.commit().await
    }
}
