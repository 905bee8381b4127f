use domain::fault::RecipientFault;

use super::pair;
use crate::form::FindingWords;

pub(super) fn words(fault: RecipientFault) -> FindingWords {
    match fault {
        RecipientFault::SeveralLines => pair("The name has more than one line.", "Write it on one line."),
        RecipientFault::NotAMailAddress => {
            pair("Mail cannot be sent to this address.", "Check it: one @, a domain with a dot, no spaces.")
        }
    }
}
