//! The signer's alerts.

use super::{away, failed, refused};
use crate::storage::Storage;
use crate::usecase::{Alerts, AlertsError, kept_institution};
use app::ApiError;
use app::view::AlertsPage;
use domain::Member;

/// Queries for the page of alerts.
pub(super) struct AlertQueries {
    storage: Storage,
    alerts: Alerts,
    /// The key keeper's mail address, if one is configured.
    mail: Option<String>,
}

impl AlertQueries {
    pub(super) fn new(storage: Storage, alerts: Alerts, mail: Option<String>) -> Self {
        Self { storage, alerts, mail }
    }

    /// The newest alerts.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn alerts(&self, caller: &Member) -> Result<AlertsPage, ApiError> {
        let keeper = caller.may_keep_keys().map_err(|_| ApiError::NotSetUp)?;
        kept_institution(&self.storage, &keeper).await.map_err(|error| refused(&error))?;
        let events = self.alerts.list().await.map_err(|error| match error {
            AlertsError::Signer(error) => away(&error),
            AlertsError::Storage(error) => failed(&error),
        })?;
        let unseen = self.alerts.unviewed(events.clone()).await.map_err(|error| failed(&error))?;
        Ok(AlertsPage {
            unseen: u32::try_from(unseen.len()).unwrap_or(u32::MAX),
            events,
            mail: self.mail.clone(),
        })
    }
}
