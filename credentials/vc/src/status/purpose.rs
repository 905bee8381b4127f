//! `statusPurpose`: what a value in a status list means (Bitstring Status List 1.0, section 2.1).

use std::fmt;

/// The purpose of a status entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatusPurpose {
    /// A set bit cancels the credential permanently.
    Revocation,
    /// A set bit suspends the credential; it may be cleared again.
    Suspension,
    /// A newer credential exists.
    Refresh,
    /// The value is a message of the issuer.
    Message,
    /// A purpose that the standard does not define.
    Other(String),
}

impl StatusPurpose {
    /// From the text of the member.
    #[must_use]
    pub fn of(text: &str) -> Self {
        match text {
            "revocation" => Self::Revocation,
            "suspension" => Self::Suspension,
            "refresh" => Self::Refresh,
            "message" => Self::Message,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The text of the member.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Revocation => "revocation",
            Self::Suspension => "suspension",
            Self::Refresh => "refresh",
            Self::Message => "message",
            Self::Other(text) => text,
        }
    }
}

impl fmt::Display for StatusPurpose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_is_written_as_it_was_read() {
        for text in ["revocation", "suspension", "refresh", "message", "", "Revocation", "something else"] {
            assert_eq!(StatusPurpose::of(text).as_str(), text);
        }
    }
}
