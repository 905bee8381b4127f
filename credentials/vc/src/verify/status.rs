//! Was the badge revoked? (Bitstring Status List 1.0, section 3.2; 1EdTech Revocation List 1.0)
//!
//! `Failed` only when the list of the issuer, or of its keeper, at the address that the badge names marks it as
//! revoked. Any fault of a list or of the badge's entry leaves the question open: it is never "not revoked" and never
//! "no status".

mod list;
mod revocation_list;
mod ruled;
mod table;

use serde_json::Value;

pub(super) use list::{
    Issuer, Reading, document, is_list, is_nothing_but_a_list, may_decide, open, read, read_foreign,
};
pub(super) use revocation_list::read as read_revocation_list;
pub(super) use ruled::{check, check_of_unproven, note, undecided};

use super::members::{has_type, strings, text, values};
use super::reason::{ListFault, ListNote, StatusReason};
use super::report::{Check, CheckName, Outcome};
use crate::sanitizer::ForeignText;
use crate::status::{ForeignEntry, StatusError, StatusPurpose};

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
        return vec![Step::Done(unknown(StatusReason::EntryNoObject))];
    }
    let (notes, mut cancelling): (Vec<Step>, Vec<Step>) =
        values(status).iter().map(step).partition(|step| matches!(step, Step::Ask(entry) if entry.is_note()));
    if cancelling.len() > MOST {
        cancelling.truncate(MOST);
        cancelling.push(Step::Done(unknown(StatusReason::TooManyEntries)));
    }
    cancelling.into_iter().chain(notes.into_iter().take(MOST_NOTES)).collect()
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn step(entry: &Value) -> Step {
    if !entry.is_object() {
        return Step::Done(unknown(StatusReason::EntryNoObject));
    }
    let types = strings(entry.get("type"));
    let Some(first) = types.first() else { return Step::Done(unknown(StatusReason::EntryNoType)) };
    if has_type(entry, "1EdTechRevocationList") {
        return revocation_list(entry);
    }
    let entry = match ForeignEntry::parse(entry) {
        Ok(entry) => entry,
        Err(StatusError::NotAnEntry) => {
            return Step::Done(unknown(StatusReason::TypeUnknown(ForeignText::new(first, 60))));
        }
        Err(error) => return Step::Done(unknown(StatusReason::EntryMalformed(error))),
    };
    if matches!(entry.purpose, StatusPurpose::Other(_)) {
        return Step::Done(unknown(StatusReason::PurposeUnknown(ForeignText::new(
            entry.purpose.as_str(),
            40,
        ))));
    }
    if is_web(&entry.list) { Step::Ask(entry) } else { Step::Done(unknown(StatusReason::EntryNotWeb)) }
}

fn revocation_list(entry: &Value) -> Step {
    match text(entry, "id") {
        Some(url) if url.starts_with("https://") => Step::AskRevocationList(url.to_owned()),
        // The list is not signed: only the connection to its host vouches for it.
        Some(url) if is_web(url) => Step::Done(undecided(ListFault::NotHttps, None)),
        _ => Step::Done(unknown(StatusReason::EntryNotWeb)),
    }
}

/// An entry that cannot be read leaves the question open: the badge can be revoked, and the list is unknown.
fn unknown(reason: StatusReason) -> Check {
    Check::not_checked(NAME, reason)
}

/// Combines the checks of all entries: any list can revoke or suspend a badge, and only all together clear it.
/// Further notes of its issuer are added, and decide nothing.
pub(super) fn combine(checks: Vec<Check>, notes: Vec<ListNote>) -> Check {
    let rank = |check: &Check| match (check.outcome, &*check.code()) {
        (Outcome::Failed, "revoked") => 0,
        (Outcome::Failed, _) => 1,
        (Outcome::NotChecked, _) => 2,
        (Outcome::Passed | Outcome::NotApplicable, _) if !check.remarks.is_empty() => 3,
        (Outcome::Passed | Outcome::NotApplicable, _) => 4,
    };
    let worst = checks.into_iter().min_by_key(rank);
    let worst = worst.unwrap_or_else(|| Check::not_applicable(NAME, StatusReason::NoStatus));
    Check { notes, ..worst }
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
                check.code().into_owned()
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
