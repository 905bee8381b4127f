//! Refusals because a ceiling is reached.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// The time that a ceiling covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CeilingWindow {
    /// 60 seconds.
    Minute,
    /// 24 hours.
    Day,
}

/// Which ceiling is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CeilingReason {
    /// More credentials in one request than without an approval.
    Request {
        /// The number in the request.
        asked: u32,
        /// The ceiling.
        most: u32,
    },
    /// More credentials in a minute or a day than without an approval.
    Credentials {
        /// The ceiling.
        most: u32,
        /// Its time.
        window: CeilingWindow,
    },
    /// More reissued credentials than configured.
    Reissued,
    /// More status lists than are signed in a minute or a day.
    StatusLists {
        /// The ceiling.
        most: u32,
        /// Its time.
        window: CeilingWindow,
    },
    /// More revocations in a minute or a day than without an approval.
    Revocations {
        /// The number of added revocations.
        more: u32,
        /// The ceiling.
        most: u32,
        /// Its time.
        window: CeilingWindow,
    },
}

impl CeilingReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::Request { .. } | Self::Credentials { .. } | Self::Reissued => RefusalCode::OverCeiling,
            Self::StatusLists { .. } => RefusalCode::OverListCeiling,
            Self::Revocations { .. } => RefusalCode::OverRevocationCeiling,
        }
    }
}
