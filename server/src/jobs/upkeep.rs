//! Periodic work: alerts, key rotations, status lists.

use super::interval_timer::IntervalTimer;
use crate::clock::Clock;
use crate::log::chain;
use crate::usecase::{MailAlerts, RenewStatusLists, RequestDueRotations};
use std::sync::Arc;

/// How often the signer is asked for alerts, in seconds.
const ALERT_SECONDS: i64 = 60;
/// How often a due rotation is looked for, in seconds.
const ROTATION_SECONDS: i64 = 3_600;

/// The use cases that run by the clock.
pub(crate) struct Upkeep {
    clock: Arc<dyn Clock>,
    mail_alerts: MailAlerts,
    alert_timer: IntervalTimer,
    request_due_rotations: RequestDueRotations,
    rotation_timer: IntervalTimer,
    renew_status_lists: RenewStatusLists,
}

impl Upkeep {
    pub(crate) fn new(
        clock: Arc<dyn Clock>,
        mail_alerts: MailAlerts,
        request_due_rotations: RequestDueRotations,
        renew_status_lists: RenewStatusLists,
    ) -> Self {
        let (alert_timer, rotation_timer) = (IntervalTimer::default(), IntervalTimer::default());
        Self { clock, mail_alerts, alert_timer, request_due_rotations, rotation_timer, renew_status_lists }
    }

    /// Does what is due. A failure is logged, and the next round tries again.
    pub(super) async fn run(&self) {
        let now = self.clock.now();
        if self.alert_timer.is_due(ALERT_SECONDS, now)
            && let Err(error) = self.mail_alerts.mail().await
        {
            tracing::warn!(error = chain(&error), "mailing the signer's alerts");
        }
        if self.rotation_timer.is_due(ROTATION_SECONDS, now)
            && let Err(error) = self.request_due_rotations.request().await
        {
            tracing::warn!(
                error = chain(&error),
                "requesting the next key, or mailing that one is to be replaced"
            );
        }
        if let Err(error) = self.renew_status_lists.renew_due().await {
            tracing::error!(error = chain(&error), "looking for status lists that are due");
        }
    }
}
