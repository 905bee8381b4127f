//! The job that waits for the approval of a frozen badge version.

use super::advance_badge::{AdvanceBadge, RegisterError, Standing, may_change};
use crate::clock::Clock;
use crate::storage::{Job, Storage};
use domain::{ApprovalEnd, BadgeDesignId, Timestamp, WaitingApproval};
use std::sync::Arc;

/// People are likely to decide within this many seconds of the request. The job asks more often in that time than
/// later.
const SOON: i64 = 600;
const LOOK_SOON: i64 = 2;
const LOOK_LATER: i64 = 30;

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
        let standing = match self.advance_badge.advance(id).await {
            Err(RegisterError::Signer(error)) if error.refusal().is_some_and(|no| !may_change(no.code)) => {
                Standing::Ended(ApprovalEnd::Refused { says: error.says() })
            }
            other => other?,
        };
        let mut tx = self.storage.begin().await?;
        match standing {
            Standing::Waiting(waiting) => tx.job_again(job, next_look(&waiting, now)).await?,
            Standing::Published | Standing::Ended(_) => {
                tx.finish_job(job).await?;
            }
        }
        Ok(tx.commit().await?)
    }
}

fn next_look(waiting: &WaitingApproval, now: Timestamp) -> Timestamp {
    let fresh = now < waiting.asked.plus_seconds(SOON);
    now.plus_seconds(if fresh { LOOK_SOON } else { LOOK_LATER })
}
