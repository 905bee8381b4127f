use signer_facts::FaultReason;

pub(super) fn says(reason: &FaultReason) -> &str {
    match reason {
        FaultReason::WorkerAway => {
            "the signer's worker, which uses the token, does not answer. The program that started it starts it again. Try again soon"
        }
        FaultReason::PinStopped => {
            "a login to the token failed or was cut short, so no further login is tried. On the signer's host: check the PIN file, then run `insignia-signer pin retry`"
        }
        FaultReason::Token { error } => error,
        FaultReason::Ledger => {
            "the signer cannot write its ledger, so it signs nothing. Ask the operator of the signer to check its \
             log and its disk"
        }
        FaultReason::Interrupted => "the signer stopped in the middle of a change. Restart it",
        FaultReason::NoRandomBytes => "the signer got no random bytes from its system",
        FaultReason::Picture => "the signer could not store the badge's picture. Look at its disk",
        FaultReason::EnrolmentCode => "the signer could not write the enrolment code. Look at its disk",
        FaultReason::DidDocument => "the DID document cannot be written down",
        FaultReason::DidFile => "the signer could not write did.json. Look at its log and its disk",
        FaultReason::Chain => "the chain could not be written. Look at the signer's log",
        FaultReason::EntryNotPublished => {
            "the ledger's checkpoint does not contain this entry yet. Try again in a moment. If the problem stays, look at the signer's log"
        }
        FaultReason::NoCheckpoint => {
            "the ledger has no checkpoint yet: its key is made when the worker answers. Try again in a moment"
        }
        FaultReason::SelfCheck => {
            "the signer's own check of what it made failed, so nothing was released. Look at its log"
        }
        FaultReason::Busy => "the signer is too busy at the moment. Nothing was done. Try again soon",
    }
}
