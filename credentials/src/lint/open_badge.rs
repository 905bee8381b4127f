//! The rules for badges that the table of classes cannot say.

use serde_json::{Value, json};

use super::classes::ACHIEVEMENT_CREDENTIAL;
use super::finding::{Finding, under};
use super::{Strictness, identities, walk};
use crate::status::StatusEntry;
use crate::time::Timestamp;

/// Everything that keeps a badge of ours from being signed, but for what JSON-LD itself refuses.
pub(super) fn check(credential: &Value) -> Vec<Finding> {
    let mut findings = walk::check(credential, &ACHIEVEMENT_CREDENTIAL, Strictness::Issuing);
    check_essentials(credential, &mut findings);
    check_kind(credential, &mut findings);
    check_no_proof(credential, &mut findings);
    check_issuer(credential, &mut findings);
    check_status(credential, &mut findings);
    check_validity(credential, &mut findings);
    identities::check(credential, &mut findings);
    check_nothing_empty(credential, "", &mut findings);
    check_same_ids(credential, &mut findings);
    findings
}

/// What the standard asks of every badge beyond its schemas: a subject that is somebody, criteria that say
/// something, an issuer that is an object when there is one.
pub(super) fn check_essentials(credential: &Value, findings: &mut Vec<Finding>) {
    let subject = credential.get("credentialSubject");
    let somebody = |subject: &Value| {
        subject.get("id").is_some()
            || subject.get("identifier").and_then(Value::as_array).is_some_and(|list| !list.is_empty())
    };
    if subject.is_some_and(|subject| subject.is_object() && !somebody(subject)) {
        let says = "The subject is nobody: add \"identifier\" (or \"id\").";
        findings.push(Finding::new("/credentialSubject", "nobody", says));
    }
    let criteria = credential.pointer("/credentialSubject/achievement/criteria");
    if criteria.is_some_and(|c| c.is_object() && c.get("narrative").is_none() && c.get("id").is_none()) {
        let says = "The criteria say nothing: add \"narrative\" (or \"id\").";
        findings.push(Finding::new("/credentialSubject/achievement/criteria", "no-criteria", says));
    }
}

/// One more type would be one more set of definitions, and another class of document.
fn check_kind(credential: &Value, findings: &mut Vec<Finding>) {
    let known = ["VerifiableCredential", "OpenBadgeCredential", "AchievementCredential"];
    for (at, kind) in credential.get("type").and_then(Value::as_array).into_iter().flatten().enumerate() {
        if !kind.as_str().is_some_and(|kind| known.contains(&kind)) {
            let says = "A badge of ours has no further type: remove it.";
            findings.push(Finding::new(under("/type", at), "type", says));
        }
    }
}

pub(super) fn check_no_proof(credential: &Value, findings: &mut Vec<Finding>) {
    if credential.get("proof").is_some() {
        let says = "A credential to be signed carries no proof yet: remove it.";
        findings.push(Finding::new("/proof", "proof-present", says));
    }
}

fn check_issuer(credential: &Value, findings: &mut Vec<Finding>) {
    let id = credential.pointer("/issuer/id").and_then(Value::as_str);
    if id.is_some_and(|id| !walk::is_did(id)) {
        let says = "The issuer's \"id\" must be its DID, without a fragment.";
        findings.push(Finding::new("/issuer/id", "issuer-not-did", says));
    }
}

fn check_status(credential: &Value, findings: &mut Vec<Finding>) {
    let Some(status) = credential.get("credentialStatus") else {
        let says = "\"credentialStatus\" is missing: add the badge's entry in a status list, so that it can be revoked.";
        return findings.push(Finding::new("/credentialStatus", "missing", says));
    };
    let entry = StatusEntry::parse(status);
    // Written back and compared: the entry then has exactly the members and the `<list>#<index>` of ours.
    if !entry.is_ok_and(|entry| entry.to_value() == *status) {
        let says = "The status entry must be a single BitstringStatusListEntry for revocation whose \"id\" is <list>#<index>.";
        findings.push(Finding::new("/credentialStatus", "status-entry", says));
    }
}

pub(super) fn check_validity(credential: &Value, findings: &mut Vec<Finding>) {
    let moment = |name: &str| {
        credential.get(name).and_then(Value::as_str).and_then(|text| Timestamp::parse(text).ok())
    };
    if let (Some(from), Some(until)) = (moment("validFrom"), moment("validUntil"))
        && until <= from
    {
        let says = "\"validUntil\" must be later than \"validFrom\".";
        findings.push(Finding::new("/validUntil", "never-valid", says));
    }
}

/// Nulls, empty arrays and empty objects sign nothing, wherever they stand.
pub(super) fn check_nothing_empty(value: &Value, at: &str, findings: &mut Vec<Finding>) {
    let empty = match value {
        Value::Null => Some("null"),
        Value::Array(items) if items.is_empty() => Some("empty"),
        Value::Object(members) if members.is_empty() => Some("empty"),
        _ => None,
    };
    if let Some(code) = empty {
        if !findings.iter().any(|finding| finding.pointer == at) {
            findings.push(Finding::new(at, code, "This signs nothing: remove it."));
        }
        return;
    }
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| check_nothing_empty(member, &under(at, name), findings));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| check_nothing_empty(item, &under(at, i), findings));
        }
        _ => {}
    }
}

/// Two objects of one `id` become one node: what each says must be the same, or one must say nothing.
///
/// Otherwise a holder could move members between them under an intact signature.
fn check_same_ids(credential: &Value, findings: &mut Vec<Finding>) {
    let mut seen: Vec<(&str, &Value)> = Vec::new();
    let mut waiting = vec![(String::new(), credential)];
    while let Some((at, value)) = waiting.pop() {
        match value {
            Value::Object(members) => {
                let says_more = members.keys().any(|name| name != "id" && name != "type");
                if let Some(id) = members.get("id").and_then(Value::as_str).filter(|_| says_more) {
                    if seen.iter().any(|(other, content)| *other == id && *content != value) {
                        let says = format!(
                            "Two objects describe {id} differently: give one of them \"id\" and \"type\" alone."
                        );
                        findings.push(Finding::new(&*at, "same-id", says));
                    }
                    seen.push((id, value));
                }
                waiting.extend(members.iter().map(|(name, member)| (under(&at, name), member)));
            }
            Value::Array(items) => {
                waiting.extend(items.iter().enumerate().map(|(index, item)| (under(&at, index), item)));
            }
            _ => {}
        }
    }
}

/// `@context` is exactly this list.
pub(super) fn check_context(credential: &Value, wanted: &[&str], findings: &mut Vec<Finding>) {
    if credential.get("@context") != Some(&json!(wanted)) {
        let says = format!("\"@context\" must be exactly {}.", wanted.join(" and "));
        findings.push(Finding::new("/@context", "context", says));
    }
}
