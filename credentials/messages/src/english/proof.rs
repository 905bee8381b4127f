use credentials::proof::ChainFault;
use credentials::sanitizer::line;
use credentials::verify::reason::ProofReason;

use super::{canonical, key};

pub(super) fn says(reason: &ProofReason) -> String {
    match reason {
        ProofReason::Unchanged { key, proof } => {
            let which = proof.map(|(at, count)| format!(" This is proof {at} of {count}."));
            let which = which.unwrap_or_default();
            format!("Nothing was altered since the {} signed it.{which}", key::named(key))
        }
        ProofReason::UnknownSuite(suite) => {
            format!("Its proof is of the kind {}, which this version does not check.", suite.as_line())
        }
        ProofReason::Expired(expired) => format!("Its proof was good until {} only.", expired.long_date()),
        ProofReason::BrokenChain(fault) => format!("Its proofs do not fit together: {}.", chain(*fault)),
        ProofReason::Member(member) => format!("The {member} of its proof is missing or malformed."),
        ProofReason::NotCanonical(error) | ProofReason::Unsupported(error) => {
            format!("Its proof cannot be judged: {}.", line(&canonical::clause(error), 120))
        }
        ProofReason::SelfAsserted => {
            "It has no proof of its own. Its issuer is who presents it, and the proof of the presentation covers it."
                .to_owned()
        }
        ProofReason::OtherProofBroken => {
            "Another proof in it is malformed or is not a proof of this text. The proof named here is intact."
                .to_owned()
        }
        ProofReason::NoKey => {
            "The key that signed it could not be fetched, so whether it was changed is unknown.".to_owned()
        }
        ProofReason::NoKeyNamed => {
            "It is a signed token that does not say where its key is to be had, so whether it was changed is unknown."
                .to_owned()
        }
        ProofReason::NoProof => "It carries no proof, so anybody could have written it.".to_owned(),
        ProofReason::TooManyProofs => "It carries more than eight proofs.".to_owned(),
        ProofReason::Changed => {
            "It was altered after it was signed; do not rely on anything it says.".to_owned()
        }
        ProofReason::Purpose => "Its proof was made for another purpose than issuing a badge.".to_owned(),
        ProofReason::Domain => "Its proof was made for another site.".to_owned(),
        ProofReason::Challenge => "Its proof answers another question than the one asked.".to_owned(),
        ProofReason::KeyKind => "The key that it names is of another kind than its proof.".to_owned(),
        ProofReason::TokenKeyKind => {
            "The key that it names is of another kind than its signature.".to_owned()
        }
        ProofReason::Context => "Its proof was made under another list of vocabularies.".to_owned(),
        ProofReason::BaseProof => {
            "Its proof is one for the holder alone, and not for showing to others.".to_owned()
        }
        ProofReason::Method => {
            "The verificationMethod of its proof is missing or malformed: it must be the address of one key, with at most \
             one fragment (“#”)."
                .to_owned()
        }
        ProofReason::SignatureForm => {
            "The signature of the token is not in its form: a token has the plain numbers of a signature, and not DER or a \
             part of them."
                .to_owned()
        }
        ProofReason::EarlierKeyMissing => {
            "The key of a proof that it builds on could not be fetched, so whether that proof holds is unknown."
                .to_owned()
        }
        ProofReason::EarlierKeyUnreadable => {
            "A proof that it builds on is by a key that this version cannot read.".to_owned()
        }
        ProofReason::EarlierKeyDisowned => {
            "A proof that it builds on is by a key that its owner does not list, or withdrew.".to_owned()
        }
    }
}

pub(super) const fn chain(fault: ChainFault) -> &'static str {
    match fault {
        ChainFault::Absent => "it names an earlier proof that is not there",
        ChainFault::SameId => "two proofs have one id",
        ChainFault::Circle => "it comes back to where it began",
    }
}

pub(super) const fn next_step(reason: &ProofReason) -> Option<&'static str> {
    match reason {
        ProofReason::NoProof => Some("Ask the holder for the file as the issuer made it."),
        ProofReason::NoKeyNamed => Some("Ask the issuer for a token whose header names its key."),
        ProofReason::UnknownSuite(_) => Some("Use a verifier that knows this kind of proof."),
        ProofReason::Changed => Some("Ask the holder for the file that they downloaded from the issuer."),
        ProofReason::BaseProof => Some("Ask the holder for a copy that their wallet made for showing."),
        ProofReason::SignatureForm => Some("Tell the issuer."),
        ProofReason::EarlierKeyMissing => Some("Try again later."),
        ProofReason::Unchanged { .. }
        | ProofReason::SelfAsserted
        | ProofReason::OtherProofBroken
        | ProofReason::NoKey
        | ProofReason::TooManyProofs
        | ProofReason::Expired(_)
        | ProofReason::Purpose
        | ProofReason::Domain
        | ProofReason::Challenge
        | ProofReason::KeyKind
        | ProofReason::TokenKeyKind
        | ProofReason::Context
        | ProofReason::BrokenChain(_)
        | ProofReason::Method
        | ProofReason::Member(_)
        | ProofReason::NotCanonical(_)
        | ProofReason::Unsupported(_)
        | ProofReason::EarlierKeyUnreadable
        | ProofReason::EarlierKeyDisowned => None,
    }
}
