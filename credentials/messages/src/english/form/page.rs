use domain::fault::FormFault;

use super::pair;
use crate::form::FindingWords;

pub(super) fn words(fault: FormFault) -> FindingWords {
    match fault {
        FormFault::OtherPage => pair(
            "This form was sent from an outdated copy of the page, so nothing was done.",
            "What you typed is still here. Check it and send it again.",
        ),
        FormFault::Role => pair("Your role does not include this.", "Ask an owner of the institution."),
        FormFault::NotSetUp => pair(
            "The institution is not set up yet.",
            "Open the page “Today”, which leads to the form for it.",
        ),
        FormFault::OwnerLink => pair(
            "This link was used already, is older than 24 hours, or was not copied completely.",
            "Make a new one with `insignia owner-link` on the machine where Insignia runs.",
        ),
        FormFault::Database => pair(
            "The database did not store the form.",
            "What you typed is still here. Send the form again in a moment.",
        ),
        FormFault::Internal => pair(
            "Something went wrong on our side; it is in this server's log.",
            "What you typed is still here. Try again.",
        ),
    }
}
