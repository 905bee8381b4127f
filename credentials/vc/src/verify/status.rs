//! Was the badge revoked? (Bitstring Status List 1.0, section 3.2; 1EdTech Revocation List 1.0)
//!
//! `Failed` only when the list of the issuer, or of its keeper, at the address that the badge names marks it as
//! revoked. Any fault of a list or of the badge's entry leaves the question open: it is never "not revoked" and never
//! "no status".

mod fault;
mod list;
mod revocation_list;
mod say;
mod table;

use serde_json::Value;

pub(super) use fault::Fault;
pub(super) use list::{
    Issuer, Reading, document, is_list, is_nothing_but_a_list, may_decide, open, read, read_foreign,
};
pub(super) use revocation_list::read as read_revocation_list;
pub(super) use say::{check, check_of_unproven, note};

use super::members::{has_type, strings, text, values};
use super::plain::quoted;
use super::report::{Check, CheckName, Outcome};
use crate::status::{ForeignEntry, StatusError};

const NAME: CheckName = CheckName::Status;
/// Maximum number of requested lists that can revoke or suspend a badge.
const MOST: usize = 4;
/// Maximum number of requested lists that are only informative.
const MOST_NOTES: usize = 2;

/// The next step for one entry of `credentialStatus`.
pub(super) enum Step {
    /// Request its list.
    Ask(ForeignEntry),
    /// Request the `1EdTechRevocationList` at this address.
    AskRevocationList(String),
    /// Nothing more can be done.
    Done(Check),
}

/// The entries of a badge, each with its next step: the first four that can revoke or suspend it, and the first two
/// that are only informative.
pub(super) fn steps(document: &Value) -> Vec<Step> {
    let status = document.get("credentialStatus");
    if status.is_some_and(Value::is_null) {
        return vec![Step::Done(malformed(NO_OBJECT))];
    }
    let (notes, mut cancelling): (Vec<Step>, Vec<Step>) =
        values(status).iter().map(step).partition(|step| matches!(step, Step::Ask(entry) if entry.is_note()));
    if cancelling.len() > MOST {
        cancelling.truncate(MOST);
        let says = "It names more than four lists of revoked badges.";
        cancelling.push(Step::Done(Check::not_checked(NAME, "too-many-status-entries", says)));
    }
    cancelling.into_iter().chain(notes.into_iter().take(MOST_NOTES)).collect()
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn step(entry: &Value) -> Step {
    if !entry.is_object() {
        return Step::Done(malformed(NO_OBJECT));
    }
    if strings(entry.get("type")).is_empty() {
        return Step::Done(malformed(
            "How to look up whether it was revoked is not said: the entry has no type.",
        ));
    }
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
    if !matches!(entry.purpose.as_str(), "revocation" | "suspension") && !entry.is_note() {
        let says = format!(
            "It may be cancelled for {}, which this version does not know.",
            quoted(&entry.purpose, 40)
        );
        return Step::Done(Check::not_checked(NAME, "status-purpose-unknown", says));
    }
    if is_web(&entry.list) { Step::Ask(entry) } else { Step::Done(malformed(NOT_WEB)) }
}

const NO_OBJECT: &str =
    "Where to look up whether it was revoked is not said as an object with type and address.";
const NOT_WEB: &str = "Where to look up whether it was revoked is not a web address.";

fn revocation_list(entry: &Value) -> Step {
    match text(entry, "id") {
        Some(url) if url.starts_with("https://") => Step::AskRevocationList(url.to_owned()),
        // The list is not signed: only the connection to its host vouches for it.
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

/// An entry that cannot be read leaves the question open: the badge can be revoked, and the list is unknown.
fn malformed(says: impl Into<String>) -> Check {
    Check::not_checked(NAME, "status-entry-malformed", says)
        .with_next_step("Ask the issuer whether it was revoked, and for a badge whose entry can be read.")
}

fn unknown_kind(entry: &Value) -> Check {
    let kinds = strings(entry.get("type"));
    let kind = kinds.first().copied().unwrap_or("no");
    let says = format!(
        "Whether it was revoked is to be looked up in a {} list, which is not read here.",
        quoted(kind, 60)
    );
    Check::not_checked(NAME, "status-type-unknown", says)
}

/// Combines the checks of all entries: any list can revoke or suspend a badge, and only all together clear it.
/// Further notes of its issuer are added, and decide nothing.
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The step for each entry: its list requested, or the code of a check.
    fn planned(status: &Value) -> Vec<String> {
        let steps = steps(&json!({"credentialStatus": status}));
        let of = |step: Step| match step {
            Step::Ask(entry) => format!("ask for {}", entry.purpose),
            Step::AskRevocationList(url) => format!("ask {url}"),
            Step::Done(check) => {
                assert_eq!(check.outcome, Outcome::NotChecked);
                check.code
            }
        };
        steps.into_iter().map(of).collect()
    }

    #[test]
    fn an_entry_that_is_none_or_cannot_be_read_is_never_no_status() {
        let entry = |purpose: &str| {
            json!({"type": "BitstringStatusListEntry", "statusPurpose": purpose, "statusListIndex": "7",
                "statusListCredential": "https://a.example/1"})
        };
        let without = |member: &str, purpose: &str| {
            let mut entry = entry(purpose);
            entry.as_object_mut().unwrap().remove(member);
            entry
        };
        let malformed = ["status-entry-malformed"];
        for status in [
            Value::Null,
            json!("https://a.example/1#7"),
            json!(["https://a.example/1#7"]),
            json!([[entry("revocation")]]),
            json!(7),
            json!({}),
            without("type", "revocation"),
            without("type", "message"),
            without("statusListIndex", "revocation"),
            without("statusListIndex", "message"),
            without("statusListCredential", "suspension"),
        ] {
            assert_eq!(planned(&status), malformed, "{status}");
        }
        assert_eq!(planned(&json!([])), [""; 0]);
        assert_eq!(planned(&json!([entry("revocation"), null])), ["ask for revocation", malformed[0]]);
        assert_eq!(planned(&entry("loan")), ["status-purpose-unknown"]);
        assert_eq!(planned(&json!({"type": "Other", "statusPurpose": "message"})), ["status-type-unknown"]);
        let notes = json!([entry("message"), entry("refresh"), entry("message"), entry("suspension")]);
        assert_eq!(planned(&notes), ["ask for suspension", "ask for message", "ask for refresh"]);
    }
}
