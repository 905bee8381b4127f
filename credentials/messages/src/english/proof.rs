use credentials::proof::ChainFault;
use credentials::sanitizer::line;
use credentials::verify::reason::ProofReason;

use super::{canonical, key};

pub(super) fn says(reason: &ProofReason) -> String {
    match reason {
        ProofReason::Unchanged { key, proof } => {
            let which = proof.map(|(at, count)| format!(" This is signature {at} of {count}."));
            let which = which.unwrap_or_default();
            format!("Nothing was altered since the {} signed it.{which}", key::named(key))
        }
        ProofReason::UnknownSuite(suite) => {
            format!("The signature is of the kind {}, which this version does not check.", suite.as_line())
        }
        ProofReason::Expired(expired) => format!("The signature was valid until {} only.", expired.long_date()),
        ProofReason::BrokenChain(fault) => format!("The signatures do not fit together: {}.", chain(*fault)),
        ProofReason::Member(member) => format!("The {member} of the signature is missing or malformed."),
        ProofReason::NotCanonical(error) | ProofReason::Unsupported(error) => {
            format!("The signature cannot be checked: {}.", line(&canonical::clause(error), 120))
        }
        ProofReason::SelfAsserted => {
            "The badge has no signature of its own. Its issuer presents it, and the signature of the presentation \
             covers it."
                .to_owned()
        }
        ProofReason::OtherProofBroken => {
            "Another signature is malformed or does not belong to this text. The signature named here is intact."
                .to_owned()
        }
        ProofReason::NoKey => {
            "We could not fetch the issuer’s key, so we cannot tell whether the badge was changed.".to_owned()
        }
        ProofReason::NoKeyNamed => {
            "The signed token does not name the address of its key, so we cannot tell whether the badge was changed."
                .to_owned()
        }
        ProofReason::NoProof => "The badge has no signature, so anybody could have written it.".to_owned(),
        ProofReason::TooManyProofs => "The badge has more than eight signatures.".to_owned(),
        ProofReason::Changed => {
            "The badge was altered after it was signed. Do not rely on its content.".to_owned()
        }
        ProofReason::Purpose => "The signature was made for another purpose than issuing a badge.".to_owned(),
        ProofReason::Domain => "The signature was made for another site.".to_owned(),
        ProofReason::Challenge => "The signature answers another challenge than the one that was given.".to_owned(),
        ProofReason::KeyKind => "The signature names a key of another kind than its own.".to_owned(),
        ProofReason::TokenKeyKind => {
            "The token names a key of another kind than its signature.".to_owned()
        }
        ProofReason::Context => "The signature was made under another list of vocabularies.".to_owned(),
        ProofReason::BaseProof => {
            "This copy of the badge is for the holder alone, and not for showing to others.".to_owned()
        }
        ProofReason::Method => {
            "The verificationMethod of the signature is missing or malformed. It must be the address of one key, \
             with at most one fragment (“#”)."
                .to_owned()
        }
        ProofReason::SignatureForm => {
            "The signature of the token has the wrong form. A token has the plain numbers of a signature, and not \
             DER or a part of them."
                .to_owned()
        }
        ProofReason::EarlierKeyMissing => {
            "We could not fetch the key of an earlier signature, so we cannot tell whether that signature is valid."
                .to_owned()
        }
        ProofReason::EarlierKeyUnreadable => {
            "An earlier signature, on which this one depends, has a key that this version cannot read.".to_owned()
        }
        ProofReason::EarlierKeyDisowned => {
            "An earlier signature, on which this one depends, has a key that its owner does not list or withdrew.".to_owned()
        }
    }
}

pub(super) const fn chain(fault: ChainFault) -> &'static str {
    match fault {
        ChainFault::Absent => "one signature names an earlier one that is missing",
        ChainFault::SameId => "two signatures have the same id",
        ChainFault::Circle => "the signatures refer to each other in a circle",
    }
}

pub(super) const fn next_step(reason: &ProofReason) -> Option<&'static str> {
    match reason {
        ProofReason::NoProof => Some("Ask the holder for the file as the issuer made it."),
        ProofReason::NoKeyNamed => Some("Ask the issuer for a token whose header names its key."),
        ProofReason::UnknownSuite(_) => Some("Use a verifier that knows this kind of signature."),
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
