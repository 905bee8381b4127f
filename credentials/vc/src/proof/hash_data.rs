//! The signed bytes: the hash of the proof's configuration, then the hash of the document.

use sha2::{Digest, Sha256, Sha384};

use crate::canonical::RdfcHash;

/// The bytes to sign with SHA-256: SHA-256 of the canonical proof configuration, then of the canonical document.
///
/// Both arguments are canonical N-Quads, or canonical JSON for the `jcs` suites. The 64 bytes are the *message* of the
/// signature, not a digest for it (VC DI `EdDSA` 1.0, sections 3.2.4 and 3.2.6).
#[must_use]
pub fn hash_data(canonical_document: &str, canonical_config: &str) -> [u8; 64] {
    let mut bytes = [0; 64];
    let (config, document) = bytes.split_at_mut(32);
    config.copy_from_slice(&Sha256::digest(canonical_config));
    document.copy_from_slice(&Sha256::digest(canonical_document));
    bytes
}

/// As [`hash_data`], with the hash of suite and key: 64 bytes for SHA-256, 96 for SHA-384.
#[must_use]
pub fn hash_data_with(canonical_document: &str, canonical_config: &str, hash: RdfcHash) -> Vec<u8> {
    match hash {
        RdfcHash::Sha256 => hash_data(canonical_document, canonical_config).to_vec(),
        RdfcHash::Sha384 => [Sha384::digest(canonical_config), Sha384::digest(canonical_document)].concat(),
    }
}
