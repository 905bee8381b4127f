use domain::fault::PublicationFault;

use super::pair;
use crate::form::FindingWords;

pub(super) fn words(fault: PublicationFault) -> FindingWords {
    match fault {
        PublicationFault::NothingNew(version) => pair(
            format!("Version {version} is published already and equals this draft."),
            "Change the draft first, or issue the published version.",
        ),
        PublicationFault::Declined => pair(
            "The version was declined.",
            "Ask the approvers for their reasons, change the draft, and publish it again.",
        ),
        PublicationFault::Lapsed => pair("Too few people approved the version in time.", "Publish it again."),
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
            "Publishing continues automatically once the signer answers.",
        ),
    }
}
