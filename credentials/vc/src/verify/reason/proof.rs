use super::key::NamedKey;
use crate::canonical::CanonicalError;
use crate::proof::ChainFault;
use crate::sanitizer::ForeignText;
use crate::time::Timestamp;

/// The result of the check of the proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofReason {
    /// Nothing was altered since this key signed.
    Unchanged {
        /// The key.
        key: NamedKey,
        /// Number of the proof, from 1, and the number of proofs, where there are several.
        proof: Option<(usize, usize)>,
    },
    /// The proof of the enclosing presentation secures the document.
    SelfAsserted,
    /// Remark: another proof is malformed, or is not a proof of this text.
    OtherProofBroken,
    /// The key could not be fetched.
    NoKey,
    /// A token that names no key.
    NoKeyNamed,
    /// No proof.
    NoProof,
    /// More than eight proofs.
    TooManyProofs,
    /// A suite that is not supported.
    UnknownSuite(ForeignText),
    /// The proof expired at this time.
    Expired(Timestamp),
    /// The document was altered after it was signed.
    Changed,
    /// The proof has another purpose.
    Purpose,
    /// The proof is for another site.
    Domain,
    /// The proof answers another challenge.
    Challenge,
    /// The key does not fit the proof.
    KeyKind,
    /// The key does not fit the token.
    TokenKeyKind,
    /// The proof was made under other contexts.
    Context,
    /// A base proof, for the holder alone.
    BaseProof,
    /// The references to earlier proofs are broken.
    BrokenChain(ChainFault),
    /// `verificationMethod` is missing or malformed.
    Method,
    /// This member of the proof is missing or malformed.
    Member(&'static str),
    /// The proof has no canonical form.
    NotCanonical(CanonicalError),
    /// The proof's canonical form is not supported.
    Unsupported(CanonicalError),
    /// The signature of a token is not in the form of its algorithm.
    SignatureForm,
    /// The key of an earlier proof could not be fetched.
    EarlierKeyMissing,
    /// The key of an earlier proof cannot be read.
    EarlierKeyUnreadable,
    /// The owner of the key of an earlier proof does not list the key.
    EarlierKeyDisowned,
}

codes! { ProofReason as Proof {
    Self::Unchanged { .. } => "unchanged",
    Self::SelfAsserted => "self-asserted",
    Self::OtherProofBroken => "data-integrity-other-proof",
    Self::NoKey => "no-key",
    Self::NoKeyNamed => "no-key-named",
    Self::NoProof => "no-proof",
    Self::TooManyProofs => "too-many-proofs",
    Self::UnknownSuite(_) => "unknown-cryptosuite",
    Self::Expired(_) => "proof-expired",
    Self::Changed => "changed",
    Self::Purpose => "proof-purpose",
    Self::Domain => "proof-domain",
    Self::Challenge => "proof-challenge",
    Self::KeyKind | Self::TokenKeyKind => "key-kind",
    Self::Context => "proof-context",
    Self::BaseProof => "base-proof",
    Self::BrokenChain(_) => "broken-chain",
    Self::Method | Self::Member(_) | Self::NotCanonical(_) => "proof-malformed",
    Self::Unsupported(_) => "unsupported-proof",
    Self::SignatureForm => "signature-form",
    Self::EarlierKeyMissing | Self::EarlierKeyUnreadable => "earlier-proof-no-key",
    Self::EarlierKeyDisowned => "earlier-proof",
} }
