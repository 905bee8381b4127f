//! Typed reasons of refusals and faults: codes and facts, no sentences. `messages` turns them into sentences.
//!
//! On the wire a reason is the name of its subject, then its own name, then its facts:
//! `{"ceiling": {"request": {"asked": 600, "most": 500}}}`, or `{"credential": "other-name"}`.

mod approval;
mod ceiling;
mod change;
mod credential;
mod document;
mod fault;
mod issuer;
mod key;
mod ledger;
mod passkey;
mod request;
mod status_entry;
mod status_list;
mod superseding;

pub use approval::ApprovalReason;
pub use ceiling::{CeilingReason, CeilingWindow};
pub use change::ChangeReason;
pub use credential::CredentialReason;
pub use document::DocumentReason;
pub use fault::FaultReason;
pub use issuer::IssuerReason;
pub use key::KeyReason;
pub use ledger::LedgerReason;
pub use passkey::PasskeyReason;
pub use request::RequestReason;
pub use status_entry::StatusEntryReason;
pub use status_list::StatusListReason;
pub use superseding::SupersedingReason;

use crate::RefusalCode;
use serde::{Deserialize, Serialize};

/// Declares [`RefusalReason`], its code, and the conversions into it and into a refusal.
macro_rules! refusal_reason {
    ($($(#[$doc:meta])* $subject:ident($reason:ident),)*) => {
        /// Why the signer's policy refuses, by subject.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum RefusalReason {
            $($(#[$doc])* $subject($reason),)*
        }

        impl RefusalReason {
            /// The code: for programs, and for the log.
            #[must_use]
            pub const fn code(&self) -> RefusalCode {
                match self {
                    $(Self::$subject(reason) => reason.code(),)*
                }
            }
        }

        $(impl From<$reason> for RefusalReason {
            fn from(reason: $reason) -> Self {
                Self::$subject(reason)
            }
        }

        impl From<$reason> for crate::Refusal {
            fn from(reason: $reason) -> Self {
                Self::new(reason)
            }
        }

        impl From<$reason> for crate::Problem {
            fn from(reason: $reason) -> Self {
                Self::Refused(reason.into())
            }
        })*
    };
}

refusal_reason! {
    /// The request as a whole.
    Request(RequestReason),
    /// A text that may not be signed.
    Document(DocumentReason),
    /// A credential.
    Credential(CredentialReason),
    /// A credential's place in a status list.
    StatusEntry(StatusEntryReason),
    /// A credential that replaces an earlier one.
    Superseding(SupersedingReason),
    /// A status list.
    StatusList(StatusListReason),
    /// A ceiling.
    Ceiling(CeilingReason),
    /// An issuer.
    Issuer(IssuerReason),
    /// A key.
    Key(KeyReason),
    /// A change that needs approvals.
    Change(ChangeReason),
    /// Approvals and approvers.
    Approval(ApprovalReason),
    /// A passkey's answer.
    Passkey(PasskeyReason),
    /// The ledger.
    Ledger(LedgerReason),
}

impl From<FaultReason> for crate::Fault {
    fn from(reason: FaultReason) -> Self {
        Self::new(reason)
    }
}

impl From<FaultReason> for crate::Problem {
    fn from(reason: FaultReason) -> Self {
        Self::Failed(reason.into())
    }
}
