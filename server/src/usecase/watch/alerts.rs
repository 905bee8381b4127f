//! The signer's alerts, with badge names in place of the signer's digests.

use crate::signer_client::{SignerClient, SignerError};
use crate::storage::{Marked, Storage, StorageError};
use domain::signer_event::beyond_mark;
use domain::{EventKind, SignerEvent, Timestamp};
use messages::Language;
use protocol::Noticed;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

/// Why the alerts are not known.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AlertsError {
    /// The signer refused, or does not answer.
    #[error("asking the signer for its alerts")]
    Signer(#[from] SignerError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Reads the signer's alerts.
#[derive(Clone)]
pub(crate) struct Alerts {
    storage: Storage,
    signer: SignerClient,
}

impl Alerts {
    pub(super) fn new(storage: Storage, signer: SignerClient) -> Self {
        Self { storage, signer }
    }

    /// The newest events, oldest first.
    ///
    /// # Errors
    /// [`AlertsError`].
    pub(crate) async fn list(&self) -> Result<Vec<SignerEvent>, AlertsError> {
        let alerts = self.signer.list_events().await?;
        let names = if alerts.iter().any(|event| event.alert.badge().is_some()) {
            self.badge_names().await?
        } else {
            HashMap::new()
        };
        let event = |event: Noticed| SignerEvent {
            number: event.number,
            at: Timestamp::from_millis(event.at),
            kind: event.alert.kind().to_owned(),
            says: Language::English.alert(&event.alert),
            badge: event.alert.badge().and_then(|digest| names.get(digest).cloned()),
        };
        Ok(alerts.into_iter().map(event).collect())
    }

    /// Those of these events that no member has viewed yet.
    ///
    /// # Errors
    /// [`StorageError`].
    pub(crate) async fn unviewed(&self, events: Vec<SignerEvent>) -> Result<Vec<SignerEvent>, StorageError> {
        let mark = self.storage.read().await?.event_mark(Marked::Viewed).await?;
        Ok(beyond_mark(mark.map(|(mark, _)| mark), events).0)
    }

    /// Urgent alerts that no member has viewed.
    ///
    /// # Errors
    /// [`AlertsError`].
    pub(crate) async fn pressing(&self) -> Result<Vec<SignerEvent>, AlertsError> {
        let mut events = self.list().await?;
        events.retain(|event| EventKind::of(&event.kind).is_pressing());
        Ok(self.unviewed(events).await?)
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
