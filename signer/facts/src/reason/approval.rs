//! Refusals around pending changes and the people who approve them.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why an approval, a proposal or an enrolment is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalReason {
    /// No change of this digest is pending.
    UnknownChange,
    /// The change lapsed before enough people approved it.
    Lapsed,
    /// New proposals are paused.
    Paused,
    /// The maximum number of changes is pending.
    TooManyWaiting {
        /// The limit.
        most: usize,
    },
    /// The maximum number of changes of this kind is pending for a recovery.
    TooManyRecoveries {
        /// The limit.
        most: usize,
    },
    /// The maximum number of changes was withdrawn within a day.
    TooManyWithdrawn {
        /// The limit.
        most: usize,
    },
    /// The change was proposed on the signer's host, so the web server does not withdraw it.
    ProposedOnHost,
    /// The pending changes are longer than one answer.
    LongAnswer,
    /// The change is too large to be shown.
    TooLargeToShow,
    /// The person approved the change before.
    ApprovedBefore,
    /// The change removes the approver who declines it.
    OwnRemoval,
    /// Approvals on the signer's host are disabled.
    HostDisabled,
    /// The typed text is not the beginning of the digest.
    OtherDigest {
        /// The number of characters to type.
        characters: usize,
    },
    /// Several pending changes have digests that begin so.
    AmbiguousDigest,
    /// The passkey is no approver's.
    UnknownPasskey,
    /// The passkey's fingerprint was not confirmed on the signer's host.
    UnconfirmedPasskey,
    /// There are approvers, who invite further people.
    ApproversInvite,
    /// Nobody of this name was invited.
    NotInvited,
    /// The enrolment code is wrong, used, for another name, or expired.
    EnrolmentCode {
        /// How long a code is valid.
        minutes: i64,
    },
    /// The typed fingerprint is not that of the enrolled passkey.
    OtherFingerprint,
    /// No passkey of this name waits for its confirmation.
    NothingToConfirm,
    /// The passkey, or the name, is enrolled already.
    EnrolledBefore,
}

impl ApprovalReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::UnknownChange => RefusalCode::UnknownChange,
            Self::Lapsed => RefusalCode::ChangeLapsed,
            Self::Paused => RefusalCode::ProposalsPaused,
            Self::TooManyWaiting { .. }
            | Self::TooManyRecoveries { .. }
            | Self::TooManyWithdrawn { .. }
            | Self::LongAnswer => RefusalCode::TooManyWaiting,
            Self::ProposedOnHost => RefusalCode::ProposedOnHost,
            Self::TooLargeToShow => RefusalCode::ChangeTooLarge,
            Self::ApprovedBefore => RefusalCode::ApprovedBefore,
            Self::OwnRemoval => RefusalCode::OwnRemoval,
            Self::HostDisabled => RefusalCode::HostSwitchedOff,
            Self::OtherDigest { .. } | Self::AmbiguousDigest => RefusalCode::OtherDigest,
            Self::UnknownPasskey | Self::NothingToConfirm => RefusalCode::UnknownPasskey,
            Self::UnconfirmedPasskey => RefusalCode::UnconfirmedPasskey,
            Self::ApproversInvite | Self::NotInvited => RefusalCode::NeedsApproval,
            Self::EnrolmentCode { .. } => RefusalCode::WrongEnrolmentCode,
            Self::OtherFingerprint => RefusalCode::OtherFingerprint,
            Self::EnrolledBefore => RefusalCode::EnrolledBefore,
        }
    }
}
