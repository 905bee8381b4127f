use credentials::verify::reason::{LedgerReason, NeverSigned};

use super::unavailable::why;

pub(super) fn says(reason: &LedgerReason) -> String {
    match reason {
        LedgerReason::StatusList => "Status lists are not looked up in a ledger.".to_owned(),
        LedgerReason::NoLedger => "Its issuer publishes no ledger of what it signed.".to_owned(),
        LedgerReason::NotCovered => {
            "The ledger that its issuer publishes does not record what this key signs.".to_owned()
        }
        LedgerReason::Unreadable => {
            "Its issuer publishes a ledger of what it signed, but the issuer’s document describes it in a way that cannot be \
             read."
                .to_owned()
        }
        LedgerReason::Nowhere => {
            "Its issuer publishes a ledger of what it signed; this credential has no identifier under which its entry could \
             be looked up."
                .to_owned()
        }
        LedgerReason::InLedger => "It is in the ledger that its issuer publishes.".to_owned(),
        LedgerReason::InLedgerByGivenProof => {
            "It is in the ledger that its issuer publishes, as the ledger proof shows that was given with it."
                .to_owned()
        }
        LedgerReason::GivenProofIgnored => {
            "The ledger proof that was given with it does not show that this credential is in its issuer’s ledger. It was \
             ignored."
                .to_owned()
        }
        LedgerReason::NeverSigned(why) => format!(
            "It is not in the ledger that its issuer publishes: the signer that writes this ledger {}. Its key may have been \
             copied.",
            never_signed(*why)
        ),
        LedgerReason::StatedAbsent => {
            "The web server of its issuer states that it is not in the issuer’s ledger, where everything is entered that the \
             issuer’s signer signs. This statement is not signed. Its key may have been copied."
                .to_owned()
        }
        LedgerReason::ProofFalse => {
            "What is shown to prove that it is in its issuer's ledger does not prove it.".to_owned()
        }
        LedgerReason::Erased => {
            "Whether it is in its issuer’s ledger could not be checked: erased at the person’s request.".to_owned()
        }
        LedgerReason::Unreachable(reason) => format!(
            "Its issuer publishes a ledger of what it signed; whether this is in it is unknown ({}).",
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
            Some("Ask the issuer whether they know of this credential.")
        }
        LedgerReason::StatedAbsent => Some(
            "Ask the holder for the file ledger-proof.json, or ask the issuer whether they know of this credential.",
        ),
        LedgerReason::Erased => Some("Ask the holder for the file ledger-proof.json that belongs to it."),
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
