//! Mails the key keeper 30, 7 and 1 days before a rotation is due, and when the next key waits for approval.

use super::changes::ChangeError;
use super::request_next_key::NextKey;
use crate::address::Addresses;
use crate::clock::Clock;
use crate::mail::{KeyMail, NextStep};
use crate::storage::{Storage, StorageError};
use crate::usecase::mailbox::{MailError, Mailbox};
use domain::{Institution, IssuerKey, Timestamp, rotation};
use std::sync::Arc;

/// Why no notice was sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoticeError {
    /// The signer does not answer which key signs, or refuses the next one.
    #[error("asking for the key that signs next")]
    Keys(#[from] ChangeError),
    /// The mail was not written.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Mails notices of due rotations.
#[derive(Clone)]
pub(super) struct MailKeyNotice {
    storage: Storage,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    mailbox: Mailbox,
    /// The key keeper's mail address. `None`: notices appear only on the pages.
    address: Option<String>,
}

impl MailKeyNotice {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        mailbox: Mailbox,
        address: Option<String>,
    ) -> Self {
        Self { storage, clock, addresses, mailbox, address }
    }

    /// At most one mail per check: the notice of the day, or that the next key waits for approval.
    ///
    /// # Errors
    /// [`NoticeError`].
    pub(super) async fn mail(
        &self,
        institution: &Institution,
        key: &IssuerKey,
        due: Timestamp,
        next: Option<&NextKey>,
    ) -> Result<(), NoticeError> {
        let now = self.clock.now();
        let notice = match rotation::notice(due, now) {
            Some(days) if !self.storage.read().await?.key_notice_sent(&key.label, days).await? => Some(days),
            _ => None,
        };
        let news = match next {
            Some(NextKey::Waits { waiting, is_news: true }) => Some(waiting),
            _ => None,
        };
        let name = match (notice, news) {
            (Some(days), _) => format!("{}-{days}-days", key.label),
            (None, Some(waiting)) => format!("{}-{}", key.label, waiting.beginning()),
            (None, None) => return Ok(()),
        };
        let waits = matches!(next, Some(NextKey::Waits { .. }));
        tracing::warn!(key = key.label, due = due.rfc3339(), waits, "the key is to be replaced soon");
        self.write(institution, key, due, &name, next).await?;
        let mut tx = self.storage.begin().await?;
        if let Some(days) = notice {
            tx.mark_key_notice_sent(&key.label, days, now).await?;
        }
        if let Some(waiting) = news {
            tx.next_key_asked(&key.label, waiting.expires).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn write(
        &self,
        institution: &Institution,
        key: &IssuerKey,
        due: Timestamp,
        name: &str,
        next: Option<&NextKey>,
    ) -> Result<(), MailError> {
        let Some(address) = &self.address else { return Ok(()) };
        let now = self.clock.now();
        let message = KeyMail {
            institution: &institution.name,
            address,
            key: &key.label,
            due,
            days_left: rotation::days_left(due, now),
            page: &format!("{}/keys", self.addresses.base()),
            host: self.addresses.base().host(),
            next: match next {
                Some(NextKey::Waits { waiting, .. }) => NextStep::Approve(waiting),
                Some(NextKey::From(Some(from))) => NextStep::Wait { from: *from },
                Some(NextKey::From(None) | NextKey::Declined) | None => NextStep::Ask,
            },
            id: name,
            now,
        }
        .message()?;
        self.mailbox.put(name, message).await
    }
}
