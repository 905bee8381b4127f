//! Telling whoever keeps the keys, 30, 7 and 1 days before, that a key is to be replaced.

use super::Services;
use super::changes::ChangeError;
use super::send_claim_mail::MailError;
use crate::mail::{self, KeyMail};
use crate::storage::StorageError;
use domain::{Institution, KeyLife, SigningKey, Timestamp, rotation};
use std::sync::atomic::Ordering;

/// How often the signer is asked, in seconds.
const LOOK_SECONDS: i64 = 3_600;

/// Why nobody was told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoticeError {
    /// The keys are not known.
    #[error("asking which key signs")]
    Keys(#[from] ChangeError),
    /// The mail was not written.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Services {
    /// Once an hour: tells what there is to tell, each notice once.
    pub(crate) async fn tell_rotation(&self) -> Result<(), NoticeError> {
        let now = self.clock.now();
        if now.millis() < self.next_key_look.load(Ordering::Relaxed) {
            return Ok(());
        }
        self.next_key_look.store(now.plus_seconds(LOOK_SECONDS).millis(), Ordering::Relaxed);
        let Some(institution) = self.storage.read().await?.the_institution().await? else { return Ok(()) };
        let keeper = domain::KeyKeeper::on_the_host(institution.id.clone());
        let keys = self.issuer_keys(&keeper).await?.keys;
        let Some((key, due)) = self.replaced_by(&institution, &keys) else { return Ok(()) };
        let Some(days) = rotation::notice(due, now) else { return Ok(()) };
        if self.storage.read().await?.key_notice_told(&key.label, days).await? {
            return Ok(());
        }
        tracing::warn!(key = key.label, due = due.rfc3339(), "the key is to be replaced soon");
        self.write_key_mail(&institution, key, due, days).await?;
        let mut tx = self.storage.begin().await?;
        tx.key_notice_tell(&key.label, days, now).await?;
        Ok(tx.commit().await?)
    }

    /// The key that signs, and the day by which it is to be replaced. None where it cannot be, or its successor is
    /// published already.
    pub(crate) fn replaced_by<'a>(
        &self,
        institution: &Institution,
        keys: &'a [SigningKey],
    ) -> Option<(&'a SigningKey, Timestamp)> {
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
        key: &SigningKey,
        due: Timestamp,
        days: u32,
    ) -> Result<(), MailError> {
        let Some(address) = self.keys.mail.clone() else { return Ok(()) };
        let now = self.clock.now();
        let authority = self.addresses.base().authority();
        let name = format!("{}-{days}-days", key.label);
        let message = KeyMail {
            institution: &institution.name,
            address: &address,
            key: &key.label,
            due,
            days_left: rotation::days_left(due, now),
            page: &format!("{}/keys", self.addresses.base()),
            host: authority.split(':').next().unwrap_or(authority),
            id: &name,
            now,
        }
        .message()?;
        let directory = self.mail_directory.clone();
        let written = tokio::task::spawn_blocking(move || mail::write(&directory, &name, &message));
        Ok(written.await.map_err(|_| MailError::CutShort)??)
    }
}
