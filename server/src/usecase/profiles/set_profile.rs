//! Requests approval of a new profile. While it waits, it stays as it was sent.

use super::advance_profile::AdvanceProfile;
use crate::clock::Clock;
use crate::log::chain;
use crate::storage::{JobKind, Storage, StorageError, Transaction};
use crate::usecase::approval::{Publication, RegisterError, Standing};
use crate::usecase::job_queue::JobQueue;
use domain::{
    ApprovalEnd, Forbidden, Institution, InstitutionId, InstitutionProfile, Member, NumberedProfile, Version,
};
use std::sync::Arc;

/// The logo of a new profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NewLogo {
    /// The one in force.
    AsBefore,
    /// None.
    None,
    /// The stored picture with this SHA-256.
    Stored(String),
}

/// Why a profile was not sent for approval.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SetProfileError {
    /// The institution is not here.
    #[error("there is no such institution")]
    NotFound,
    /// The member may not request it.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// It equals the profile in force.
    #[error("the profile is in force already")]
    NothingNew,
    /// Another profile waits for approval.
    #[error("profile {0} waits for approval")]
    Waiting(Version),
    /// The form names a logo that was never uploaded.
    #[error("the logo is not here")]
    NoLogo,
    /// Requested again, it was declined at once.
    #[error("the profile was not approved")]
    NotApproved(ApprovalEnd),
    /// The signer did not register it.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Requests approval of profiles.
pub(crate) struct SetProfile {
    storage: Storage,
    clock: Arc<dyn Clock>,
    advance_profile: AdvanceProfile,
    jobs: JobQueue,
}

impl SetProfile {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        advance_profile: AdvanceProfile,
        jobs: JobQueue,
    ) -> Self {
        Self { storage, clock, advance_profile, jobs }
    }

    /// Requests approval of a profile, whose logo is `logo`. If people decided about the waiting one meanwhile, this is
    /// stored first. The same profile again is the same request.
    ///
    /// # Errors
    /// [`SetProfileError`].
    pub(crate) async fn set(
        &self,
        caller: &Member,
        profile: InstitutionProfile,
        logo: NewLogo,
    ) -> Result<Publication, SetProfileError> {
        let keeper = caller.may_keep_keys()?;
        let id = keeper.institution();
        if let Err(error) = self.look_again(caller).await {
            tracing::info!(error = chain(&error), "asking how far a profile has come, before saving");
        }
        let mut tx = self.storage.begin().await?;
        let institution = tx.institution(id).await?.ok_or(SetProfileError::NotFound)?;
        let logo = match logo {
            NewLogo::AsBefore => institution.logo.clone(),
            NewLogo::None => None,
            NewLogo::Stored(digest) => {
                tx.picture(&digest).await?.ok_or(SetProfileError::NoLogo)?;
                Some(digest)
            }
        };
        self.submit(&mut tx, caller, &institution, InstitutionProfile { logo, ..profile }).await?;
        tx.commit().await?;
        match self.advance_profile.advance(id).await? {
            Standing::InForce => Ok(Publication::InForce),
            Standing::Waiting(_) => Ok(Publication::Waiting),
            Standing::Ended(how) => Err(SetProfileError::NotApproved(how)),
        }
    }

    /// Stores how far the waiting profile has come. Nothing happens if none waits.
    ///
    /// # Errors
    /// [`SetProfileError::Forbidden`], [`SetProfileError::Register`], [`SetProfileError::Storage`].
    pub(crate) async fn look_again(&self, caller: &Member) -> Result<(), SetProfileError> {
        let keeper = caller.may_keep_keys()?;
        let pending = self.storage.read().await?.pending_profile(keeper.institution()).await?;
        if pending.is_some_and(|pending| pending.is_submitted()) {
            self.advance_profile.advance(keeper.institution()).await?;
        }
        Ok(())
    }

    /// Stores the profile and its job. From here on the job registers it, even if this process ends.
    async fn submit(
        &self,
        tx: &mut Transaction,
        caller: &Member,
        institution: &Institution,
        profile: InstitutionProfile,
    ) -> Result<(), SetProfileError> {
        let id = &institution.id;
        match tx.pending_profile(id).await? {
            Some(pending) if pending.is_submitted() && pending.new.profile == profile => {}
            Some(pending) if pending.is_submitted() => {
                return Err(SetProfileError::Waiting(pending.new.number));
            }
            _ if institution.profile() == profile => return Err(SetProfileError::NothingNew),
            ended => {
                let number = match ended {
                    Some(ended) => {
                        tx.remove_profile_approval(id, ended.new.number).await?;
                        tx.remove_profile(id, ended.new.number).await?;
                        ended.new.number
                    }
                    None => Version(1 + tx.profiles(id).await?.first().map_or(0, |newest| newest.number.0)),
                };
                self.add(tx, caller, id, (number, profile)).await?;
            }
        }
        let now = self.clock.now();
        Ok(self.jobs.enqueue_once(tx, JobKind::RegisterProfile, id.as_str(), now).await?)
    }

    async fn add(
        &self,
        tx: &mut Transaction,
        caller: &Member,
        id: &InstitutionId,
        (number, profile): (Version, InstitutionProfile),
    ) -> Result<(), StorageError> {
        let asked = self.clock.now();
        let member = Some(caller.id.clone());
        tx.add_profile(id, &NumberedProfile { number, profile, member, asked, in_force: None }).await?;
        tx.add_profile_approval(id, number, asked).await
    }
}
