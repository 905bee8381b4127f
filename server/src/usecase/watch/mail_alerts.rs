//! Mails the signer's alerts to the key keeper: each event once, all new events in one mail.

use super::alerts::{Alerts, AlertsError};
use super::write_alert_mail::WriteAlertMail;
use crate::clock::Clock;
use crate::storage::{Marked, Storage, StorageError};
use crate::usecase::mailbox::MailError;
use domain::signer_event::beyond_mark;
use domain::{EventMark, SignerEvent};
use std::sync::Arc;

/// The shortest time between two mails, in seconds: the next mail has all events since the last.
const QUIET_SECONDS: i64 = 900;

/// Why alerts were not mailed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MailAlertsError {
    /// The alerts are not known.
    #[error(transparent)]
    Alerts(#[from] AlertsError),
    /// The mail was not written.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Mails new alerts.
#[derive(Clone)]
pub(crate) struct MailAlerts {
    storage: Storage,
    clock: Arc<dyn Clock>,
    alerts: Alerts,
    write_alert_mail: WriteAlertMail,
}

impl MailAlerts {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        alerts: Alerts,
        write_alert_mail: WriteAlertMail,
    ) -> Self {
        Self { storage, clock, alerts, write_alert_mail }
    }

    /// Mails new events. Writes the mail before it moves the read position: after a crash in between, the same mail is
    /// written again under the same name.
    ///
    /// # Errors
    /// [`MailAlertsError`].
    pub(crate) async fn mail(&self) -> Result<(), MailAlertsError> {
        let now = self.clock.now();
        let mut tx = self.storage.read().await?;
        let (institution, mailed) = (tx.the_institution().await?, tx.event_mark(Marked::Mailed).await?);
        drop(tx);
        let Some(institution) = institution else { return Ok(()) };
        if mailed.is_some_and(|(_, at)| at <= now && now < at.plus_seconds(QUIET_SECONDS)) {
            return Ok(());
        }
        let before = mailed.map(|(mark, _)| mark);
        let (new, missed) = beyond_mark(before, self.alerts.list().await?);
        let Some(mark) = EventMark::beyond(before, &new) else { return Ok(()) };
        tracing::warn!(
            events = new.len(),
            missed,
            kinds = kinds(&new),
            "the signer noticed something unusual"
        );
        self.write_alert_mail.write(&institution, new, missed).await?;
        let mut tx = self.storage.begin().await?;
        tx.move_event_mark(Marked::Mailed, before, mark, now).await?;
        Ok(tx.commit().await?)
    }
}

/// The distinct kinds of these events, for the log.
fn kinds(events: &[SignerEvent]) -> String {
    let mut kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.join(" ")
}
