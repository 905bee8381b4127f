use domain::fault::IssuingFault;

use super::pair;
use crate::form::FindingWords;

pub(super) fn words(fault: IssuingFault) -> FindingWords {
    match fault {
        IssuingFault::NoIdentifier => {
            pair("The form lost its identifier.", "Reload the page and fill it in again.")
        }
        IssuingFault::NotPublished => {
            pair("This design is not published, so it cannot be issued.", "Publish it in the studio first.")
        }
        IssuingFault::NotSigned => {
            pair("This badge is not signed yet, so its page would be empty.", "Wait until it is signed.")
        }
    }
}
