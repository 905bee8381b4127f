//! Withdraws a profile that waits for approval, so that it can be changed.
//!
//! The signer is asked first. If this process ends before the answer is stored, the job finds that the request is gone,
//! and the profile counts as declined. In both cases it can be sent again.

use super::advance_profile::AdvanceProfile;
use crate::clock::Clock;
use crate::signer_client::SignerClient;
use crate::storage::{JobKind, Storage, StorageError};
use crate::usecase::approval::{WithdrawError, Withdrawn};
use crate::usecase::job_queue::JobQueue;
use domain::{Approval, ApprovalEnd, InstitutionId, Member, PendingProfile};
use protocol::Withdrawal;
use std::sync::Arc;

/// Withdraws profiles.
pub(crate) struct WithdrawProfile {
    storage: Storage,
    signer: SignerClient,
    clock: Arc<dyn Clock>,
    advance_profile: AdvanceProfile,
    jobs: JobQueue,
}

impl WithdrawProfile {
    pub(super) fn new(
        storage: Storage,
        signer: SignerClient,
        clock: Arc<dyn Clock>,
        advance_profile: AdvanceProfile,
        jobs: JobQueue,
    ) -> Self {
        Self { storage, signer, clock, advance_profile, jobs }
    }

    /// Withdraws the pending profile of the member's institution. Nothing happens if none waits.
    ///
    /// # Errors
    /// [`WithdrawError`].
    pub(crate) async fn withdraw(&self, caller: &Member) -> Result<Withdrawn, WithdrawError> {
        let keeper = caller.may_keep_keys()?;
        let id = keeper.institution();
        let Some((pending, change)) = self.advance_profile.pending(id).await? else {
            return Ok(Withdrawn::Withdrawn);
        };
        if !pending.is_submitted() {
            return Ok(Withdrawn::Withdrawn);
        }
        match self.signer.withdraw_change(change.digest()).await? {
            Withdrawal::Withdrawn => {
                self.record(id, &pending).await?;
                Ok(Withdrawn::Withdrawn)
            }
            Withdrawal::InForce => {
                self.advance_profile.advance(id).await?;
                Ok(Withdrawn::InForce)
            }
        }
    }

    /// Stores the withdrawal, unless the profile ended meanwhile. The job withdraws once more.
    async fn record(&self, id: &InstitutionId, withdrawn: &PendingProfile) -> Result<(), StorageError> {
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        let pending = tx.pending_profile(id).await?.filter(PendingProfile::is_submitted);
        if pending.is_some_and(|pending| pending.new == withdrawn.new) {
            let approval = Approval::Ended { how: ApprovalEnd::Withdrawn, at: now };
            tx.save_profile_approval(id, withdrawn.new.number, &approval, now).await?;
            self.jobs.enqueue_once(&mut tx, JobKind::RegisterProfile, id.as_str(), now).await?;
        }
        tx.commit().await
    }
}
