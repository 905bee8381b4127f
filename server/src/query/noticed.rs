//! The signer's alerts.

use super::failed;
use super::key::refused;
use crate::usecase::Services;
use app::ApiError;
use app::view::NoticedPage;
use domain::Member;

impl Services {
    pub(super) async fn show_noticed(&self, caller: &Member) -> Result<NoticedPage, ApiError> {
        let keeper = caller.may_keep_keys().map_err(|_| ApiError::NotSetUp)?;
        self.kept_institution(&keeper).await.map_err(|error| refused(&error))?;
        let events = self.alerts().await.map_err(|error| refused(&error))?;
        let unseen = self.unviewed_alerts(events.clone()).await.map_err(|error| failed(&error))?;
        Ok(NoticedPage {
            unseen: u32::try_from(unseen.len()).unwrap_or(u32::MAX),
            events,
            mail: self.keys.mail.clone(),
        })
    }
}
