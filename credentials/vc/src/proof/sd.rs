//! `ecdsa-sd-2023`: verifies a holder's selective disclosure of a credential (VC DI ECDSA 1.0, sections 3.4.9 and
//! 3.5.8).
//!
//! The issuer signed the mandatory statements together, and each further statement alone with a key made for this
//! credential. The holder discloses some statements and the names under which the issuer signed their blank nodes.

mod cbor;
mod relabel;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use self::cbor::Reader;
use super::ProofFailure;
use super::signature::check_signature;
use crate::canonical::CanonicalError;
use crate::multikey::PublicKey;
use crate::work::units;

/// Maximum number of statements with their own signature: each costs one verification.
const MOST_SIGNATURES: usize = 1000;

const MALFORMED: ProofFailure = ProofFailure::Member("proofValue");

/// The parts of a derived proof's value.
#[derive(Debug)]
pub(super) struct DerivedProof<'a> {
    base_signature: &'a [u8],
    /// Multikey bytes of the key for this credential.
    key_bytes: &'a [u8],
    key: PublicKey,
    signatures: Vec<&'a [u8]>,
    labels: BTreeMap<u64, String>,
    mandatory: BTreeSet<u64>,
}

/// The bytes of `proofValue`: base64url without padding.
///
/// # Errors
/// [`ProofFailure::Member`] when it is anything else.
pub(super) fn decode(proof_value: &str) -> Result<Vec<u8>, ProofFailure> {
    let text = proof_value.strip_prefix('u').ok_or(MALFORMED)?;
    URL_SAFE_NO_PAD.decode(text).map_err(|_| MALFORMED)
}

impl<'a> DerivedProof<'a> {
    /// Reads the bytes of a proof value: `d9 5d 01` and a CBOR array of base signature, key, signatures, label map and
    /// mandatory indexes.
    ///
    /// # Errors
    /// [`ProofFailure::BaseProof`] for `d9 5d 00`; [`ProofFailure::Member`]; [`ProofFailure::Canonical`] with
    /// [`CanonicalError::TooMuchWork`] above 1,000 signatures.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, ProofFailure> {
        let body = match bytes.split_first_chunk::<3>() {
            Some(([0xd9, 0x5d, 0x01], body)) => body,
            Some(([0xd9, 0x5d, 0x00], _)) => return Err(ProofFailure::BaseProof),
            _ => return Err(MALFORMED),
        };
        let mut reader = Reader::new(body);
        let read = Self::parts(&mut reader).filter(|_| reader.is_at_end()).ok_or(MALFORMED)?;
        if read.signatures.len() > MOST_SIGNATURES {
            return Err(CanonicalError::TooMuchWork.into());
        }
        Ok(read)
    }

    fn parts(reader: &mut Reader<'a>) -> Option<Self> {
        if reader.array()? != 5 {
            return None;
        }
        let base_signature = reader.bytes(64)?;
        let key_bytes = reader.bytes(35)?;
        let key = PublicKey::from_multikey(key_bytes).ok()?;
        if !matches!(key, PublicKey::P256(_)) {
            return None;
        }
        let signatures = (0..reader.array()?).map(|_| reader.bytes(64)).collect::<Option<Vec<_>>>()?;
        let mut labels = BTreeMap::new();
        for _ in 0..reader.map()? {
            let number = reader.unsigned()?;
            let label = format!("u{}", URL_SAFE_NO_PAD.encode(reader.bytes(32)?));
            if labels.insert(number, label).is_some() {
                return None;
            }
        }
        // Two nodes under one name would become one, and a statement about one could be presented as one about both.
        if labels.values().collect::<BTreeSet<_>>().len() != labels.len() {
            return None;
        }
        let mandatory = (0..reader.array()?).map(|_| reader.unsigned()).collect::<Option<BTreeSet<_>>>()?;
        Some(Self { base_signature, key_bytes, key, signatures, labels, mandatory })
    }

    /// The number of statements with their own signature.
    pub(super) fn signatures(&self) -> u64 {
        units(self.signatures.len())
    }

    /// Verifies that the disclosed statements are the issuer's. `canonical` and `config` are canonical N-Quads; `key`
    /// is the issuer's.
    ///
    /// # Errors
    /// [`ProofFailure::Signature`]: also when a statement has no signature, or a blank node has no name.
    pub(super) fn verify(&self, canonical: &str, config: &str, key: &PublicKey) -> Result<(), ProofFailure> {
        let statements = relabel::statements(canonical, &self.labels).ok_or(ProofFailure::Signature)?;
        let (mut mandatory, mut alone) = (Sha256::new(), Vec::new());
        for (at, statement) in (0..).zip(&statements) {
            if self.mandatory.contains(&at) {
                mandatory.update(statement);
            } else {
                alone.push(statement);
            }
        }
        if alone.len() != self.signatures.len() {
            return Err(ProofFailure::Signature);
        }
        let signed = [&Sha256::digest(config)[..], self.key_bytes, &mandatory.finalize()].concat();
        check_signature(&signed, self.base_signature, key)?;
        alone.iter().zip(&self.signatures).try_for_each(|(statement, signature)| {
            check_signature(statement.as_bytes(), signature, &self.key)
        })
    }
}
