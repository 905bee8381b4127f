//! A frozen badge version in the approval process.

use crate::ids::Version;
use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A frozen version that is not registered with the signer yet. At most one for each design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingVersion {
    /// Its number: the one after the published version.
    pub version: Version,
    /// The state of its approval.
    pub approval: Approval,
}

impl PendingVersion {
    /// Do approvers decide about it now?
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        matches!(self.approval, Approval::Waiting(_))
    }
}

/// The state of a change that people have to approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "approval", rename_all = "kebab-case")]
pub enum Approval {
    /// The request to the signer is pending or unanswered.
    Asking {
        /// Why the last attempt failed; it is retried automatically.
        last_problem: Option<String>,
    },
    /// The approvers decide.
    Waiting(WaitingApproval),
    /// The requested change will not happen. It can be requested again.
    Ended {
        /// The outcome.
        how: ApprovalEnd,
        /// When the server noticed.
        at: Timestamp,
    },
}

impl Approval {
    /// Is there no decision yet? Then what was sent cannot be changed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Asking { .. } | Self::Waiting(_))
    }
}

/// The signer's status of a change that waits for approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingApproval {
    /// Lower-case hex SHA-256 of the exact text that people approve.
    pub digest: String,
    /// Address of the signer's desk.
    pub desk: String,
    /// Number of approvals so far.
    pub given: u32,
    /// Number of approvals needed.
    pub needed: u32,
    /// When the change was requested.
    pub asked: Timestamp,
    /// When the request lapses.
    pub expires: Timestamp,
}

/// Any change that waits for approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingChange {
    /// The signer's one-line title.
    pub title: String,
    /// The state of its approval.
    pub waiting: WaitingApproval,
}

impl WaitingApproval {
    /// The first 8 characters of the digest, which an approver types.
    #[must_use]
    pub fn beginning(&self) -> &str {
        self.digest.get(..8).unwrap_or(&self.digest)
    }

    /// Why the signer no longer lists the change, at a time when it is not in force.
    #[must_use]
    pub fn end(&self, now: Timestamp) -> ApprovalEnd {
        if now >= self.expires { ApprovalEnd::Lapsed } else { ApprovalEnd::Declined }
    }
}

/// Why a change will not happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "kebab-case")]
pub enum ApprovalEnd {
    /// A person on the signer's host declined it, or all approvers were removed.
    Declined,
    /// It did not get enough approvals in time.
    Lapsed,
    /// A member withdrew it, to change it.
    Withdrawn,
    /// The signer refuses it, whatever the approvals.
    Refused {
        /// The signer's sentence.
        says: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_before_its_time_was_declined_and_afterwards_it_lapsed() {
        let expires = Timestamp::from_millis(1_000);
        let waiting = WaitingApproval {
            digest: "0123456789abcdef".repeat(4),
            desk: "http://localhost:3001".to_owned(),
            given: 0,
            needed: 1,
            asked: Timestamp::from_millis(0),
            expires,
        };
        assert_eq!(waiting.end(Timestamp::from_millis(999)), ApprovalEnd::Declined);
        assert_eq!(waiting.end(expires), ApprovalEnd::Lapsed);
        assert_eq!(waiting.beginning(), "01234567");
    }
}
