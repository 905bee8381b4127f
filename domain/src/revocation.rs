//! Revoking a badge.

use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Why a badge was revoked. Verifiers may publish it, so it is one of these and never free text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RevocationReason {
    /// It should never have been issued.
    IssuedInError,
    /// A detail was wrong; another badge replaces it.
    ReplacedByAnother,
    /// Its requirements were not met after all.
    RequirementsNotMet,
    /// It was obtained by deception.
    Misconduct,
    /// Its holder asked for it.
    HolderAsked,
    /// A program revoked it and named no reason.
    NotStated,
}

impl RevocationReason {
    /// The reasons offered to people, in display order.
    pub const OFFERED: [Self; 5] = [
        Self::IssuedInError,
        Self::ReplacedByAnother,
        Self::RequirementsNotMet,
        Self::Misconduct,
        Self::HolderAsked,
    ];

    /// The word in forms and in storage.
    pub fn word(self) -> &'static str {
        match self {
            Self::IssuedInError => "issued-in-error",
            Self::ReplacedByAnother => "replaced-by-another",
            Self::RequirementsNotMet => "requirements-not-met",
            Self::Misconduct => "misconduct",
            Self::HolderAsked => "holder-asked",
            Self::NotStated => "not-stated",
        }
    }
}

/// A word that is not a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no reason has this name")]
pub struct UnknownReason;

impl FromStr for RevocationReason {
    type Err = UnknownReason;
    fn from_str(word: &str) -> Result<Self, UnknownReason> {
        let mut all = Self::OFFERED.into_iter().chain([Self::NotStated]);
        all.find(|reason| reason.word() == word).ok_or(UnknownReason)
    }
}

/// Who may read the reason of a revocation. The revocation itself is public in either case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonReaders {
    /// Everybody who checks the badge.
    Everybody,
    /// The institution alone.
    Institution,
}

/// The revocation of a badge, as the institution knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// The time.
    pub at: Timestamp,
    /// The reason.
    pub reason: RevocationReason,
    /// Who may read the reason.
    pub readers: ReasonReaders,
}

/// What learners and the public may know of a revocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicRevocation {
    /// The time.
    pub at: Timestamp,
    /// The reason, unless the institution withholds it.
    pub reason: Option<RevocationReason>,
}

impl Revocation {
    /// The part that everybody may know.
    #[must_use]
    pub fn public(self) -> PublicRevocation {
        let reason = match self.readers {
            ReasonReaders::Everybody => Some(self.reason),
            ReasonReaders::Institution => None,
        };
        PublicRevocation { at: self.at, reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_withheld_reason_is_in_nothing_public() {
        let revocation = |readers| Revocation {
            at: Timestamp::from_millis(1_000),
            reason: RevocationReason::Misconduct,
            readers,
        };
        let shown = revocation(ReasonReaders::Everybody).public();
        assert_eq!(shown.reason, Some(RevocationReason::Misconduct));
        let withheld = revocation(ReasonReaders::Institution).public();
        assert_eq!((withheld.at, withheld.reason), (shown.at, None));
    }
}
