//! Mail to the key keeper: a key is due for replacement.

use super::message::{Content, MessageError};
use askama::Template;
use domain::{Timestamp, WaitingApproval};

/// The next step of a rotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NextStep<'a> {
    /// The next key exists: people approve it.
    Approve(&'a WaitingApproval),
    /// Nothing yet: the request is automatic from this moment on.
    Wait {
        /// The moment.
        from: Timestamp,
    },
    /// A person has to request the next key.
    Ask,
}

/// The content of the mail.
#[derive(Clone, Debug)]
pub(crate) struct KeyMail<'a> {
    /// Name of the institution.
    pub(crate) institution: &'a str,
    /// The recipient's address.
    pub(crate) address: &'a str,
    /// Name of the key.
    pub(crate) key: &'a str,
    /// The day by which it is to be replaced.
    pub(crate) due: Timestamp,
    /// Whole days until then.
    pub(crate) days_left: u32,
    /// The page for requesting another key.
    pub(crate) page: &'a str,
    /// The next step.
    pub(crate) next: NextStep<'a>,
    /// Host of this installation.
    pub(crate) host: &'a str,
    /// Unique part of the message's identifier.
    pub(crate) id: &'a str,
    /// When the mail is written.
    pub(crate) now: Timestamp,
}

#[derive(Template)]
#[template(path = "key.txt")]
struct AsText<'a> {
    institution: &'a str,
    key: &'a str,
    due: String,
    days_left: u32,
    page: &'a str,
    next: NextStep<'a>,
}

#[derive(Template)]
#[template(path = "key.html")]
struct AsHtml<'a> {
    institution: &'a str,
    key: &'a str,
    due: String,
    days_left: u32,
    page: &'a str,
    next: NextStep<'a>,
}

impl KeyMail<'_> {
    /// The whole message (RFC 5322), text and HTML.
    ///
    /// # Errors
    /// [`MessageError`].
    pub(crate) fn message(&self) -> Result<String, MessageError> {
        let Self { institution, key, days_left, page, next, .. } = *self;
        let due = self.due.long_date();
        let text = AsText { institution, key, due: due.clone(), days_left, page, next }.render()?;
        let html = AsHtml { institution, key, due: due.clone(), days_left, page, next }.render()?;
        let content = Content {
            from: ("Insignia", &format!("keys@{}", self.host)),
            to: (institution, self.address),
            subject: &match next {
                NextStep::Approve(_) => format!("Approve the next signing key by {due}"),
                NextStep::Wait { .. } | NextStep::Ask => {
                    format!("The signing key has to be replaced by {due}")
                }
            },
            id: &format!("{}@{}", self.id, self.host),
            date: self.now,
            text: &text,
            html: &html,
            logo: None,
        };
        content.to_eml()
    }
}
