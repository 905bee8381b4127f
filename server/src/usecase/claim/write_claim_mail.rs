//! Writes the learner's mail with a new link.

use super::claim_links::ClaimLinks;
use crate::address::Addresses;
use crate::clock::Clock;
use crate::log::chain;
use crate::mail::ClaimMail;
use crate::render::small_picture;
use crate::storage::{Picture, Storage};
use crate::usecase::mailbox::{MailError, Mailbox};
use domain::CredentialId;
use std::sync::Arc;

/// Writes mails to learners.
#[derive(Clone)]
pub(super) struct WriteClaimMail {
    storage: Storage,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    links: ClaimLinks,
    mailbox: Mailbox,
}

impl WriteClaimMail {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        links: ClaimLinks,
        mailbox: Mailbox,
    ) -> Self {
        Self { storage, clock, addresses, links, mailbox }
    }

    /// Writes the learner's mail about an issued badge, or about a reissued one (`again`).
    ///
    /// # Errors
    /// [`MailError`].
    pub(super) async fn write(&self, id: &CredentialId, file: &str, again: bool) -> Result<(), MailError> {
        let mut tx = self.storage.begin().await?;
        let stored = tx.credential(id).await?.ok_or(MailError::NotFound)?;
        let record = &stored.record;
        let institution = tx.institution(&record.institution).await?.ok_or(MailError::NotFound)?;
        let badge = record.badge.as_ref().ok_or(MailError::NotFound)?;
        let version = tx.version(&badge.design, badge.version).await?.ok_or(MailError::NotFound)?;
        // A mail that is rewritten after a crash has another link: the first may have been sent already.
        let link = self.links.create(&mut tx, id).await?;
        let logo = match &institution.logo {
            Some(digest) => tx.picture(digest).await?,
            None => None,
        };
        tx.commit().await?;
        let logo = small(logo).await;
        let message = ClaimMail {
            recipient: &record.recipient.name,
            address: &record.recipient.email,
            institution: &institution.name,
            institution_url: &institution.url,
            logo: logo.as_deref(),
            badge: &version.wording.name,
            link: &link,
            verify: &format!("{}/verify", self.addresses.base()),
            host: self.addresses.base().host(),
            id: file,
            again,
            now: self.clock.now(),
        }
        .message()?;
        self.mailbox.put(file, message).await
    }
}

/// The logo as a small PNG. A mail without it is better than none.
async fn small(logo: Option<Picture>) -> Option<Vec<u8>> {
    let logo = logo?;
    let drawn = tokio::task::spawn_blocking(move || small_picture(&logo)).await.ok()?;
    drawn.inspect_err(|error| tracing::warn!(error = chain(error), "drawing the logo of a mail")).ok()
}
