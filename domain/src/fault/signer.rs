use serde::{Deserialize, Serialize};

/// What the signer answered in place of a result. Its sentence is made where its answer arrives, because the register
/// stores it too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignerFault {
    /// It refused: a retry changes nothing.
    Refused {
        /// Its sentence.
        says: String,
    },
    /// Its lint found a fault in the document.
    Place {
        /// JSON Pointer (RFC 6901) into the document.
        pointer: String,
        /// The sentence about the fault.
        says: String,
    },
    /// It failed, or does not answer.
    Away {
        /// What is wrong, in a sentence.
        says: String,
    },
}

fault_codes! { SignerFault as Signer {
    Self::Refused { .. } => "signer-refused",
    Self::Place { .. } => "signer-finding",
    Self::Away { .. } => "signer-away",
} }
