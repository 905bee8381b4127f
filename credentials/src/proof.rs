//! Data Integrity proofs with the suite `eddsa-rdfc-2022` (VC Data Integrity 1.0; VC DI `EdDSA` 1.0, section 3.2).

mod options;
mod verify;

use sha2::{Digest, Sha256};

pub use options::{CRYPTOSUITE, ProofOptions};
pub(crate) use verify::check_signature;
pub use verify::{ProofFailure, verify_proof};

/// What is signed: SHA-256 of the canonical proof configuration, then SHA-256 of the canonical document.
///
/// Both arguments are canonical N-Quads. The 64 bytes are the *message* of Ed25519, not a digest for it
/// (VC DI `EdDSA` 1.0, sections 3.2.4 and 3.2.6).
#[must_use]
pub fn hash_data(canonical_document: &str, canonical_config: &str) -> [u8; 64] {
    let mut bytes = [0; 64];
    let (config, document) = bytes.split_at_mut(32);
    config.copy_from_slice(&Sha256::digest(canonical_config));
    document.copy_from_slice(&Sha256::digest(canonical_document));
    bytes
}
