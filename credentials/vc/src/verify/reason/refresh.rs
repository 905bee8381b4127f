use super::Unavailable;
use crate::sanitizer::ForeignAddress;
use crate::time::Timestamp;

/// The result of the check of a newer copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefreshReason {
    /// The badge names no place for newer copies.
    NoRefresh,
    /// The place was not requested. None: the badge names it in an unknown way.
    NotAsked(Option<ForeignAddress>),
    /// The copy could not be read, or is not good.
    Failed {
        /// The address.
        url: ForeignAddress,
        /// Why.
        why: Unavailable,
    },
    /// There is a newer copy.
    NewerCopy {
        /// Its start of validity.
        from: Timestamp,
        /// Its address.
        url: ForeignAddress,
    },
    /// The copy is not newer.
    NoNewerCopy,
}

codes! { RefreshReason as Refresh {
    Self::NoRefresh => "no-refresh",
    Self::NotAsked(_) => "refresh-not-asked",
    Self::Failed { .. } => "refresh-failed",
    Self::NewerCopy { .. } => "newer-copy",
    Self::NoNewerCopy => "no-newer-copy",
} }
