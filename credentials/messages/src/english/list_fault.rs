use credentials::sanitizer::line;
use credentials::verify::reason::{ListFault, Publisher};

use super::token;
use super::unavailable::why;

pub(super) fn publisher(publisher: &Publisher) -> String {
    match publisher {
        Publisher::Host(host) => host.clone(),
        Publisher::Key(key) => format!("the key {key}"),
        Publisher::Other(id) => id.to_string(),
    }
}

pub(super) fn says(fault: &ListFault) -> String {
    match fault {
        ListFault::Unreachable(reason) => {
            format!("We could not fetch the issuer’s list of revoked badges ({}).", why(reason))
        }
        ListFault::TooLarge(limit) => {
            format!("The issuer’s list of revoked badges is larger than {limit} MiB.")
        }
        ListFault::ForeignSigner(by) => format!(
            "The list at this address is by {}, which is neither the badge’s issuer nor a keeper of lists that the issuer \
             names.",
            publisher(by)
        ),
        ListFault::Token(error) => format!(
            "The issuer’s list is a signed token that this version does not read: {}.",
            line(&token::clause(error), 120)
        ),
        ListFault::Expired(until) => {
            let until = until.map(credentials::time::Timestamp::long_date).unwrap_or_default();
            format!("The issuer’s list of revoked badges has been out of date since {until}.")
        }
        ListFault::NotHttps => {
            "The list of revoked badges is unsigned, and its address is not https: anybody could have changed it."
                .to_owned()
        }
        ListFault::Unreadable => {
            "The document at the address of the issuer’s list of revoked badges is no such list.".to_owned()
        }
        ListFault::UnreadableEncoding => {
            "The issuer’s list has an encoding that this version does not read. The standard has a GZIP stream in \
             base64url, without padding and with “u” in front."
                .to_owned()
        }
        ListFault::OtherId => {
            "The list names another address as its own than the badge does.".to_owned()
        }
        ListFault::OtherIssuer => {
            "The list of revoked badges is by somebody other than the issuer.".to_owned()
        }
        ListFault::Elsewhere => {
            "The badge is not on the list of revoked badges. But the list is not signed and does not come from the \
             issuer’s own address, so it proves nothing."
                .to_owned()
        }
        ListFault::NoId => {
            "The list has no identifier, which every list of an issuer with a ledger of this kind has.".to_owned()
        }
        ListFault::NoOwnId => "The list has no identifier of its own.".to_owned(),
        ListFault::OtherEncoding => {
            "The text of the list is in another encoding than the standard’s: base64url without padding, with “u” in front."
                .to_owned()
        }
        ListFault::Context => "The issuer’s list uses vocabularies that we do not know.".to_owned(),
        ListFault::Proof => {
            "The list of revoked badges has no valid signature of its issuer.".to_owned()
        }
        ListFault::Keys => {
            "We could not fetch the keys of the publisher of the list of revoked badges.".to_owned()
        }
        ListFault::ProofKind => {
            "The signature of the issuer’s list is of a kind that we do not check.".to_owned()
        }
        ListFault::Dates => "The dates of the issuer’s list cannot be read.".to_owned(),
        ListFault::NoDates => {
            "The list has no start or no end, which every list of an issuer with a ledger of this kind has.".to_owned()
        }
        ListFault::NotYetValid => "The issuer’s list is not valid yet.".to_owned(),
        ListFault::Purpose => {
            "The issuer’s list has another purpose than the badge names.".to_owned()
        }
        ListFault::Short => {
            "The list has fewer entries than the 131,072 that the standard demands. So its host can guess which \
             badge is being checked."
                .to_owned()
        }
        ListFault::IndexRange => "The issuer’s list has no place for this badge.".to_owned(),
        ListFault::Unsigned => {
            "The list is not signed. Only the connection to its host protects it.".to_owned()
        }
    }
}
