//! Mail, written to files, one `.eml` each. Another program delivers them.

mod event_notice;
mod key_notice;
mod message;

pub(crate) use event_notice::EventMail;
pub(crate) use key_notice::{KeyMail, NextStep};
pub(crate) use message::MessageError;

use askama::Template;
use message::Content;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// The content of the learner's mail.
#[derive(Clone, Debug)]
pub(crate) struct ClaimMail<'a> {
    /// Name of the recipient.
    pub(crate) recipient: &'a str,
    /// Mail address of the recipient.
    pub(crate) address: &'a str,
    /// Name of the institution.
    pub(crate) institution: &'a str,
    /// The institution's web address.
    pub(crate) institution_url: &'a str,
    /// The institution's logo as a small PNG, if it has one.
    pub(crate) logo: Option<&'a [u8]>,
    /// Name of the badge.
    pub(crate) badge: &'a str,
    /// The learner's link.
    pub(crate) link: &'a str,
    /// The page on which anyone can verify a badge.
    pub(crate) verify: &'a str,
    /// Host of this installation, for the sender's address and the message's identifier.
    pub(crate) host: &'a str,
    /// Unique part of the message's identifier.
    pub(crate) id: &'a str,
    /// Is this a reissue, because the first key was compromised?
    pub(crate) again: bool,
    /// When the mail is written.
    pub(crate) now: domain::Timestamp,
}

#[derive(Template)]
#[template(path = "claim.txt")]
struct AsText<'a> {
    recipient: &'a str,
    institution: &'a str,
    institution_url: &'a str,
    badge: &'a str,
    link: &'a str,
    verify: &'a str,
    again: bool,
}

#[derive(Template)]
#[template(path = "claim.html")]
struct AsHtml<'a> {
    logo: bool,
    recipient: &'a str,
    institution: &'a str,
    institution_url: &'a str,
    badge: &'a str,
    link: &'a str,
    verify: &'a str,
    again: bool,
}

impl ClaimMail<'_> {
    /// The whole message (RFC 5322), text and HTML.
    ///
    /// # Errors
    /// [`MessageError`].
    pub(crate) fn message(&self) -> Result<String, MessageError> {
        let Self { recipient, institution, institution_url, badge, link, verify, again, .. } = *self;
        let logo = self.logo.is_some();
        let text = AsText { recipient, institution, institution_url, badge, link, verify, again }.render()?;
        let html =
            AsHtml { logo, recipient, institution, institution_url, badge, link, verify, again }.render()?;
        let content = Content {
            from: (institution, &format!("badges@{}", self.host)),
            to: (recipient, self.address),
            subject: &if again {
                format!("Your badge was reissued: {badge}")
            } else {
                format!("Your badge: {badge}")
            },
            id: &format!("{}@{}", self.id, self.host),
            date: self.now,
            text: &text,
            html: &html,
            logo: self.logo,
        };
        content.to_eml()
    }
}

/// Writes a message under a name atomically. Written again under the same name, it replaces the first.
///
/// # Errors
/// Why the file could not be written.
pub(crate) fn write(directory: &Path, name: &str, message: &str) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let unfinished = directory.join(format!(".{name}.part"));
    let mut file = File::create(&unfinished)?;
    file.write_all(message.as_bytes())?;
    file.sync_all()?;
    fs::rename(&unfinished, directory.join(format!("{name}.eml")))?;
    File::open(directory)?.sync_all()
}
