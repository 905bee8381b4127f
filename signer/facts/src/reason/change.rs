//! Refusals of a change that people would have to approve.

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Why a change cannot be made, even with approvals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeReason {
    /// Achievement and entries are too long.
    AchievementLength {
        /// The limit in bytes.
        most: usize,
    },
    /// The achievement's id does not lie below this installation's `/achievements/`.
    ForeignAchievement,
    /// The badge version is registered with other content.
    BadgeVersionChanged,
    /// The badge version of a batch is not registered for the issuer.
    UnregisteredBadge,
    /// A batch lists no, too many, equal or malformed digests.
    Batch {
        /// The maximum number of digests.
        most: usize,
    },
    /// The ceilings are zero, or too high.
    Ceilings {
        /// The highest ceiling for a request.
        most: usize,
    },
    /// The number of revocations is zero, or too high.
    RevocationCount {
        /// The limit.
        most: u32,
    },
    /// The reason for the revocations is empty, too long, or has more than one line.
    RevocationText {
        /// The maximum number of characters.
        most: usize,
    },
    /// The DID, the institution or the key is bound already.
    BindingTaken,
    /// The first issuer is bound without an approval.
    FirstIssuer,
    /// The issuer's key is revoked, so it is not unfrozen.
    UnfreezeRevokedKey,
    /// A did:key has one key.
    RotateDidKey,
    /// The next key belongs to an issuer already.
    KeyTaken,
    /// The next key is revoked or destroyed.
    KeyUnusable,
    /// A next key is published already.
    NextKeyWaits,
    /// The key to be revoked belongs to no issuer.
    NoIssuersKey,
    /// The time of the compromise lies in the future.
    CompromisedInFuture,
    /// The key to be destroyed signs, or is about to.
    DestroyUsedKey,
    /// A did:key names no keeper of status lists.
    KeeperOfDidKey,
    /// The keeper is no other did:web, or its prefix is malformed.
    Keeper,
    /// The keeper's prefix covers lists of this signer.
    KeeperOfOwnLists,
    /// The name is no approver's name.
    ApproverName {
        /// The maximum number of characters.
        most: usize,
    },
    /// There is no approver of this name.
    UnknownApprover,
    /// An approver of this name is enrolled already.
    ApproverEnrolled,
    /// Fewer people would be left than a change needs.
    TooFewApprovers,
    /// The quorum is zero, or higher than the number of people.
    Quorum {
        /// The number of people who can approve.
        able: usize,
    },
}

impl ChangeReason {
    pub(super) const fn code(&self) -> RefusalCode {
        match self {
            Self::AchievementLength { .. } => RefusalCode::ChangeTooLarge,
            Self::ForeignAchievement => RefusalCode::ForeignId,
            Self::BadgeVersionChanged => RefusalCode::BadgeVersionChanged,
            Self::UnregisteredBadge => RefusalCode::UnregisteredBadge,
            Self::ApproverEnrolled => RefusalCode::EnrolledBefore,
            Self::Batch { .. }
            | Self::Ceilings { .. }
            | Self::RevocationCount { .. }
            | Self::RevocationText { .. }
            | Self::BindingTaken
            | Self::FirstIssuer
            | Self::UnfreezeRevokedKey
            | Self::RotateDidKey
            | Self::KeyTaken
            | Self::KeyUnusable
            | Self::NextKeyWaits
            | Self::NoIssuersKey
            | Self::CompromisedInFuture
            | Self::DestroyUsedKey
            | Self::KeeperOfDidKey
            | Self::Keeper
            | Self::KeeperOfOwnLists
            | Self::ApproverName { .. }
            | Self::UnknownApprover
            | Self::TooFewApprovers
            | Self::Quorum { .. } => RefusalCode::ImpossibleChange,
        }
    }
}
