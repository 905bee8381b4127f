//! The general JSON-LD path, or a note that it is missing.

use credentials::contexts::FurtherContexts;

/// The contexts of a verification: the pinned ones, and the general path.
pub(crate) fn contexts() -> FurtherContexts {
    FurtherContexts::default().with_general_path(path::statements)
}

pub(crate) use path::is_missing;

#[cfg(feature = "general")]
mod path {
    pub(crate) use jsonld::statements;

    /// Never.
    pub(crate) fn is_missing() -> bool {
        false
    }
}

#[cfg(not(feature = "general"))]
mod path {
    use credentials::canonical::dataset::Dataset;
    use credentials::canonical::{CanonicalError, Terms};
    use serde_json::Value;
    use std::cell::Cell;

    thread_local! {
        static IS_MISSING: Cell<bool> = const { Cell::new(false) };
    }

    /// Whether a document needed the general path since the last question.
    pub(crate) fn is_missing() -> bool {
        IS_MISSING.take()
    }

    /// Notes that the general path is needed.
    pub(super) fn statements(_: &Value, _: Terms<'_>) -> Result<Dataset, CanonicalError> {
        IS_MISSING.set(true);
        Err(CanonicalError::TooMuchWork)
    }
}
