use std::borrow::Cow;

use super::Reason;
use crate::lint::Finding;
use crate::sanitizer::ForeignText;
use crate::verify::DATA_MODEL;

/// The result of the check of the form that the standards demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConformanceReason {
    /// All parts of a badge are there.
    Complete,
    /// Not an Open Badge, whose parts are known.
    NotAnOpenBadge,
    /// There are deviations.
    Deviates,
    /// Remark: a deviation from the VC Data Model.
    DataModel(Finding),
    /// Remark: a deviation from the schemas of Open Badges 3.0.
    Structure(Finding),
    /// Remark: this many further deviations.
    More(usize),
    /// Remark: a token without the claim `sub`.
    TokenClaims,
    /// Remark: the header of a token names this type.
    TokenType(ForeignText),
    /// Remark: the header of a token has this member.
    TokenMember(ForeignText),
}

impl ConformanceReason {
    /// Every code except those of findings, which begin with `data-model-` and `structure-`.
    pub const CODES: &[&str] = &[
        "complete",
        "not-an-open-badge",
        "deviates",
        "structure-more",
        "structure-jose-claims",
        "structure-jose-header",
    ];

    /// The reason for programs: lower-case words with hyphens, which do not change between versions.
    #[must_use]
    pub fn code(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Complete => "complete",
            Self::NotAnOpenBadge => "not-an-open-badge",
            Self::Deviates => "deviates",
            Self::DataModel(finding) => return Cow::Owned(format!("{DATA_MODEL}{}", finding.code())),
            Self::Structure(finding) => return Cow::Owned(format!("structure-{}", finding.code())),
            Self::More(_) => "structure-more",
            Self::TokenClaims => "structure-jose-claims",
            Self::TokenType(_) | Self::TokenMember(_) => "structure-jose-header",
        })
    }
}

impl From<ConformanceReason> for Reason {
    fn from(reason: ConformanceReason) -> Self {
        Self::Conformance(reason)
    }
}
