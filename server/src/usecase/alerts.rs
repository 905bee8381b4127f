//! The signer's alerts, with badge names in place of the signer's digests.

use super::Services;
use super::changes::ChangeError;
use crate::storage::{Marked, StorageError};
use domain::signer_event::beyond_mark;
use domain::{EventMark, KeyKeeper, SignerEvent, Timestamp};
use protocol::Noticed;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

impl Services {
    /// The newest events, oldest first.
    pub(crate) async fn alerts(&self) -> Result<Vec<SignerEvent>, ChangeError> {
        let noticed = self.signer.list_events().await?;
        let names = if noticed.iter().any(|event| event.badge.is_some()) {
            self.badge_names().await?
        } else {
            HashMap::new()
        };
        let event = |event: Noticed| SignerEvent {
            number: event.number,
            at: Timestamp::from_millis(event.at),
            kind: event.kind,
            says: event.says,
            badge: event.badge.and_then(|digest| names.get(&digest).cloned()),
        };
        Ok(noticed.into_iter().map(event).collect())
    }

    /// Those of these events that no member has viewed yet.
    pub(crate) async fn unviewed_alerts(
        &self,
        events: Vec<SignerEvent>,
    ) -> Result<Vec<SignerEvent>, StorageError> {
        let mark = self.storage.read().await?.event_mark(Marked::Viewed).await?;
        Ok(beyond_mark(mark.map(|(mark, _)| mark), events).0)
    }

    /// Records that a member has viewed all events up to this number.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn mark_alerts_viewed(&self, _keeper: &KeyKeeper, upto: u64) -> Result<(), ChangeError> {
        let mut events = self.alerts().await?;
        events.retain(|event| event.number <= upto);
        let mut tx = self.storage.begin().await?;
        let before = tx.event_mark(Marked::Viewed).await?.map(|(mark, _)| mark);
        let (new, _) = beyond_mark(before, events);
        if let Some(mark) = EventMark::beyond(before, &new) {
            tx.move_event_mark(Marked::Viewed, before, mark, self.clock.now()).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Name and version of each registered badge, by its digest at the signer.
    async fn badge_names(&self) -> Result<HashMap<String, String>, StorageError> {
        let versions = self.storage.read().await?.registered_achievements().await?;
        let named = versions.into_iter().filter_map(|(name, version, achievement)| {
            let value = serde_json::from_str(&achievement).ok()?;
            let digest = hex::encode(Sha256::digest(credentials::json::jcs(&value)));
            Some((digest, format!("“{name}”, version {version}")))
        });
        Ok(named.collect())
    }
}
