//! Bitstring status lists: the entry in a badge, and the list of bits that marks revoked badges (W3C Bitstring Status
//! List 1.0).

mod entry;
mod foreign;
mod foreign_entry;
mod list;
mod purpose;

pub use entry::StatusEntry;
pub use foreign::ForeignList;
pub(crate) use foreign_entry::{ForeignEntry, is_entry};
pub use list::{MIN_LENGTH, StatusList};
pub use purpose::StatusPurpose;

/// Why an entry or a list cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatusError {
    /// The entry is not an object of type `BitstringStatusListEntry`.
    #[error("the status entry is not a BitstringStatusListEntry")]
    NotAnEntry,
    /// A member is missing or of the wrong kind (`MALFORMED_VALUE_ERROR`); the name is the member's.
    #[error("the status entry's {0} is missing or malformed")]
    Member(&'static str),
    /// The entry is well formed, but not for `revocation` with one bit per badge.
    #[error("the status entry is not a revocation entry of one bit")]
    NotRevocation,
    /// The list's text is not `u` followed by base64url of GZIP data.
    #[error("the status list's text is not multibase base64url of GZIP")]
    Encoding,
    /// The list grows past 16 MiB when decompressed.
    #[error("the status list is larger than 16 MiB")]
    TooLarge,
    /// The list has fewer than 131,072 entries (`STATUS_LIST_LENGTH_ERROR`).
    #[error("the status list has fewer than 131,072 entries")]
    TooShort,
}
