//! Refusals of a text that may not be signed, or not be in badges.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why a text is refused. `Lint…` reasons come with findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentReason {
    /// The document did not pass the lint.
    Lint,
    /// The request does not sign documents of this kind.
    OtherKind,
    /// The achievement is no JSON that may be signed.
    AchievementSyntax {
        /// The parser's error.
        error: String,
    },
    /// No badge with the achievement passes the lint.
    LintAchievement,
    /// The entries of what may differ for each recipient cannot be parsed.
    PerRecipient {
        /// The parser's error.
        error: String,
    },
    /// The profile is no JSON that may be signed.
    ProfileSyntax {
        /// The parser's error.
        error: String,
    },
    /// The profile did not pass the lint, or has no name.
    LintProfile,
    /// The profile is too long.
    ProfileLength {
        /// The limit in KiB.
        kib: usize,
    },
    /// The profile's `id` is not the issuer's DID.
    ProfileId,
    /// `encodedList` cannot be decoded.
    EncodedList,
    /// The picture is no PNG and no SVG, or is too large.
    Picture {
        /// The limit in MiB.
        mib: usize,
    },
}

impl DocumentReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::Lint
            | Self::AchievementSyntax { .. }
            | Self::LintAchievement
            | Self::PerRecipient { .. }
            | Self::ProfileSyntax { .. }
            | Self::LintProfile
            | Self::ProfileLength { .. }
            | Self::EncodedList
            | Self::Picture { .. } => RefusalCode::Lint,
            Self::OtherKind => RefusalCode::WrongKind,
            Self::ProfileId => RefusalCode::BadDid,
        }
    }
}
