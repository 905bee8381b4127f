use domain::fault::SignerFault;

use super::pair;
use crate::form::FindingWords;

pub(super) fn words(fault: &SignerFault) -> FindingWords {
    match fault {
        SignerFault::Refused { says } => pair(says.clone(), ""),
        SignerFault::Place { pointer, says } => pair(format!("{pointer}: {says}"), ""),
        SignerFault::Away { says } => {
            pair(says.clone(), "What you typed is still here. Send the form again then.")
        }
    }
}
