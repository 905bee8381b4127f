//! A frozen badge version on its way through the approvals of people.

use crate::ids::Version;
use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A frozen version that the signer does not know yet. At most one for each design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingVersion {
    /// Its number: the one after the published version.
    pub version: Version,
    /// How far it has come.
    pub approval: Approval,
}

/// How far a change has come that people have to approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "approval", rename_all = "kebab-case")]
pub enum Approval {
    /// The signer is to be asked, or has not answered.
    Asking {
        /// Why the last attempt did not succeed; it is tried again by itself.
        last_problem: Option<String>,
    },
    /// People decide.
    Waiting(WaitingApproval),
    /// It is not going to be as it was asked for. It can be asked for again.
    Ended {
        /// Why.
        how: ApprovalEnd,
        /// When that was noticed.
        at: Timestamp,
    },
}

/// What the signer says of a change that waits for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingApproval {
    /// Lower-case hex SHA-256 of the exact text that people approve.
    pub digest: String,
    /// Address of the signer's desk.
    pub desk: String,
    /// How many people approved.
    pub given: u32,
    /// How many have to.
    pub needed: u32,
    /// When it was asked for.
    pub asked: Timestamp,
    /// When it lapses.
    pub expires: Timestamp,
}

/// Any change that waits for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingChange {
    /// In one line of the signer's.
    pub title: String,
    /// How far it has come.
    pub waiting: WaitingApproval,
}

impl WaitingApproval {
    /// The beginning of the digest that a person types, 8 characters.
    #[must_use]
    pub fn beginning(&self) -> &str {
        self.digest.get(..8).unwrap_or(&self.digest)
    }

    /// Why the signer knows nothing of it any more, at a time at which it is not in force.
    #[must_use]
    pub fn end(&self, now: Timestamp) -> ApprovalEnd {
        if now >= self.expires { ApprovalEnd::Lapsed } else { ApprovalEnd::Declined }
    }
}

/// Why a change is not going to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "kebab-case")]
pub enum ApprovalEnd {
    /// A person on the signer's host declined it, or all approvers were sent away.
    Declined,
    /// Too few people approved it in time.
    Lapsed,
    /// The signer does not take it, whoever approves.
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
