use serde::{Deserialize, Serialize};

/// A field of the forms on the keys page that may not be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyField {
    /// Why the issuer is frozen.
    FreezeReason,
    /// The name of the person who is invited to approve.
    Invited,
    /// The name of the approver who is removed.
    Removed,
}

/// Why a change of keys, ceilings or approvers was not requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyFault {
    /// Not a whole number from 1 to the most that a ceiling can be.
    Ceiling {
        /// The most.
        most: u32,
    },
    /// A field is empty.
    Missing(KeyField),
    /// Not a number of people.
    NotANumber,
    /// Not a date with a time.
    NotAMoment,
    /// No badge waits for the ceilings.
    NothingWaits,
    /// The issuer's identifier is its key.
    IdentifierIsKey,
    /// The name of an approver is empty or too long.
    ApproverName {
        /// The most characters.
        most: usize,
    },
    /// The reason of a freeze is empty or too long.
    FreezeReason {
        /// The most characters.
        most: usize,
    },
    /// The institution has no key of this name.
    UnknownKey,
    /// The key was not reported as compromised.
    NotCompromised,
    /// A stored credential cannot be read.
    Unreadable,
}

fault_codes! { KeyFault as Key {
    Self::Ceiling { .. } => "ceiling",
    Self::Missing(_) => "field-missing",
    Self::NotANumber => "not-a-number",
    Self::NotAMoment => "not-a-moment",
    Self::NothingWaits => "nothing-waits",
    Self::IdentifierIsKey => "identifier-is-key",
    Self::ApproverName { .. } => "approver-name",
    Self::FreezeReason { .. } => "freeze-reason",
    Self::UnknownKey => "unknown-key",
    Self::NotCompromised => "not-compromised",
    Self::Unreadable => "unreadable-credential",
} }
