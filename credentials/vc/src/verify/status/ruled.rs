//! The check for an entry, given the value in its list.

use super::super::reason::{ListFault, ListNote, ListSource, Shown, StatusReason};
use super::super::report::{Check, CheckName};
use super::Reading;
use super::table::Ruling;
use crate::sanitizer::ForeignText;
use crate::status::{ForeignEntry, StatusPurpose};

const NAME: CheckName = CheckName::Status;

/// The check for an entry, whether its list could be read or not.
pub(in super::super) fn check(entry: &ForeignEntry, reading: &Reading) -> Check {
    let value = reading.value.unwrap_or_default();
    let by = || ListSource { signed: reading.signed, publisher: reading.publisher.clone() };
    let check = match &reading.ruling {
        Err(fault) => return undecided(fault.clone(), shown(entry, value)),
        Ok(Ruling::Suspended) => Check::failed(NAME, StatusReason::Suspended(word(entry, value))),
        Ok(Ruling::Revoked) => {
            Check::failed(NAME, StatusReason::Revoked { by: by(), word: word(entry, value) })
        }
        Ok(Ruling::Clear | Ruling::Noted) => Check::passed(NAME, StatusReason::NotRevoked(by())),
    };
    let remarks = reading.remarks.iter().cloned();
    remarks.fold(check, |check, fault| check.with_warning(StatusReason::Deviation(fault)))
}

/// The check for an entry of a badge whose proof could not be checked; none where its list shows no set bit. It is
/// unknown whether the entry is the issuer's. But either it is, and the badge was cancelled, or the badge was
/// changed.
pub(in super::super) fn check_of_unproven(entry: &ForeignEntry, reading: &Reading) -> Option<Check> {
    let value = reading.value.filter(|value| *value != 0)?;
    let reason = match &reading.ruling {
        Ok(Ruling::Revoked) => StatusReason::ShownAsRevoked(word(entry, value)),
        Ok(Ruling::Suspended) => StatusReason::ShownAsSuspended(word(entry, value)),
        Ok(Ruling::Clear | Ruling::Noted) => return None,
        Err(fault) => return Some(undecided(fault.clone(), shown(entry, value))),
    };
    Some(Check::failed(NAME, reason))
}

/// The check for an open question, with what the list shows nevertheless.
pub(in super::super) fn undecided(fault: ListFault, shown: Option<Shown>) -> Check {
    Check::not_checked(NAME, StatusReason::Undecided { fault, shown })
}

/// The value in a list that decides nothing: a set bit is not hidden.
fn shown(entry: &ForeignEntry, value: u64) -> Option<Shown> {
    let suspended = entry.purpose == StatusPurpose::Suspension;
    (value != 0).then(|| Shown { suspended, word: word(entry, value) })
}

/// The issuer's own words for a value of several bits, or for one bit where the entry has such words.
fn word(entry: &ForeignEntry, value: u64) -> Option<ForeignText> {
    let word = entry.message(value).filter(|word| !matches!(*word, "set" | "unset" | "undefined" | ""));
    word.map(|word| ForeignText::new(word, 120))
}

/// The note of an entry with the purpose `message` or `refresh`; it never cancels a badge.
pub(in super::super) fn note(entry: &ForeignEntry, reading: &Reading) -> Option<ListNote> {
    let value = reading.value.unwrap_or_default();
    match (&reading.ruling, &entry.purpose) {
        (Err(_), StatusPurpose::Refresh) => Some(ListNote::CopyUnknown),
        (Err(_), _) => Some(ListNote::Unknown),
        (Ok(_), StatusPurpose::Refresh) if value == 0 => None,
        (Ok(_), StatusPurpose::Refresh) => Some(ListNote::NewerCopy),
        (Ok(_), _) => entry.message(value).map(|message| ListNote::Message(ForeignText::new(message, 120))),
    }
}
