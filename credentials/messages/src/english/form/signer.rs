use domain::fault::SignerFault;

use super::pair;
use crate::form::FindingWords;

pub(super) fn words(fault: &SignerFault) -> FindingWords {
    match fault {
        SignerFault::Refused { says } => pair(says.clone(), ""),
        SignerFault::SetupCode { says } => {
            pair(says.clone(), "It is in the terminal where Insignia was started.")
        }
        SignerFault::Place { pointer, says } => pair(format!("{pointer}: {says}"), ""),
        SignerFault::Away { says } => pair(says.clone(), "What you typed is still here. Send it again then."),
    }
}
