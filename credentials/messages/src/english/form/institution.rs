use domain::fault::InstitutionFault;

use super::pair;
use crate::form::FindingWords;

const ADDRESS: &str = "Give the address of your own web site, for example https://www.example.edu.";

pub(super) fn words(fault: InstitutionFault) -> FindingWords {
    match fault {
        InstitutionFault::NoAddress => pair("The web address is missing.", ADDRESS),
        InstitutionFault::NotAnAddress => pair("This is not a web address.", ADDRESS),
        InstitutionFault::AlreadySetUp => pair("The institution is set up already.", "Go to “Today”."),
    }
}
