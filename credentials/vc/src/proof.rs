//! Data Integrity proofs (VC Data Integrity 1.0) with the suites of VC DI `EdDSA` 1.0 and VC DI ECDSA 1.0.
//!
//! [`SecuredDocument`] verifies one proof at a time, given its key; [`ProofOptions`] describes a new proof.

mod batch_verification;
mod chain;
mod cryptosuite;
mod failure;
mod hash_data;
mod jcs;
mod members;
mod options;
mod sd;
mod secured;
mod signature;
mod verify;

pub(crate) use cryptosuite::Canonicalisation;
pub use cryptosuite::Cryptosuite;
pub use failure::{ChainFault, ProofFailure};
pub use hash_data::{hash_data, hash_data_with};
pub use members::{Expected, Proof};
pub use options::ProofOptions;
pub(crate) use secured::first_direction;
pub use secured::{MOST_PROOFS, SecuredDocument};
pub use signature::{Verifier, check_signature};
pub use verify::{verify_proof, verify_proof_with};
