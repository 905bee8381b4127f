//! The texts of the product: pictures, revocations, events of the signer.

use domain::{ArtworkError, EventKind, RevocationReason};

use crate::{Language, english};

/// The texts for a kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventWords {
    /// The event, in a few words.
    pub title: &'static str,
    /// Why it may matter.
    pub why: &'static str,
    /// The next step.
    pub next: &'static str,
}

impl Language {
    /// Why a picture is refused, and what to do: a sentence each.
    #[must_use]
    pub fn artwork(self, error: &ArtworkError) -> (String, &'static str) {
        match self {
            Self::English => english::artwork(error),
        }
    }

    /// The texts for a kind of event.
    #[must_use]
    pub const fn event(self, kind: EventKind) -> EventWords {
        match self {
            Self::English => english::event(kind),
        }
    }

    /// The reason of a revocation, as verifiers show it.
    #[must_use]
    pub const fn revocation(self, reason: RevocationReason) -> &'static str {
        match self {
            Self::English => english::revocation(reason),
        }
    }
}
