//! Writes the mail about the signer's alerts.

use crate::address::Addresses;
use crate::clock::Clock;
use crate::mail::EventMail;
use crate::usecase::mailbox::{MailError, Mailbox};
use domain::{Institution, SignerEvent};
use std::sync::Arc;

/// Writes mails to the key keeper.
#[derive(Clone)]
pub(super) struct WriteAlertMail {
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    mailbox: Mailbox,
    /// The key keeper's mail address. `None`: alerts appear only on the pages.
    address: Option<String>,
}

impl WriteAlertMail {
    pub(super) fn new(
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        mailbox: Mailbox,
        address: Option<String>,
    ) -> Self {
        Self { clock, addresses, mailbox, address }
    }

    /// Writes one mail with these events. `missed`: how many others the signer no longer has.
    ///
    /// # Errors
    /// [`MailError`].
    pub(super) async fn write(
        &self,
        institution: &Institution,
        events: Vec<SignerEvent>,
        missed: u64,
    ) -> Result<(), MailError> {
        let (Some(address), Some(first)) = (&self.address, events.first()) else { return Ok(()) };
        let name = format!("alerts-{}-{}", first.number, first.at.millis());
        let message = EventMail {
            institution: &institution.name,
            address,
            page: &format!("{}/keys/alerts", self.addresses.base()),
            host: self.addresses.base().host(),
            id: &name,
            events,
            missed,
            now: self.clock.now(),
        }
        .message()?;
        self.mailbox.put(&name, message).await
    }
}
