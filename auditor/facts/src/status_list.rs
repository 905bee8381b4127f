use credentials::did::DidError;
use credentials::json::JsonError;
use credentials::proof::ProofFailure;

/// What is known of a status list of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListFact {
    /// Signed by its issuer, valid now, and recorded.
    Good {
        /// The list's file.
        name: String,
        /// The index of its entry in the ledger.
        entry: usize,
    },
    /// Not good, or not checked.
    Bad {
        /// The list's file.
        name: String,
        /// Why.
        fault: ListFault,
    },
}

/// Why a list is not good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListFault {
    /// It is not JSON.
    Json(JsonError),
    /// A member that each list has is missing; this is its name.
    Member(&'static str),
    /// The document with the issuer's keys is not part of the copy. The list may be good.
    NoDocument,
    /// The document is invalid, or does not list the key.
    Key(DidError),
    /// The proof is invalid.
    Proof(ProofFailure),
    /// It is not yet valid, or no longer.
    NotNow {
        /// Its start, as written.
        from: String,
        /// Its end, as written.
        until: String,
    },
    /// The signer did not record it.
    NoEntry,
}

fact_codes! { ListFact as StatusList {
    Self::Good { .. } => "list-good",
    Self::Bad { fault: ListFault::Json(_), .. } => "list-json",
    Self::Bad { fault: ListFault::Member(_), .. } => "list-member",
    Self::Bad { fault: ListFault::NoDocument, .. } => "list-no-document",
    Self::Bad { fault: ListFault::Key(_), .. } => "list-key",
    Self::Bad { fault: ListFault::Proof(_), .. } => "list-proof",
    Self::Bad { fault: ListFault::NotNow { .. }, .. } => "list-not-now",
    Self::Bad { fault: ListFault::NoEntry, .. } => "list-no-entry",
} }

impl From<JsonError> for ListFault {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}

impl From<DidError> for ListFault {
    fn from(error: DidError) -> Self {
        Self::Key(error)
    }
}

impl From<ProofFailure> for ListFault {
    fn from(error: ProofFailure) -> Self {
        Self::Proof(error)
    }
}
