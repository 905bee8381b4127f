//! Was it taken back? (Bitstring Status List 1.0, section 3.2; 1EdTech Revocation List 1.0)
//!
//! `Failed` only when the list says so that the badge itself names, or when the badge's entry is broken. Whatever is wrong
//! with a list leaves the question open: it is never "not revoked".

mod fault;
mod list;
mod revocation_list;
mod say;

use serde_json::Value;

pub(super) use fault::Fault;
pub(super) use list::{Reading, open, read};
pub(super) use revocation_list::read as read_revocation_list;
pub(super) use say::{check, note};

use super::members::{has_type, strings, text, values};
use super::plain::plain;
use super::report::{Check, CheckName, Outcome};
use crate::status::{ForeignEntry, StatusError, purpose_of};

const NAME: CheckName = CheckName::Status;
/// Most lists that are asked for, of those that can cancel a badge.
const MOST: usize = 4;
/// Most lists that are asked for, of those that only say something.
const MOST_NOTES: usize = 2;

/// What to do about one entry of `credentialStatus`.
pub(super) enum Step {
    /// Ask for its list.
    Ask(ForeignEntry),
    /// Ask for the `1EdTechRevocationList` at this address.
    AskRevocationList(String),
    /// Nothing more can be done.
    Done(Check),
}

/// The entries of a badge, each with what is to be done: all that can cancel it, and the first few of those that only say
/// something.
pub(super) fn steps(document: &Value) -> Vec<Step> {
    let entries = values(document.get("credentialStatus"));
    let (notes, cancelling): (Vec<&Value>, Vec<&Value>) =
        entries.iter().partition(|entry| purpose_of(entry).is_some_and(is_informative));
    if cancelling.len() > MOST {
        let says = "It names more than four lists of revoked badges.";
        return vec![Step::Done(Check::not_checked(NAME, "too-many-status-entries", says))];
    }
    let notes = notes.into_iter().take(MOST_NOTES).filter_map(|entry| ForeignEntry::parse(entry).ok());
    let notes = notes.filter(|entry| is_web(&entry.list)).map(Step::Ask);
    cancelling.into_iter().map(step).chain(notes).collect()
}

/// Purposes that never cancel a badge (Bitstring Status List 1.0, section 2.1).
pub(super) fn is_informative(purpose: &str) -> bool {
    matches!(purpose, "refresh" | "message")
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn step(entry: &Value) -> Step {
    if has_type(entry, "1EdTechRevocationList") {
        return revocation_list(entry);
    }
    let entry = match ForeignEntry::parse(entry) {
        Ok(entry) => entry,
        Err(StatusError::NotAnEntry) => return Step::Done(unknown_kind(entry)),
        Err(error) => {
            let says = format!("Where to look up whether it was revoked is not said properly: {error}.");
            return Step::Done(malformed(says));
        }
    };
    if !matches!(entry.purpose.as_str(), "revocation" | "suspension") {
        let says = format!(
            "It may be cancelled for “{}”, which this version does not know.",
            plain(&entry.purpose, 40)
        );
        return Step::Done(Check::not_checked(NAME, "status-purpose-unknown", says));
    }
    if is_web(&entry.list) { Step::Ask(entry) } else { Step::Done(malformed(NOT_WEB)) }
}

const NOT_WEB: &str = "Where to look up whether it was revoked is not a web address.";

fn revocation_list(entry: &Value) -> Step {
    match text(entry, "id") {
        Some(url) if url.starts_with("https://") => Step::AskRevocationList(url.to_owned()),
        // The list is not signed: all that vouches for it is the connection to its host.
        Some(url) if is_web(url) => {
            let fault = Fault::new(
                "status-list-not-https",
                "The list of revoked badges is unsigned, and its address is not https: anybody could have changed it.",
            );
            Step::Done(fault.check())
        }
        _ => Step::Done(malformed(NOT_WEB)),
    }
}

fn malformed(says: impl Into<String>) -> Check {
    Check::failed(NAME, "status-entry-malformed", says)
}

fn unknown_kind(entry: &Value) -> Check {
    let kinds = strings(entry.get("type"));
    let kind = kinds.first().copied().unwrap_or("no");
    let says = format!(
        "Whether it was revoked is to be looked up in a “{}” list, which is not read here.",
        plain(kind, 60)
    );
    Check::not_checked(NAME, "status-type-unknown", says)
}

/// One check out of those for each entry: a badge is cancelled by any of its lists, and clear only by all. What its issuer
/// notes beside that is added, and decides nothing.
pub(super) fn combine(checks: Vec<Check>, notes: &[String]) -> Check {
    let rank = |check: &Check| match (check.outcome, check.code.as_str()) {
        (Outcome::Failed, "revoked") => 0,
        (Outcome::Failed, _) => 1,
        (Outcome::NotChecked, _) => 2,
        (Outcome::Passed | Outcome::NotApplicable, _) if !check.remarks.is_empty() => 3,
        (Outcome::Passed | Outcome::NotApplicable, _) => 4,
    };
    let mut worst = checks.into_iter().min_by_key(rank).unwrap_or_else(|| {
        Check::not_applicable(
            NAME,
            "no-status",
            "It names no list of revoked badges: its issuer cannot revoke it.",
        )
    });
    for note in notes {
        worst.says = format!("{} {note}", worst.says);
    }
    worst
}
