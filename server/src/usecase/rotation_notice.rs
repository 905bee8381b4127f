//! Once an hour: requests the next key when it is due. Mails the key keeper 30, 7 and 1 days before a rotation is due,
//! and when the next key waits for approval.

use super::Services;
use super::changes::ChangeError;
use super::next_key::NextKey;
use super::send_claim_mail::MailError;
use crate::mail::{KeyMail, NextStep};
use crate::storage::StorageError;
use domain::{Institution, IssuerKey, KeyLife, Timestamp, rotation};

/// How often the signer is asked, in seconds.
const INTERVAL_SECONDS: i64 = 3_600;

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

impl Services {
    /// Once an hour: requests what is due, and sends each pending notice once.
    pub(crate) async fn request_due_rotations(&self) -> Result<(), NoticeError> {
        let now = self.clock.now();
        if !self.key_timer.is_due(INTERVAL_SECONDS, now) {
            return Ok(());
        }
        let Some(institution) = self.storage.read().await?.the_institution().await? else { return Ok(()) };
        let keeper = domain::KeyKeeper::on_the_host(institution.id.clone());
        let keys = self.issuer_keys(&keeper).await?.keys;
        let Some((key, due)) = self.replaced_by(&institution, &keys) else { return Ok(()) };
        let asked = self.ask_next_key(&keeper, &institution, &keys, key, due).await;
        let mailed = self.mail_key_notice(&institution, key, due, asked.as_ref().ok()).await;
        asked?;
        mailed
    }

    /// At most one mail per check: the notice of the day, or that the next key waits for approval.
    async fn mail_key_notice(
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
        self.write_key_mail(institution, key, due, &name, next).await?;
        let mut tx = self.storage.begin().await?;
        if let Some(days) = notice {
            tx.mark_key_notice_sent(&key.label, days, now).await?;
        }
        if let Some(waiting) = news {
            tx.next_key_asked(&key.label, waiting.expires).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The active key, and the day by which it is to be replaced. `None` if it cannot be replaced, or its successor is
    /// published already.
    pub(crate) fn replaced_by<'a>(
        &self,
        institution: &Institution,
        keys: &'a [IssuerKey],
    ) -> Option<(&'a IssuerKey, Timestamp)> {
        let is_on_its_way = keys.iter().any(|key| matches!(key.life, KeyLife::Published { .. }));
        if !institution.did.starts_with("did:web:") || is_on_its_way {
            return None;
        }
        let key = keys.iter().find(|key| key.life == KeyLife::Active)?;
        Some((key, rotation::due(key.created, self.keys.rotate_after_days)))
    }

    async fn write_key_mail(
        &self,
        institution: &Institution,
        key: &IssuerKey,
        due: Timestamp,
        name: &str,
        next: Option<&NextKey>,
    ) -> Result<(), MailError> {
        let Some(address) = self.keys.mail.clone() else { return Ok(()) };
        let now = self.clock.now();
        let message = KeyMail {
            institution: &institution.name,
            address: &address,
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
        self.put_mail(name, message).await
    }
}
