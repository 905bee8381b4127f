//! Mails the signer's alerts to the key keeper: each event once, all new events in one mail.

use super::Services;
use super::rotation_notice::NoticeError;
use super::send_claim_mail::MailError;
use crate::mail::EventMail;
use crate::storage::Marked;
use domain::signer_event::beyond_mark;
use domain::{EventMark, Institution, SignerEvent};

/// How often the signer is asked, in seconds.
const INTERVAL_SECONDS: i64 = 60;
/// The shortest time between two mails, in seconds: the next mail has all events since the last.
const QUIET_SECONDS: i64 = 900;

impl Services {
    /// Once a minute: mails new events. Writes the mail before it moves the read position: after a crash in between,
    /// the same mail is written again under the same name.
    pub(crate) async fn mail_alerts(&self) -> Result<(), NoticeError> {
        let now = self.clock.now();
        if !self.event_timer.is_due(INTERVAL_SECONDS, now) {
            return Ok(());
        }
        let mut tx = self.storage.read().await?;
        let (institution, mailed) = (tx.the_institution().await?, tx.event_mark(Marked::Mailed).await?);
        drop(tx);
        let Some(institution) = institution else { return Ok(()) };
        if mailed.is_some_and(|(_, at)| at <= now && now < at.plus_seconds(QUIET_SECONDS)) {
            return Ok(());
        }
        let before = mailed.map(|(mark, _)| mark);
        let (new, missed) = beyond_mark(before, self.alerts().await?);
        let Some(mark) = EventMark::beyond(before, &new) else { return Ok(()) };
        tracing::warn!(
            events = new.len(),
            missed,
            kinds = kinds(&new),
            "the signer noticed something unusual"
        );
        self.write_event_mail(&institution, new, missed).await?;
        let mut tx = self.storage.begin().await?;
        tx.move_event_mark(Marked::Mailed, before, mark, now).await?;
        Ok(tx.commit().await?)
    }

    async fn write_event_mail(
        &self,
        institution: &Institution,
        events: Vec<SignerEvent>,
        missed: u64,
    ) -> Result<(), MailError> {
        let (Some(address), Some(first)) = (self.keys.mail.clone(), events.first()) else { return Ok(()) };
        let name = format!("noticed-{}-{}", first.number, first.at.millis());
        let message = EventMail {
            institution: &institution.name,
            address: &address,
            page: &format!("{}/keys/noticed", self.addresses.base()),
            host: self.addresses.base().host(),
            id: &name,
            events,
            missed,
            now: self.clock.now(),
        }
        .message()?;
        self.put_mail(&name, message).await
    }
}

/// The distinct kinds of these events, for the log.
fn kinds(events: &[SignerEvent]) -> String {
    let mut kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.join(" ")
}
