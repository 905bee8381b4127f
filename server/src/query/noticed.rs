//! The signer's alerts.

use super::failed;
use super::key::{away, refused};
use crate::usecase::{AlertsError, Services, kept_institution};
use app::ApiError;
use app::view::NoticedPage;
use domain::Member;

impl Services {
    pub(super) async fn show_noticed(&self, caller: &Member) -> Result<NoticedPage, ApiError> {
        let keeper = caller.may_keep_keys().map_err(|_| ApiError::NotSetUp)?;
        kept_institution(&self.storage, &keeper).await.map_err(|error| refused(&error))?;
        let events = self.watching.alerts.list().await.map_err(|error| match error {
            AlertsError::Signer(error) => away(&error),
            AlertsError::Storage(error) => failed(&error),
        })?;
        let unseen = self.watching.alerts.unviewed(events.clone()).await.map_err(|error| failed(&error))?;
        Ok(NoticedPage {
            unseen: u32::try_from(unseen.len()).unwrap_or(u32::MAX),
            events,
            mail: self.keys.mail.clone(),
        })
    }
}
