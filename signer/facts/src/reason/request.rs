//! Refusals of a request as a whole.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why a request as a whole is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestReason {
    /// The frame is no request.
    Unreadable,
    /// The frame is empty, or longer than the signer reads.
    FrameLength,
    /// The request is of another protocol version.
    OtherVersion {
        /// The version of the request.
        request: u16,
        /// The version of the signer.
        signer: u16,
    },
    /// More credentials than a request may hold.
    TooManyCredentials {
        /// The limit.
        most: usize,
    },
    /// The answer is longer than a frame.
    LongAnswer,
    /// The endpoint does not serve such requests.
    OtherEndpoint,
}

impl RequestReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::Unreadable | Self::FrameLength => RefusalCode::MalformedRequest,
            Self::OtherVersion { .. } => RefusalCode::WrongVersion,
            Self::TooManyCredentials { .. } | Self::LongAnswer => RefusalCode::BatchTooLarge,
            Self::OtherEndpoint => RefusalCode::WrongEndpoint,
        }
    }
}
