//! What needs a person, on the first page and before issuing.

use domain::{BadgeDesignId, CredentialId, SignerEvent, Timestamp, WaitingChange};
use serde::{Deserialize, Serialize};

/// Something that needs a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "need", rename_all = "kebab-case")]
pub enum Need {
    /// No design exists yet.
    FirstDesign,
    /// A design exists, but none is published.
    Publish {
        /// The design.
        id: BadgeDesignId,
        /// Its name.
        name: String,
    },
    /// A design is published, and nobody has received it.
    FirstIssue {
        /// The design.
        id: BadgeDesignId,
        /// Its name.
        name: String,
    },
    /// The signer gave no answer in time.
    NoAnswer,
    /// The signer cannot sign.
    Signer {
        /// The problem in words.
        says: String,
    },
    /// The issuer is frozen: nothing is signed until people approve that it goes on.
    Frozen {
        /// Why it was frozen.
        reason: String,
    },
    /// The signer answers, and does not report this.
    Unknown {
        /// What is not known.
        what: SignerFact,
        /// The signer's sentence.
        says: String,
    },
    /// A person on the signer's host paused the requests of this application.
    ProposalsPaused,
    /// A change waits, and there are not enough people to approve it.
    NoApprover {
        /// Enrolled approvers.
        approvers: u32,
        /// Number of people that a change needs.
        needed: u32,
        /// May a person on the signer's host approve, too?
        on_host: bool,
    },
    /// People have to approve a change at the signer's desk.
    Approval(WaitingChange),
    /// The active key is due for replacement soon.
    ReplaceKey {
        /// The day by which it is to be replaced.
        by: Timestamp,
    },
    /// The signer raised alerts that a member should view.
    Alerts {
        /// The events, oldest first.
        events: Vec<SignerEvent>,
    },
    /// The signer refused a credential.
    Refused {
        /// The credential.
        id: CredentialId,
        /// Its recipient's name.
        recipient: String,
        /// The signer's sentence.
        says: String,
    },
}

/// A fact that the signer reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignerFact {
    /// The changes that wait for approval.
    Approvals,
    /// Its alerts.
    Alerts,
    /// The keys, and whether the issuer is frozen.
    Keys,
}
