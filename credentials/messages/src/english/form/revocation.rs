use domain::fault::RevocationFault;

use super::super::revocation;
use super::pair;
use crate::form::FindingWords;

pub(super) fn words(fault: &RevocationFault) -> FindingWords {
    match fault {
        RevocationFault::NoReason => {
            pair("No reason is chosen.", "Choose the reason. You can keep it for the institution alone.")
        }
        RevocationFault::NotConfirmed => pair("Revoking cannot be undone.", "Tick the box if you are sure."),
        RevocationFault::NotSigned => {
            pair("This badge is not signed yet, so it cannot be revoked.", "Wait until it is signed.")
        }
        RevocationFault::NoEntry => pair(
            "This badge has no place in a list of revoked badges, so a check could not show the revocation.",
            "The badge cannot be revoked.",
        ),
        RevocationFault::AlreadyRevoked(first) => pair(
            format!(
                "The badge was revoked already, on {}: {}.",
                first.at.long_date(),
                revocation(first.reason)
            ),
            "The first reason stays.",
        ),
    }
}
