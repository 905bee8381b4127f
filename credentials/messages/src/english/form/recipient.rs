use domain::fault::{AddressExtra, RecipientFault};

use super::pair;
use crate::form::FindingWords;

pub(super) fn words(fault: &RecipientFault) -> FindingWords {
    match fault {
        RecipientFault::SeveralLines => pair("The name has more than one line.", "Write it on one line."),
        RecipientFault::NotAMailAddress => {
            pair("Mail cannot be sent to this address.", "Check it: one @, a domain with a dot, no spaces.")
        }
        RecipientFault::MoreThanAnAddress { extra, address } => pair(
            format!("This is an address with {}.", around(*extra)),
            format!("Write the address alone: “{address}”."),
        ),
        RecipientFault::Quoted => pair(
            "The part before the @ has quotation marks, which many mail servers refuse.",
            "Use another address.",
        ),
        RecipientFault::SeveralAddresses => pair(
            "These are several addresses, and only one is possible.",
            "Write one address. For several people, issue a badge to each.",
        ),
        RecipientFault::LocalPartNotAscii(character) => pair(
            format!(
                "The part before the @ has “{character}”. Only mail servers with the extension SMTPUTF8 accept such an \
                 address, and many have no such extension."
            ),
            "Use an address with the letters a to z before the @.",
        ),
        RecipientFault::NotAllowed(character) => {
            pair(format!("A mail address cannot have “{character}” here."), "Write the address without it.")
        }
        RecipientFault::NumberedHost => pair(
            "After the @ is the number of a computer, not a domain.",
            "Write the address with a domain, such as school.example.",
        ),
        RecipientFault::NoSuchDomain => {
            pair("The domain after the @ cannot exist.", "Check how it is spelled.")
        }
    }
}

const fn around(extra: AddressExtra) -> &'static str {
    match extra {
        AddressExtra::Mailto => "“mailto:” before it",
        AddressExtra::Name => "a name before it",
        AddressExtra::Brackets => "brackets around it",
        AddressExtra::Comment => "a comment in it",
    }
}
