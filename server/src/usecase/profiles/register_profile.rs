//! The job that waits for the approval of a profile.

use super::advance_profile::AdvanceProfile;
use crate::clock::Clock;
use crate::storage::{Job, Storage};
use crate::usecase::approval::{RegisterError, finish_or_wait};
use domain::InstitutionId;
use std::sync::Arc;

/// Asks again until there is a decision.
#[derive(Clone)]
pub(crate) struct RegisterProfile {
    storage: Storage,
    clock: Arc<dyn Clock>,
    advance_profile: AdvanceProfile,
}

impl RegisterProfile {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>, advance_profile: AdvanceProfile) -> Self {
        Self { storage, clock, advance_profile }
    }

    /// Runs the job: it is finished once there is nothing left to wait for.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub(crate) async fn register(&self, job: &Job, id: &InstitutionId) -> Result<(), RegisterError> {
        let now = self.clock.now();
        finish_or_wait(&self.storage, job, now, self.advance_profile.advance(id).await).await
    }
}
