//! The result of a status list as sentences.

use super::super::plain::quoted;
use super::super::report::{Check, CheckName};
use super::Reading;
use super::table::Ruling;
use crate::status::ForeignEntry;
use crate::time::Timestamp;

const NAME: CheckName = CheckName::Status;
const ASK: &str = "Ask the issuer why, if that matters to you.";

/// The sentence for a revoked badge until its notice is received.
pub(in super::super) const REVOKED: &str = "Revoked. The issuer does not say when or why.";

/// The check for an entry, whether its list could be read or not.
pub(in super::super) fn check(entry: &ForeignEntry, reading: &Reading) -> Check {
    let value = reading.value.unwrap_or_default();
    let check = match &reading.ruling {
        Err(fault) => return fault.check_with(&shown(entry, value)),
        Ok(Ruling::Suspended) => {
            let says = format!("Suspended by its issuer for now.{}", told(entry, value));
            Check::failed(NAME, "suspended", says).with_next_step("Ask the issuer when it will count again.")
        }
        Ok(Ruling::Revoked) => match (told(entry, value), &reading.publisher) {
            (told, None) if told.is_empty() => Check::failed(NAME, "revoked", REVOKED).with_next_step(ASK),
            (told, _) => Check::failed(NAME, "revoked", format!("Revoked, by {}.{told}", list(reading)))
                .with_next_step(ASK),
        },
        Ok(Ruling::Clear | Ruling::Noted) => {
            Check::passed(NAME, "not-revoked", format!("Not revoked, by {}.", list(reading)))
        }
    };
    let remarks = reading.remarks.iter();
    remarks.fold(check, |check, (code, says)| check.with_warning(code, says.clone()))
}

/// The check for an entry of a badge whose proof could not be checked; none where its list shows no set bit. It is
/// unknown whether the entry is the issuer's. But either it is, and the badge was cancelled, or the badge was
/// changed.
pub(in super::super) fn check_of_unproven(entry: &ForeignEntry, reading: &Reading) -> Option<Check> {
    let value = reading.value.filter(|value| *value != 0)?;
    let (code, word) = match &reading.ruling {
        Ok(Ruling::Revoked) => ("revoked", "revoked"),
        Ok(Ruling::Suspended) => ("suspended", "suspended"),
        Ok(Ruling::Clear | Ruling::Noted) => return None,
        Err(fault) => return Some(fault.check_with(&shown(entry, value))),
    };
    let says = format!("The list of the issuer that it names shows it as {word}.{}", told(entry, value));
    Some(Check::failed(NAME, code, says).with_next_step(ASK))
}

/// The value in a list that decides nothing: a set bit is not hidden.
fn shown(entry: &ForeignEntry, value: u64) -> String {
    match (value, entry.purpose.as_str()) {
        (0, _) => String::new(),
        (_, "suspension") => {
            format!("The list at this address shows the badge as suspended.{}", told(entry, value))
        }
        _ => format!("The list at this address shows the badge as revoked.{}", told(entry, value)),
    }
}

/// "the list that its issuer signed on 3 March 2026", or its publisher when that is somebody else.
fn list(reading: &Reading) -> String {
    let on = reading.signed.map(Timestamp::long_date).map(|date| format!(" on {date}")).unwrap_or_default();
    match &reading.publisher {
        None => format!("the list that its issuer signed{on}"),
        Some(by) => format!("the list that its issuer names, which {by} publishes and signed{on}"),
    }
}

/// The issuer's own words for a value of several bits, or for one bit where the entry has such words.
fn told(entry: &ForeignEntry, value: u64) -> String {
    match entry.message(value) {
        Some(message) if !matches!(message, "set" | "unset" | "undefined" | "") => {
            format!(" The issuer’s word for it is {}.", quoted(message, 120))
        }
        _ => String::new(),
    }
}

/// The note of an entry with the purpose `message` or `refresh`; it never cancels a badge.
pub(in super::super) fn note(entry: &ForeignEntry, reading: &Reading) -> Option<String> {
    let value = reading.value.unwrap_or_default();
    match (&reading.ruling, entry.purpose.as_str()) {
        (Err(_), "refresh") => Some("Whether its issuer has a newer copy could not be looked up.".to_owned()),
        (Err(_), _) => Some("A note of its issuer could not be looked up.".to_owned()),
        (Ok(_), "refresh") if value == 0 => None,
        (Ok(_), "refresh") => Some("Its issuer says that there is a newer copy.".to_owned()),
        (Ok(_), _) => {
            entry.message(value).map(|message| format!("Its issuer notes: {}.", quoted(message, 120)))
        }
    }
}
