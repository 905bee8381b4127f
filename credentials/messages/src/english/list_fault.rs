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
            format!("The issuer’s list of revoked badges could not be fetched ({}).", why(reason))
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
            "The issuer’s list is a signed token that is not read here: {}.",
            line(&token::clause(error), 120)
        ),
        ListFault::Expired(until) => {
            let until = until.map(credentials::time::Timestamp::long_date).unwrap_or_default();
            format!("The issuer’s list of revoked badges is out of date since {until}.")
        }
        ListFault::NotHttps => {
            "The list of revoked badges is unsigned, and its address is not https: anybody could have changed it."
                .to_owned()
        }
        ListFault::Unreadable => {
            "What the issuer serves as its list of revoked badges is none.".to_owned()
        }
        ListFault::UnreadableEncoding => {
            "The issuer’s list is in an encoding that is not read here. The standard has a GZIP stream in base64url, without \
             padding and with “u” in front."
                .to_owned()
        }
        ListFault::OtherId => {
            "The list that was served names another address as its own than the badge does.".to_owned()
        }
        ListFault::OtherIssuer => {
            "The list of revoked badges is by somebody other than the issuer.".to_owned()
        }
        ListFault::Elsewhere => {
            "The badge is not on the list of revoked badges. The list is not signed and does not come from the issuer’s own \
             address, so it shows nothing."
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
            "The list of revoked badges is not signed by its issuer as it stands.".to_owned()
        }
        ListFault::Keys => {
            "The keys of the publisher of the list of revoked badges could not be fetched.".to_owned()
        }
        ListFault::ProofKind => {
            "The proof of the issuer’s list is of a kind that we do not check.".to_owned()
        }
        ListFault::Dates => "The dates of the issuer’s list cannot be read.".to_owned(),
        ListFault::NoDates => {
            "The list has no start or no end, which every list of an issuer with a ledger of this kind has.".to_owned()
        }
        ListFault::NotYetValid => "The issuer’s list does not count yet.".to_owned(),
        ListFault::Purpose => {
            "The issuer’s list is for another purpose than the badge says.".to_owned()
        }
        ListFault::Short => {
            "The list has fewer entries than the 131,072 that the standard demands, so whoever serves it can guess which \
             badge is asked about."
                .to_owned()
        }
        ListFault::IndexRange => "The issuer’s list has no place for this badge.".to_owned(),
        ListFault::Unsigned => {
            "The list is not signed: all that vouches for it is the connection to the host that serves it.".to_owned()
        }
    }
}
