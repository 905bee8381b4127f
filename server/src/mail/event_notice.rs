//! Mail to the key keeper about the signer's alerts.

use super::message::{Content, MessageError};
use askama::Template;
use domain::signer_event::grouped_events;
use domain::{EventGroup, SignerEvent, Timestamp};
use messages::Language;
use messages::product::EventWords;

/// How many events of a kind are listed individually.
const TOLD: usize = 10;

/// The content of the mail.
#[derive(Clone, Debug)]
pub(crate) struct EventMail<'a> {
    /// Name of the institution.
    pub(crate) institution: &'a str,
    /// The recipient's address.
    pub(crate) address: &'a str,
    /// The page that lists all events.
    pub(crate) page: &'a str,
    /// Host of this installation.
    pub(crate) host: &'a str,
    /// Unique part of the message's identifier.
    pub(crate) id: &'a str,
    /// Oldest first.
    pub(crate) events: Vec<SignerEvent>,
    /// How many earlier events the signer no longer lists.
    pub(crate) missed: u64,
    /// When the mail is written.
    pub(crate) now: Timestamp,
}

/// The events of a kind, in words.
struct Told {
    words: EventWords,
    /// The newest first, each with its time.
    lines: Vec<String>,
    /// How many further ones there are.
    more: usize,
}

#[derive(Template)]
#[template(path = "events.txt")]
struct AsText<'a> {
    institution: &'a str,
    page: &'a str,
    groups: &'a [Told],
    missed: u64,
}

#[derive(Template)]
#[template(path = "events.html")]
struct AsHtml<'a> {
    institution: &'a str,
    page: &'a str,
    groups: &'a [Told],
    missed: u64,
}

impl EventMail<'_> {
    /// The whole message (RFC 5322), text and HTML.
    ///
    /// # Errors
    /// [`MessageError`].
    pub(crate) fn message(self) -> Result<String, MessageError> {
        let Self { institution, address, page, host, id, events, missed, now } = self;
        let groups: Vec<Told> = grouped_events(events).iter().map(told).collect();
        let groups = groups.as_slice();
        let subject = match groups {
            [only] => only.words.title,
            _ => "The signer noticed several unusual things",
        };
        let content = Content {
            from: ("Insignia", &format!("keys@{host}")),
            to: (institution, address),
            subject,
            id: &format!("{id}@{host}"),
            date: now,
            text: &AsText { institution, page, groups, missed }.render()?,
            html: &AsHtml { institution, page, groups, missed }.render()?,
            logo: None,
        };
        content.to_eml()
    }
}

fn told(group: &EventGroup) -> Told {
    let more = group.events.len().saturating_sub(TOLD);
    let line = |event: &SignerEvent| format!("{}: {}", event.at.rfc3339(), event.sentence());
    Told {
        words: Language::English.event(group.kind),
        lines: group.events.iter().take(TOLD).map(line).collect(),
        more,
    }
}
