//! Approval of a profile: the server asks the signer, people decide at its desk or on its host. Once the signer has
//! registered the profile, it is in force.
//!
//! Each step is stored with the state it was taken from, so concurrent callers are safe.

use crate::address::Addresses;
use crate::clock::Clock;
use crate::signer_client::SignerClient;
use crate::storage::{Storage, StorageError};
use crate::usecase::approval::{ApprovalSteps, RegisterError, Standing, Step};
use crate::usecase::profile;
use credentials::model::Class as _;
use domain::{Approval, InstitutionId, PendingProfile};
use protocol::Change;
use std::sync::Arc;

/// Asks the signer for the state of a profile that people have not approved yet.
#[derive(Clone)]
pub(crate) struct AdvanceProfile {
    storage: Storage,
    steps: ApprovalSteps,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
}

impl AdvanceProfile {
    pub(super) fn new(
        storage: Storage,
        signer: SignerClient,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
    ) -> Self {
        Self { storage, steps: ApprovalSteps::new(signer, clock.clone()), clock, addresses }
    }

    /// Asks the signer for the state of the institution's pending profile, and stores it.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub(crate) async fn advance(&self, id: &InstitutionId) -> Result<Standing, RegisterError> {
        let Some((pending, change)) = self.pending(id).await? else { return Ok(Standing::InForce) };
        let Step { store, standing } = self.steps.advance(&pending.approval, change, None).await;
        if let Some(to) = store {
            self.save_step(id, &pending, &to).await?;
        }
        let standing = standing?;
        if standing == Standing::InForce {
            self.put_in_force(id, &pending).await?;
        }
        Ok(standing)
    }

    /// The state of the pending profile as the signer reports it now, if it waits. Stores nothing.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub(crate) async fn look(&self, id: &InstitutionId) -> Result<Option<Standing>, RegisterError> {
        let Some((pending, change)) = self.pending(id).await? else { return Ok(None) };
        let Approval::Waiting(waiting) = &pending.approval else { return Ok(None) };
        Ok(Some(self.steps.look(waiting, change.digest()).await?))
    }

    /// The institution's pending profile, and the change that registers it. `None`: nothing is pending.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub(super) async fn pending(
        &self,
        id: &InstitutionId,
    ) -> Result<Option<(PendingProfile, Change)>, RegisterError> {
        let mut tx = self.storage.read().await?;
        let Some(pending) = tx.pending_profile(id).await? else { return Ok(None) };
        let institution = tx.institution(id).await?.ok_or(RegisterError::NotFound)?;
        let new = institution.with_profile(pending.new.profile.clone());
        let profile = profile(&self.addresses, &new).to_value().to_string();
        Ok(Some((pending, Change::SetProfile { issuer: new.did, profile })))
    }

    /// Stores a step, unless a concurrent caller stored one first.
    async fn save_step(
        &self,
        id: &InstitutionId,
        from: &PendingProfile,
        to: &Approval,
    ) -> Result<(), StorageError> {
        let mut tx = self.storage.begin().await?;
        if tx.pending_profile(id).await?.as_ref() == Some(from) {
            tx.save_profile_approval(id, from.new.number, to, self.clock.now()).await?;
        }
        tx.commit().await
    }

    /// The signer knows the profile: badges have it from now on.
    async fn put_in_force(&self, id: &InstitutionId, pending: &PendingProfile) -> Result<(), StorageError> {
        let mut tx = self.storage.begin().await?;
        if tx.remove_profile_approval(id, pending.new.number).await? {
            tx.profile_in_force(id, &pending.new, self.clock.now()).await?;
        }
        tx.commit().await
    }
}
