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
        PublicationFault::Withdrawn => pair("It was withdrawn.", "Publish it again."),
        PublicationFault::Waiting(version) => pair(
            format!("Nothing was saved: version {version} waits for approval, and stays as it was sent."),
            "Withdraw it first if you want to change it. Your browser’s Back button leads to what you typed.",
        ),
        PublicationFault::NotWithdrawn => pair(
            "The request was not withdrawn: the signer gave no answer.",
            "It still waits for approval. Withdraw it once the signer answers.",
        ),
        PublicationFault::DraftSaved => pair(
            "The draft is saved, but not published yet.",
            "It goes on by itself once the signer answers.",
        ),
    }
}
