//! The reasons for outcomes and remarks: a code for programs, and typed facts. The crate `messages` turns them into
//! sentences, in one exhaustive match for each type and language.
//!
//! Text of the examined documents is in them as [`ForeignText`](crate::sanitizer::ForeignText) or
//! [`ForeignAddress`](crate::sanitizer::ForeignAddress).

/// The codes of a type of reasons, each with the pattern of its variants.
macro_rules! codes {
    ($kind:ident as $variant:ident { $($pattern:pat => $code:literal,)+ }) => {
        impl $kind {
            /// Every code, in the order of the variants. Variants with one meaning for programs share a code.
            pub const CODES: &[&str] = &[$($code),+];

            /// The reason for programs: lower-case words with hyphens, which do not change between versions.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $($pattern => $code,)+
                }
            }
        }

        impl From<$kind> for $crate::verify::Reason {
            fn from(reason: $kind) -> Self {
                Self::$variant(reason)
            }
        }
    };
}

mod conformance;
mod context;
mod dates;
mod endorsements;
mod format;
mod identity;
mod key;
mod ledger;
mod list_fault;
mod plain_form;
mod presentation;
mod proof;
mod recipient;
mod refresh;
mod status;
mod unavailable;

use std::borrow::Cow;

pub use conformance::ConformanceReason;
pub use context::ContextReason;
pub use dates::{DatesReason, Moment};
pub use endorsements::{EndorsementCounts, EndorsementsReason};
pub use format::{DocumentKind, FormatReason, OtherDocument};
pub use identity::IdentityReason;
pub use key::{KeyReason, NamedKey};
pub use ledger::{LedgerReason, NeverSigned};
pub use list_fault::{ListFault, Publisher};
pub use plain_form::PlainFormReason;
pub use presentation::{Demand, PresentationReason};
pub use proof::ProofReason;
pub use recipient::{RecipientKind, RecipientReason};
pub use refresh::RefreshReason;
pub use status::{ListNote, ListSource, Shown, StatusReason};
pub use unavailable::Unavailable;

/// Why a check has its outcome, or what a remark is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The check was not made because an earlier one stopped the verification.
    Stopped,
    /// About the input.
    Format(FormatReason),
    /// About vocabularies.
    Context(ContextReason),
    /// About the form of the JSON.
    PlainForm(PlainFormReason),
    /// About the proof.
    Proof(ProofReason),
    /// About the key, and whose it is.
    Key(KeyReason),
    /// About dates.
    Dates(DatesReason),
    /// About revocation.
    Status(StatusReason),
    /// About the issuer's ledger.
    Ledger(LedgerReason),
    /// About the issuer's identity.
    Identity(IdentityReason),
    /// About the recipient.
    Recipient(RecipientReason),
    /// About the form that the standards demand.
    Conformance(ConformanceReason),
    /// About a newer copy.
    Refresh(RefreshReason),
    /// About endorsements.
    Endorsements(EndorsementsReason),
    /// About a presentation.
    Presentation(PresentationReason),
}

impl Reason {
    /// The reason for programs: lower-case words with hyphens, which do not change between versions.
    #[must_use]
    pub fn code(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Stopped => "stopped",
            Self::Format(reason) => reason.code(),
            Self::Context(reason) => reason.code(),
            Self::PlainForm(reason) => reason.code(),
            Self::Proof(reason) => reason.code(),
            Self::Key(reason) => reason.code(),
            Self::Dates(reason) => reason.code(),
            Self::Status(reason) => reason.code(),
            Self::Ledger(reason) => reason.code(),
            Self::Identity(reason) => reason.code(),
            Self::Recipient(reason) => reason.code(),
            Self::Conformance(reason) => return reason.code(),
            Self::Refresh(reason) => reason.code(),
            Self::Endorsements(reason) => reason.code(),
            Self::Presentation(reason) => reason.code(),
        })
    }

    /// Every code, family by family. Findings about conformance have the codes of [`crate::lint`], with a prefix.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        let families = [
            &["stopped"],
            FormatReason::CODES,
            ContextReason::CODES,
            PlainFormReason::CODES,
            ProofReason::CODES,
            KeyReason::CODES,
            DatesReason::CODES,
            StatusReason::CODES,
            ListFault::CODES,
            LedgerReason::CODES,
            IdentityReason::CODES,
            RecipientReason::CODES,
            ConformanceReason::CODES,
            RefreshReason::CODES,
            EndorsementsReason::CODES,
            PresentationReason::CODES,
        ];
        families.into_iter().flatten().copied()
    }
}
