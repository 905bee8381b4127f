use domain::fault::InstitutionFault;

use super::pair;
use crate::form::FindingWords;

const ADDRESS: &str = "Give the address of your own web site, for example https://www.example.edu.";

pub(super) fn words(fault: InstitutionFault) -> FindingWords {
    match fault {
        InstitutionFault::NoAddress => pair("The web address is missing.", ADDRESS),
        InstitutionFault::NotAnAddress => pair("This is not a web address.", ADDRESS),
        InstitutionFault::AlreadySetUp => pair("The institution is set up already.", "Go to “Today”."),
        InstitutionFault::NothingNew => {
            pair("Nothing was sent: this is the profile in force.", "Change a field first.")
        }
        InstitutionFault::Waiting(number) => pair(
            format!("Nothing was saved: profile {number} waits for approval, and stays as it was sent."),
            "Withdraw it first if you want to change it. Your browser’s Back button leads to what you typed.",
        ),
        InstitutionFault::Declined => pair(
            "The profile was declined.",
            "Ask the approvers for their reasons, change it, and send it again.",
        ),
        InstitutionFault::Lapsed => pair("Too few people approved the profile in time.", "Send it again."),
        InstitutionFault::Withdrawn => pair("The profile was withdrawn.", "Send it again."),
        InstitutionFault::Stored => pair(
            "The profile is stored, but not sent for approval yet.",
            "It is sent automatically once the signer answers.",
        ),
        InstitutionFault::LogoGone => pair("The logo is not here any more.", "Choose the file again."),
    }
}
