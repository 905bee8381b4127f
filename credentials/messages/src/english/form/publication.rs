use domain::fault::PublicationFault;

use super::pair;
use crate::form::FindingWords;

pub(super) fn words(fault: PublicationFault) -> FindingWords {
    match fault {
        PublicationFault::NothingNew(version) => pair(
            format!("Version {version} is published already and equals this draft."),
            "Change something first, or issue it.",
        ),
        PublicationFault::Declined => {
            pair("It was declined.", "Ask those who approve, change what they say, and publish it again.")
        }
        PublicationFault::Lapsed => pair("Nobody approved it in time.", "Publish it again."),
        PublicationFault::DraftSaved => pair(
            "The draft is saved, but not published yet.",
            "It goes on by itself once the signer answers.",
        ),
    }
}
