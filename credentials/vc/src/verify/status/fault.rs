//! The faults of a list of revoked badges.

use super::super::plain::plain;
use super::super::report::{Check, CheckName};

/// The reason why a list decides nothing about the badge.
#[derive(Clone, Debug)]
pub(in super::super) struct Fault {
    code: &'static str,
    says: String,
}

impl Fault {
    pub(super) fn new(code: &'static str, says: impl Into<String>) -> Self {
        Self { code, says: says.into() }
    }

    /// The list could not be fetched; `why` in few words.
    pub(in super::super) fn unreachable(why: &str) -> Self {
        Self::new(
            "status-list-unreachable",
            format!("The issuer’s list of revoked badges could not be fetched ({}).", plain(why, 120)),
        )
    }

    pub(super) fn unreadable() -> Self {
        Self::new("status-list-unreadable", "What the issuer serves as its list of revoked badges is none.")
    }

    /// The list's bits are in an encoding that is not read.
    pub(super) fn encoding() -> Self {
        let says = "The issuer’s list is in an encoding that is not read here. The standard has a GZIP stream in base64url, \
                    without padding and with “u” in front.";
        Self::new("status-list-unreadable", says)
    }

    pub(super) fn too_large(limit: &str) -> Self {
        let says = format!("The issuer’s list of revoked badges is larger than {limit}.");
        Self::new("status-list-too-large", says)
    }

    /// Code and sentence, for a list that decides despite this fault.
    pub(super) fn into_remark(self) -> (&'static str, String) {
        (self.code, self.says)
    }

    /// The check for an open question.
    pub(in super::super) fn check(&self) -> Check {
        self.check_with("")
    }

    /// As [`Fault::check`], with a sentence about what the list shows nevertheless.
    pub(super) fn check_with(&self, shown: &str) -> Check {
        let shown = if shown.is_empty() { String::new() } else { format!(" {shown}") };
        let says = format!("{}{shown} Whether the badge was revoked is unknown.", self.says);
        Check::not_checked(CheckName::Status, self.code, says)
            .with_next_step("Try again later, or ask the issuer.")
    }
}
