use credentials::verify::reason::{LedgerReason, NeverSigned};

use super::unavailable::why;

pub(super) fn says(reason: &LedgerReason) -> String {
    match reason {
        LedgerReason::StatusList => "Status lists are not looked up in a ledger.".to_owned(),
        LedgerReason::NoLedger => "The issuer publishes no ledger of its signatures.".to_owned(),
        LedgerReason::NotCovered => {
            "The ledger that the issuer publishes does not record the signatures of this key.".to_owned()
        }
        LedgerReason::Unreadable => {
            "The issuer publishes a ledger of its signatures, but the issuer’s document describes the ledger in an \
             unreadable way."
                .to_owned()
        }
        LedgerReason::Nowhere => {
            "The issuer publishes a ledger of its signatures, but the badge has no identifier to look up its entry."
                .to_owned()
        }
        LedgerReason::InLedger => "The badge is in the ledger that its issuer publishes.".to_owned(),
        LedgerReason::InLedgerByGivenProof => {
            "The badge is in the ledger that its issuer publishes, as the given ledger proof shows."
                .to_owned()
        }
        LedgerReason::GivenProofIgnored => {
            "The given ledger proof does not show that this badge is in its issuer’s ledger. It was ignored."
                .to_owned()
        }
        LedgerReason::NeverSigned(why) => format!(
            "The badge is not in the ledger that its issuer publishes: the signer that writes this ledger {}. The \
             issuer’s key may have been copied.",
            never_signed(*why)
        ),
        LedgerReason::StatedAbsent => {
            "The web server of the issuer states that the badge is not in the issuer’s ledger. The ledger records \
             everything that the issuer’s signer signs. The statement is not signed. The issuer’s key may have been \
             copied."
                .to_owned()
        }
        LedgerReason::ProofFalse => {
            "The ledger proof does not prove that the badge is in its issuer’s ledger.".to_owned()
        }
        LedgerReason::Erased => {
            "We could not check whether the badge is in its issuer’s ledger: its record was erased at the person’s \
             request.".to_owned()
        }
        LedgerReason::Unreachable(reason) => format!(
            "The issuer publishes a ledger of its signatures. We cannot tell whether the badge is in it ({}).",
            why(reason)
        ),
    }
}

const fn never_signed(why: NeverSigned) -> &'static str {
    match why {
        NeverSigned::Presentation => "signs no presentation",
        NeverSigned::Form => "signs no credential of this form",
        NeverSigned::Identifier => "signs no badge with an identifier like this one",
        NeverSigned::WebAddress => "signs for the DID of this address and not for the address",
    }
}

pub(super) const fn next_step(reason: &LedgerReason) -> Option<&'static str> {
    match reason {
        LedgerReason::Unreadable => Some("Tell the issuer."),
        LedgerReason::NeverSigned(_) | LedgerReason::ProofFalse => {
            Some("Ask the issuer whether they know of this badge.")
        }
        LedgerReason::StatedAbsent => Some(
            "Ask the holder for the file ledger-proof.json, or ask the issuer whether they know of this badge.",
        ),
        LedgerReason::Erased => {
            Some("Ask the holder for the file ledger-proof.json that belongs to the badge.")
        }
        LedgerReason::Unreachable(_) => {
            Some("Try again later, or ask the holder for the file ledger-proof.json.")
        }
        LedgerReason::StatusList
        | LedgerReason::NoLedger
        | LedgerReason::NotCovered
        | LedgerReason::Nowhere
        | LedgerReason::InLedger
        | LedgerReason::InLedgerByGivenProof
        | LedgerReason::GivenProofIgnored => None,
    }
}
