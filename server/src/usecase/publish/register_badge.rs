//! The job that waits for the approval of a frozen badge version.

use super::advance_badge::AdvanceBadge;
use crate::clock::Clock;
use crate::storage::{Job, Storage};
use crate::usecase::approval::{RegisterError, finish_or_wait};
use domain::BadgeDesignId;
use std::sync::Arc;

/// Asks again until there is a decision.
#[derive(Clone)]
pub(crate) struct RegisterBadge {
    storage: Storage,
    clock: Arc<dyn Clock>,
    advance_badge: AdvanceBadge,
}

impl RegisterBadge {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>, advance_badge: AdvanceBadge) -> Self {
        Self { storage, clock, advance_badge }
    }

    /// Runs the job: it is finished once there is nothing left to wait for.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub(crate) async fn register(&self, job: &Job, id: &BadgeDesignId) -> Result<(), RegisterError> {
        let now = self.clock.now();
        finish_or_wait(&self.storage, job, now, self.advance_badge.advance(id).await).await
    }
}
