use credentials::sanitizer::ForeignText;
use credentials::verify::RevocationNotice;
use credentials::verify::reason::{ListNote, ListSource, Shown, StatusReason};

use super::list_fault;
use super::quote::quoted;

/// The sentence for a revoked badge whose issuer states nothing more.
const REVOKED: &str = "Revoked. The issuer does not say when or why.";

pub(super) fn says(reason: &StatusReason) -> String {
    match reason {
        StatusReason::NoStatus => {
            "It names no list of revoked badges: its issuer cannot revoke it.".to_owned()
        }
        StatusReason::NotRevoked(by) => format!("Not revoked, by {}.", list(by)),
        StatusReason::NotOnUnsignedList => {
            "Not revoked, by the unsigned list that its issuer names.".to_owned()
        }
        StatusReason::Revoked { by, word: None } if by.publisher.is_none() => REVOKED.to_owned(),
        StatusReason::Revoked { by, word } => {
            format!("Revoked, by {}.{}", list(by), issuers_word(word.as_ref()))
        }
        StatusReason::RevokedOnUnsignedList(None) => REVOKED.to_owned(),
        StatusReason::RevokedOnUnsignedList(Some(reason)) => {
            format!("Revoked. The issuer gives the reason {}.", quoted(reason))
        }
        StatusReason::RevokedOn(notice) => revoked_on(notice),
        StatusReason::ShownAsRevoked(word) => format!(
            "The list of the issuer that it names shows it as revoked.{}",
            issuers_word(word.as_ref())
        ),
        StatusReason::Suspended(word) => {
            format!("Suspended by its issuer for now.{}", issuers_word(word.as_ref()))
        }
        StatusReason::ShownAsSuspended(word) => format!(
            "The list of the issuer that it names shows it as suspended.{}",
            issuers_word(word.as_ref())
        ),
        StatusReason::EntryNoObject => {
            "Where to look up whether it was revoked is not said as an object with type and address."
                .to_owned()
        }
        StatusReason::EntryNoType => {
            "How to look up whether it was revoked is not said: the entry has no type.".to_owned()
        }
        StatusReason::EntryMalformed(error) => {
            format!("Where to look up whether it was revoked is not said properly: {error}.")
        }
        StatusReason::EntryNotWeb => {
            "Where to look up whether it was revoked is not a web address.".to_owned()
        }
        StatusReason::PurposeUnknown(purpose) => {
            format!("It may be cancelled for {}, which this version does not know.", quoted(purpose))
        }
        StatusReason::TypeUnknown(kind) => format!(
            "Whether it was revoked is to be looked up in a {} list, which is not read here.",
            quoted(kind)
        ),
        StatusReason::TooManyEntries => "It names more than four lists of revoked badges.".to_owned(),
        StatusReason::Undecided { fault, shown } => {
            let fault = list_fault::says(fault);
            let shown = shown.as_ref().map(|shown| format!(" {}", shown_by_list(shown)));
            let shown = shown.unwrap_or_default();
            format!("{fault}{shown} Whether the badge was revoked is unknown.")
        }
        StatusReason::Deviation(fault) => list_fault::says(fault),
    }
}

fn shown_by_list(shown: &Shown) -> String {
    let state = if shown.suspended { "suspended" } else { "revoked" };
    let word = issuers_word(shown.word.as_ref());
    format!("The list at this address shows the badge as {state}.{word}")
}

fn issuers_word(word: Option<&ForeignText>) -> String {
    word.map(|word| format!(" The issuer’s word for it is {}.", quoted(word))).unwrap_or_default()
}

/// "the list that its issuer signed on 3 March 2026", or its publisher when that is somebody else.
fn list(source: &ListSource) -> String {
    let on = source.signed.map(|signed| format!(" on {}", signed.long_date())).unwrap_or_default();
    match &source.publisher {
        None => format!("the list that its issuer signed{on}"),
        Some(by) => format!(
            "the list that its issuer names, which {} publishes and signed{on}",
            list_fault::publisher(by)
        ),
    }
}

/// "Revoked on 3 March 2026. The issuer gives the reason “issued in error”."
fn revoked_on(notice: &RevocationNotice) -> String {
    let date = notice.revoked.long_date();
    match notice.reason.trim_end_matches('.') {
        "" => format!("Revoked on {date}. The issuer does not say why."),
        reason => {
            let reason = quoted(&ForeignText::new(reason, 200));
            format!("Revoked on {date}. The issuer gives the reason {reason}.")
        }
    }
}

/// A note of the issuer.
pub(super) fn note(note: &ListNote) -> String {
    match note {
        ListNote::CopyUnknown => "Whether its issuer has a newer copy could not be looked up.".to_owned(),
        ListNote::Unknown => "A note of its issuer could not be looked up.".to_owned(),
        ListNote::NewerCopy => "Its issuer says that there is a newer copy.".to_owned(),
        ListNote::Message(message) => format!("Its issuer notes: {}.", quoted(message)),
    }
}

pub(super) const fn next_step(reason: &StatusReason) -> Option<&'static str> {
    match reason {
        StatusReason::Revoked { .. }
        | StatusReason::RevokedOnUnsignedList(_)
        | StatusReason::RevokedOn(_)
        | StatusReason::ShownAsRevoked(_)
        | StatusReason::ShownAsSuspended(_) => Some("Ask the issuer why, if that matters to you."),
        StatusReason::Suspended(_) => Some("Ask the issuer when it will count again."),
        StatusReason::EntryNoObject
        | StatusReason::EntryNoType
        | StatusReason::EntryMalformed(_)
        | StatusReason::EntryNotWeb => {
            Some("Ask the issuer whether it was revoked, and for a badge whose entry can be read.")
        }
        StatusReason::Undecided { .. } => Some("Try again later, or ask the issuer."),
        StatusReason::NoStatus
        | StatusReason::NotRevoked(_)
        | StatusReason::NotOnUnsignedList
        | StatusReason::PurposeUnknown(_)
        | StatusReason::TypeUnknown(_)
        | StatusReason::TooManyEntries
        | StatusReason::Deviation(_) => None,
    }
}
