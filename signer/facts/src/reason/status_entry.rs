//! Refusals because of a credential's place in a status list.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why a credential's status entry is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusEntryReason {
    /// The credential has no single status entry for revocation.
    Missing,
    /// Its list does not lie below this installation's `/status/`.
    ForeignList,
    /// Its list is another issuer's.
    OtherIssuer,
    /// Its index lies outside its list.
    OutsideList,
    /// A credential with an entry in a list of this installation has further entries, or one of another purpose.
    OtherEntries,
    /// The issuer has no such place in a list.
    NoSuchPlace,
    /// Its index belongs to another credential.
    Taken,
    /// Another credential of the request opens another list.
    SecondList,
}

impl StatusEntryReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::Missing
            | Self::ForeignList
            | Self::OtherIssuer
            | Self::OutsideList
            | Self::OtherEntries
            | Self::NoSuchPlace => RefusalCode::StatusMissing,
            Self::Taken => RefusalCode::StatusIndexTaken,
            Self::SecondList => RefusalCode::ListStillOpen,
        }
    }
}
