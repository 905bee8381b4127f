//! The cryptosuites by name, and the kinds of key for each.

use serde_json::{Map, Value};

use super::ProofFailure;
use crate::canonical::RdfcHash;
use crate::multikey::PublicKey;

/// A kind of proof that can be verified. The first four can also be issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cryptosuite {
    /// Ed25519 over canonical N-Quads (VC DI `EdDSA` 1.0, section 3.2).
    EddsaRdfc2022,
    /// Ed25519 over canonical JSON (VC DI `EdDSA` 1.0, section 3.3).
    EddsaJcs2022,
    /// ECDSA with P-256 or P-384 over canonical N-Quads (VC DI ECDSA 1.0, section 3.2).
    EcdsaRdfc2019,
    /// ECDSA with P-256 or P-384 over canonical JSON (VC DI ECDSA 1.0, section 3.3).
    EcdsaJcs2019,
    /// Selective disclosure with P-256 (VC DI ECDSA 1.0, section 3.4); derived proofs are verified.
    EcdsaSd2023,
    /// The suite of badges under VC 1.1 (VC DI `EdDSA` 1.0, appendix on legacy suites): `type` and no `cryptosuite`.
    Ed25519Signature2020,
}

/// The canonical form of a document that a suite hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Canonicalisation {
    /// Its statements (RDFC-1.0).
    Rdfc,
    /// Its JSON (RFC 8785).
    Jcs,
}

impl Cryptosuite {
    /// The suite that a proof names.
    ///
    /// # Errors
    /// [`ProofFailure::Member`] without `type` or `cryptosuite`; [`ProofFailure::Suite`] with the name of an unknown
    /// suite.
    pub fn of(proof: &Map<String, Value>) -> Result<Self, ProofFailure> {
        let text =
            |name: &'static str| proof.get(name).and_then(Value::as_str).ok_or(ProofFailure::Member(name));
        match text("type")? {
            "DataIntegrityProof" => Self::by_name(text("cryptosuite")?),
            "Ed25519Signature2020" => Ok(Self::Ed25519Signature2020),
            other => Err(ProofFailure::Suite(other.to_owned())),
        }
    }

    /// The suite of a `DataIntegrityProof` by the text of `cryptosuite`.
    ///
    /// # Errors
    /// [`ProofFailure::Suite`] with the name of an unknown suite.
    pub fn by_name(name: &str) -> Result<Self, ProofFailure> {
        match name {
            "eddsa-rdfc-2022" => Ok(Self::EddsaRdfc2022),
            "eddsa-jcs-2022" => Ok(Self::EddsaJcs2022),
            "ecdsa-rdfc-2019" => Ok(Self::EcdsaRdfc2019),
            "ecdsa-jcs-2019" => Ok(Self::EcdsaJcs2019),
            "ecdsa-sd-2023" => Ok(Self::EcdsaSd2023),
            other => Err(ProofFailure::Suite(other.to_owned())),
        }
    }

    /// The suite for issuing with a key of this kind: `eddsa-rdfc-2022` or `ecdsa-rdfc-2019`.
    #[must_use]
    pub fn for_key(key: &PublicKey) -> Self {
        match key {
            PublicKey::Ed25519(_) => Self::EddsaRdfc2022,
            PublicKey::P256(_) | PublicKey::P384(_) => Self::EcdsaRdfc2019,
        }
    }

    /// The suite's name: the text of `cryptosuite`, or of `type` for `Ed25519Signature2020`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EddsaRdfc2022 => "eddsa-rdfc-2022",
            Self::EddsaJcs2022 => "eddsa-jcs-2022",
            Self::EcdsaRdfc2019 => "ecdsa-rdfc-2019",
            Self::EcdsaJcs2019 => "ecdsa-jcs-2019",
            Self::EcdsaSd2023 => "ecdsa-sd-2023",
            Self::Ed25519Signature2020 => "Ed25519Signature2020",
        }
    }

    /// The hash of this suite with a key of that kind, also inside RDFC-1.0.
    ///
    /// # Errors
    /// [`ProofFailure::KeyKind`] when suite and key do not match.
    pub(crate) fn hash(self, key: &PublicKey) -> Result<RdfcHash, ProofFailure> {
        match (self, key) {
            (
                Self::EddsaRdfc2022 | Self::EddsaJcs2022 | Self::Ed25519Signature2020,
                PublicKey::Ed25519(_),
            )
            | (Self::EcdsaRdfc2019 | Self::EcdsaJcs2019 | Self::EcdsaSd2023, PublicKey::P256(_)) => {
                Ok(RdfcHash::Sha256)
            }
            (Self::EcdsaRdfc2019 | Self::EcdsaJcs2019, PublicKey::P384(_)) => Ok(RdfcHash::Sha384),
            _ => Err(ProofFailure::KeyKind),
        }
    }

    /// The canonical form that this suite hashes.
    pub(crate) fn canonicalisation(self) -> Canonicalisation {
        match self {
            Self::EddsaJcs2022 | Self::EcdsaJcs2019 => Canonicalisation::Jcs,
            Self::EddsaRdfc2022 | Self::EcdsaRdfc2019 | Self::EcdsaSd2023 | Self::Ed25519Signature2020 => {
                Canonicalisation::Rdfc
            }
        }
    }

    /// Whether proofs of this suite are issued here.
    pub(crate) fn is_issued(self) -> bool {
        !matches!(self, Self::EcdsaSd2023 | Self::Ed25519Signature2020)
    }
}
