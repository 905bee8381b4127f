//! Which proofs a document carries, and whether one of them covers its text.

use serde_json::{Value, json};

use super::members::{text, values};
use super::plain::{plain, short_key};
use super::report::{Check, CheckName};
use crate::json::Document;
use crate::multikey::PublicKey;
use crate::proof::{CRYPTOSUITE, ProofFailure, verify_proof};
use crate::time::Timestamp;

const NAME: CheckName = CheckName::Proof;
/// Most proofs that are looked at.
const MOST: usize = 8;

/// A proof that we could judge, given its key.
pub(super) struct Candidate {
    /// The document with this proof and no other.
    document: Document,
    /// `verificationMethod`, always with a fragment.
    pub(super) method: String,
    /// "proof 2 of 3" when there are several.
    which: Option<String>,
}

impl Candidate {
    /// Whose key it says made it: the method without its fragment.
    pub(super) fn controller(&self) -> &str {
        self.method.split('#').next().unwrap_or_default()
    }

    /// The key that stands in the method's own name. It shows whether the text was changed, not whose key it is.
    pub(super) fn named_key(&self) -> Option<PublicKey> {
        self.method.split_once('#').and_then(|(_, fragment)| PublicKey::parse(fragment).ok())
    }

    /// Whether the proof covers the text as it is, under this key.
    pub(super) fn check(&self, key: &PublicKey) -> Check {
        match verify_proof(&self.document, key) {
            Ok(()) => {
                let which = self.which.as_ref().map(|which| format!(" This is {which}.")).unwrap_or_default();
                let key = short_key(&key.multibase());
                Check::passed(
                    NAME,
                    "unchanged",
                    format!("Nothing was altered since the key {key} signed it.{which}"),
                )
            }
            Err(failure) => refusal(&failure),
        }
    }

    /// There is no key to try.
    pub(super) fn without_key() -> Check {
        Check::not_checked(
            NAME,
            "no-key",
            "The key that signed it could not be had, so whether it was changed is unknown.",
        )
    }
}

/// The proofs of a document: those that can be judged, and a check for each other.
pub(super) fn proofs(document: &Value, now: Timestamp) -> Vec<Result<Candidate, Check>> {
    let proofs = values(document.get("proof"));
    if proofs.is_empty() {
        let says = "It carries no proof, so anybody could have written it.";
        return vec![Err(Check::failed(NAME, "no-proof", says)
            .with_next_step("Ask the holder for the file as the issuer made it."))];
    }
    if proofs.len() > MOST {
        return vec![Err(Check::not_checked(NAME, "too-many-proofs", "It carries more than eight proofs."))];
    }
    let several = proofs.len() > 1;
    let which = |at: usize| several.then(|| format!("proof {} of {}", at + 1, proofs.len()));
    proofs.iter().enumerate().map(|(at, proof)| candidate(document, proof, which(at), now)).collect()
}

fn candidate(
    document: &Value,
    proof: &Value,
    which: Option<String>,
    now: Timestamp,
) -> Result<Candidate, Check> {
    let kind = text(proof, "type").ok_or_else(|| malformed("type"))?;
    let suite = if kind == "DataIntegrityProof" { text(proof, "cryptosuite") } else { Some(kind) };
    let suite = suite.ok_or_else(|| malformed("cryptosuite"))?;
    if suite != CRYPTOSUITE {
        let says =
            format!("Its proof is of the kind {}, which this version does not check.", plain(suite, 60));
        return Err(Check::not_checked(NAME, "unknown-cryptosuite", says)
            .with_next_step("Use a verifier that knows this kind of proof."));
    }
    if let Some(expires) = text(proof, "expires").and_then(|text| Timestamp::parse_or_utc(text).ok())
        && expires <= now
    {
        let says = format!("Its proof was good until {} only.", expires.long_date());
        return Err(Check::failed(NAME, "proof-expired", says));
    }
    let method = text(proof, "verificationMethod").ok_or_else(|| malformed("verificationMethod"))?;
    let method = match method.strip_prefix("did:key:") {
        // Some issuers name the only key of a did:key by the identifier itself.
        Some(key) if !method.contains('#') => format!("{method}#{key}"),
        _ if !method.contains('#') => return Err(malformed("verificationMethod")),
        _ => method.to_owned(),
    };
    let mut single = document.clone();
    if let Some(members) = single.as_object_mut() {
        members.insert("proof".to_owned(), json!([proof]));
    }
    let document = Document::parse(single.to_string().as_bytes()).map_err(|_| malformed("proof"))?;
    Ok(Candidate { document, method, which })
}

fn malformed(member: &str) -> Check {
    Check::failed(NAME, "proof-malformed", format!("The {member} of its proof is missing or malformed."))
}

fn refusal(failure: &ProofFailure) -> Check {
    match failure {
        ProofFailure::Signature => {
            let says = "It was altered after it was signed; do not rely on anything it says.";
            Check::failed(NAME, "changed", says)
                .with_next_step("Ask the holder for the file that they downloaded from the issuer.")
        }
        ProofFailure::Purpose => {
            let says = "Its proof was made for another purpose than issuing a badge.";
            Check::failed(NAME, "proof-purpose", says)
        }
        ProofFailure::KeyKind => {
            Check::failed(NAME, "key-kind", "The key that it names is of another kind than its proof.")
        }
        ProofFailure::Member(member) => malformed(member),
        ProofFailure::NoProof => malformed("proof"),
        ProofFailure::Suite | ProofFailure::Chain | ProofFailure::Canonical(_) => {
            let says = format!("Its proof cannot be judged: {}.", plain(&failure.to_string(), 120));
            if failure.is_unsupported() {
                Check::not_checked(NAME, "unsupported-proof", says)
            } else {
                Check::failed(NAME, "proof-malformed", says)
            }
        }
    }
}
