//! Records which alerts a member has viewed.

use super::alerts::{Alerts, AlertsError};
use crate::clock::Clock;
use crate::storage::{Marked, Storage};
use domain::signer_event::beyond_mark;
use domain::{EventMark, KeyKeeper};
use std::sync::Arc;

/// Moves the read position of members.
pub(crate) struct MarkAlertsViewed {
    storage: Storage,
    clock: Arc<dyn Clock>,
    alerts: Alerts,
}

impl MarkAlertsViewed {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>, alerts: Alerts) -> Self {
        Self { storage, clock, alerts }
    }

    /// Records that a member has viewed all events up to this number.
    ///
    /// # Errors
    /// [`AlertsError`].
    pub(crate) async fn mark(&self, _keeper: &KeyKeeper, upto: u64) -> Result<(), AlertsError> {
        let mut events = self.alerts.list().await?;
        events.retain(|event| event.number <= upto);
        let mut tx = self.storage.begin().await?;
        let before = tx.event_mark(Marked::Viewed).await?.map(|(mark, _)| mark);
        let (new, _) = beyond_mark(before, events);
        if let Some(mark) = EventMark::beyond(before, &new) {
            tx.move_event_mark(Marked::Viewed, before, mark, self.clock.now()).await?;
        }
        Ok(tx.commit().await?)
    }
}
