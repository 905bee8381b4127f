//! Was it taken back? (Bitstring Status List 1.0, section 3.2)
//!
//! `Failed` only when the issuer's own list says so, or when the badge's entry is broken. Whatever is wrong with a list
//! leaves the question open: it is never "not revoked".

mod list;

use serde_json::Value;

pub(super) use list::{Fault, Reading, read};

use super::members::{strings, values};
use super::plain::plain;
use super::report::{Check, CheckName, Outcome};
use crate::status::{ForeignEntry, StatusError, purpose_of};

const NAME: CheckName = CheckName::Status;
/// Most lists that are asked for: with an issuer's keys, its profile and a notice that makes seven requests at most.
const MOST: usize = 4;

/// What to do about one entry of `credentialStatus`.
pub(super) enum Step {
    /// Ask for its list.
    Ask(ForeignEntry),
    /// Nothing more can be done.
    Done(Check),
}

/// The entries of a badge that can cancel it, each with what is to be done.
pub(super) fn steps(document: &Value) -> Vec<Step> {
    let entries = values(document.get("credentialStatus"));
    let cancelling: Vec<&Value> = entries.iter().filter(|entry| !is_informative(entry)).collect();
    if cancelling.len() > MOST {
        let says = "It names more than four lists of revoked badges.";
        return vec![Step::Done(Check::not_checked(NAME, "too-many-status-entries", says))];
    }
    cancelling.into_iter().map(step).collect()
}

/// Purposes that never cancel a badge.
fn is_informative(entry: &Value) -> bool {
    matches!(purpose_of(entry), Some("refresh" | "message"))
}

fn step(entry: &Value) -> Step {
    let entry = match ForeignEntry::parse(entry) {
        Ok(entry) => entry,
        Err(StatusError::NotAnEntry) => return Step::Done(unknown_kind(entry)),
        Err(error) => {
            let says = format!("Where to look up whether it was revoked is not said properly: {error}.");
            return Step::Done(Check::failed(NAME, "status-entry-malformed", says));
        }
    };
    if !matches!(entry.purpose.as_str(), "revocation" | "suspension") {
        let says = format!(
            "It may be cancelled for “{}”, which this version does not know.",
            plain(&entry.purpose, 40)
        );
        return Step::Done(Check::not_checked(NAME, "status-purpose-unknown", says));
    }
    if entry.size != 1 {
        let says = "Its list has several bits for each badge, which this version does not read.";
        return Step::Done(Check::not_checked(NAME, "status-size", says));
    }
    if !(entry.list.starts_with("https://") || entry.list.starts_with("http://")) {
        let says = "Where to look up whether it was revoked is not a web address.";
        return Step::Done(Check::failed(NAME, "status-entry-malformed", says));
    }
    Step::Ask(entry)
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

/// The check for an entry whose list was read, or could not be.
pub(super) fn check(entry: &ForeignEntry, read: Result<Reading, Fault>) -> Check {
    match read {
        Err(fault) => {
            let says = format!("{} Whether it was revoked we cannot say.", fault.says);
            Check::not_checked(NAME, fault.code, says).with_next_step(fault.next_step)
        }
        Ok(Reading { set: false, signed }) => {
            let says = format!("Not revoked, by the list that its issuer signed on {}.", signed.long_date());
            Check::passed(NAME, "not-revoked", says)
        }
        Ok(Reading { set: true, .. }) if entry.purpose == "suspension" => {
            Check::failed(NAME, "suspended", "Suspended by its issuer for now.")
                .with_next_step("Ask the issuer when it will count again.")
        }
        Ok(Reading { set: true, .. }) => Check::failed(NAME, "revoked", REVOKED)
            .with_next_step("Ask the issuer why, if that matters to you."),
    }
}

/// What is said of a revoked badge until its notice has come.
pub(super) const REVOKED: &str = "Revoked. The issuer does not say when or why.";

/// One check out of those for each entry: a badge is cancelled by any of its lists, and clear only by all.
pub(super) fn combine(checks: Vec<Check>) -> Check {
    let rank = |check: &Check| match (check.outcome, check.code.as_str()) {
        (Outcome::Failed, "revoked") => 0,
        (Outcome::Failed, _) => 1,
        (Outcome::NotChecked, _) => 2,
        (Outcome::Passed | Outcome::NotApplicable, _) => 3,
    };
    checks.into_iter().min_by_key(rank).unwrap_or_else(|| {
        Check::not_applicable(
            NAME,
            "no-status",
            "It names no list of revoked badges: its issuer cannot revoke it.",
        )
    })
}
