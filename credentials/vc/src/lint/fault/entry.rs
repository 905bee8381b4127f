use serde::{Deserialize, Serialize};

use super::Name;

/// What is wrong with a status entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryFault {
    /// The member of this name is missing.
    Missing(Name),
    /// The messages of its values are missing.
    MessagesMissing,
    /// `statusPurpose` is not a text.
    Purpose,
    /// `statusListIndex` is not a whole number as text.
    Index,
    /// `statusSize` is not a whole number from 1.
    Size,
    /// `statusMessage` has not one message for each value.
    Messages,
    /// `statusReference` has not one or more URLs.
    References,
}

fault_codes! { EntryFault as Entry {
    Self::Missing(_) | Self::MessagesMissing => "missing",
    Self::Purpose | Self::Index | Self::Size | Self::Messages | Self::References => "malformed",
} }
