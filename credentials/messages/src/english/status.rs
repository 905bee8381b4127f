use credentials::sanitizer::ForeignText;
use credentials::verify::RevocationNotice;
use credentials::verify::reason::{ListNote, ListSource, Shown, StatusReason};

use super::list_fault;
use super::quote::quoted;

/// The sentence for a revoked badge whose issuer states nothing more.
const REVOKED: &str = "Revoked. The issuer gives no date and no reason.";

pub(super) fn says(reason: &StatusReason) -> String {
    match reason {
        StatusReason::NoStatus => {
            "The badge names no list of revoked badges, so its issuer cannot revoke it.".to_owned()
        }
        StatusReason::NotRevoked(by) => format!("Not revoked, according to {}.", list(by)),
        StatusReason::NotOnUnsignedList => {
            "Not revoked, according to the unsigned list that its issuer names.".to_owned()
        }
        StatusReason::Revoked { by, word: None } if by.publisher.is_none() => REVOKED.to_owned(),
        StatusReason::Revoked { by, word } => {
            format!("Revoked, according to {}.{}", list(by), issuers_word(word.as_ref()))
        }
        StatusReason::RevokedOnUnsignedList(None) => REVOKED.to_owned(),
        StatusReason::RevokedOnUnsignedList(Some(reason)) => {
            format!("Revoked. The issuer gives the reason {}.", quoted(reason))
        }
        StatusReason::RevokedOn(notice) => revoked_on(notice),
        StatusReason::ShownAsRevoked(word) => format!(
            "The list of the issuer that the badge names shows it as revoked.{}",
            issuers_word(word.as_ref())
        ),
        StatusReason::Suspended(word) => {
            format!("Suspended by its issuer.{}", issuers_word(word.as_ref()))
        }
        StatusReason::ShownAsSuspended(word) => format!(
            "The list of the issuer that the badge names shows it as suspended.{}",
            issuers_word(word.as_ref())
        ),
        StatusReason::EntryNoObject => {
            "The badge does not name its list of revoked badges as an object with type and address."
                .to_owned()
        }
        StatusReason::EntryNoType => {
            "The badge does not name the kind of its list of revoked badges: the entry has no type."
                .to_owned()
        }
        StatusReason::EntryMalformed(error) => {
            format!("The badge’s entry for a list of revoked badges is malformed: {error}.")
        }
        StatusReason::EntryNotWeb => {
            "The badge’s entry for a list of revoked badges has no web address.".to_owned()
        }
        StatusReason::PurposeUnknown(purpose) => {
            format!(
                "The badge may be withdrawn for {}, a purpose that this version does not know.",
                quoted(purpose)
            )
        }
        StatusReason::TypeUnknown(kind) => format!(
            "The badge’s revocation is recorded in a {} list, which this version does not read.",
            quoted(kind)
        ),
        StatusReason::TooManyEntries => "The badge names more than four lists of revoked badges.".to_owned(),
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
    word.map(|word| format!(" The issuer’s message is {}.", quoted(word))).unwrap_or_default()
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
        "" => format!("Revoked on {date}. The issuer gives no reason."),
        reason => {
            let reason = quoted(&ForeignText::new(reason, 200));
            format!("Revoked on {date}. The issuer gives the reason {reason}.")
        }
    }
}

/// A note of the issuer.
pub(super) fn note(note: &ListNote) -> String {
    match note {
        ListNote::CopyUnknown => "We could not look up whether the issuer has a newer copy.".to_owned(),
        ListNote::Unknown => "We could not look up a note of the issuer.".to_owned(),
        ListNote::NewerCopy => "The issuer announces a newer copy.".to_owned(),
        ListNote::Message(message) => format!("The issuer notes: {}.", quoted(message)),
    }
}

pub(super) const fn next_step(reason: &StatusReason) -> Option<&'static str> {
    match reason {
        StatusReason::Revoked { .. }
        | StatusReason::RevokedOnUnsignedList(_)
        | StatusReason::RevokedOn(_)
        | StatusReason::ShownAsRevoked(_)
        | StatusReason::ShownAsSuspended(_) => Some("Ask the issuer why, if that matters to you."),
        StatusReason::Suspended(_) => Some("Ask the issuer when the badge will be in force again."),
        StatusReason::EntryNoObject
        | StatusReason::EntryNoType
        | StatusReason::EntryMalformed(_)
        | StatusReason::EntryNotWeb => {
            Some("Ask the issuer whether the badge was revoked, and for a badge whose entry can be read.")
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
