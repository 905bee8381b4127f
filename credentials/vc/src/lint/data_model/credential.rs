//! `VerifiableCredential` (VC Data Model 2.0, sections 4.2 to 4.12).

use serde_json::Value;

use super::{each, entry, parts, resource, text, typed, url_member};
use crate::contexts;
use crate::lint::Strictness;
use crate::lint::finding::Findings;
use crate::lint::formats;
use crate::lint::path::Path;
use crate::lint::schema_walker::has_type;
use crate::time::Timestamp;

/// Whether the base context of version 1.1 is first.
fn is_version_1(credential: &Value) -> bool {
    let first = credential.get("@context").and_then(|context| context.get(0));
    first.and_then(Value::as_str) == Some(contexts::V1)
}

pub(super) fn check(credential: &Value, at: &Path<'_>, strictness: Strictness, findings: &mut Findings) {
    if !credential.is_object() {
        return findings.add(at, "not-an-object", "A credential must be an object.");
    }
    let old = strictness == Strictness::Reading && is_version_1(credential);
    context(credential, &[if old { contexts::V1 } else { contexts::V2 }], at, findings);
    url_member(credential, "id", at, findings);
    kind(credential, "VerifiableCredential", at, findings);
    text::check(credential, at, findings);
    issuer(credential, at, findings);
    subject(credential, at, findings);
    validity(credential, old, at, findings);
    parts::check(credential, at, findings);
    resource::check(credential, at, findings);
    if strictness == Strictness::Issuing {
        signable(credential, at, findings);
        entry::check(credential, at, findings);
    }
}

/// An ordered list whose first item is a base context (section 4.3).
pub(super) fn context(document: &Value, bases: &[&str], at: &Path<'_>, findings: &mut Findings) {
    let here = at.member("@context");
    let Some(Value::Array(urls)) = document.get("@context") else {
        return findings.add(&here, "context", "\"@context\" must be an array.");
    };
    let first = urls.first().and_then(Value::as_str);
    if !first.is_some_and(|url| bases.contains(&url)) {
        let says = format!("The first context must be {}.", bases.join(" or "));
        findings.add(&here.item(0), "context", says);
    }
    for (index, more) in urls.iter().enumerate().skip(1) {
        let fits = match more {
            Value::String(url) => formats::is_url(url),
            other => other.is_object(),
        };
        if !fits {
            findings.add(&here.item(index), "context", "A context must be a URL or an object.");
        }
    }
}

/// `type` names the class of the document (section 4.5).
pub(super) fn kind(document: &Value, class: &str, at: &Path<'_>, findings: &mut Findings) {
    typed(document, at, findings);
    if document.get("type").is_some() && !has_type(document, class) {
        findings.add(&at.member("type"), "type", format!("\"type\" must contain {class}: add it."));
    }
}

/// A URL, or an object with an `id` that is one (section 4.7).
fn issuer(credential: &Value, at: &Path<'_>, findings: &mut Findings) {
    let here = at.member("issuer");
    match credential.get("issuer") {
        None => {
            findings.add(&here, "missing", "\"issuer\" is missing: add a URL, or an object with \"id\".");
        }
        Some(value) => identified(value, &here, findings),
    }
}

/// A URL, or an object whose `id` is one and whose name and description are texts.
pub(super) fn identified(value: &Value, at: &Path<'_>, findings: &mut Findings) {
    match value {
        Value::String(text) if formats::is_url(text) => {}
        Value::Object(members) if members.contains_key("id") => {
            url_member(value, "id", at, findings);
            text::check(value, at, findings);
        }
        Value::Object(_) => findings.add(&at.member("id"), "missing", "\"id\" is missing: add a URL."),
        _ => findings.add(at, "malformed", "This must be a URL, or an object with an \"id\" that is one."),
    }
}

/// One or more objects with a claim (section 4.8).
fn subject(credential: &Value, at: &Path<'_>, findings: &mut Findings) {
    let here = at.member("credentialSubject");
    let subjects = match credential.get("credentialSubject") {
        None => {
            let says = "\"credentialSubject\" is missing: add an object with the claims.";
            return findings.add(&here, "missing", says);
        }
        Some(Value::Array(items)) if items.is_empty() => {
            return findings.add(&here, "empty", "A credential must have a subject: add an object.");
        }
        Some(value) => value,
    };
    each(subjects, &here, |subject, at| match subject {
        Value::Object(members) if members.is_empty() => {
            findings.add(at, "empty", "The subject claims nothing: add a claim.");
        }
        Value::Object(_) => url_member(subject, "id", at, findings),
        _ => findings.add(at, "not-an-object", "A subject must be an object."),
    });
}

/// Points in time with zone, in order (section 4.9; section 4.5 of version 1.1).
fn validity(credential: &Value, old: bool, at: &Path<'_>, findings: &mut Findings) {
    let names = if old { ["issuanceDate", "expirationDate"] } else { ["validFrom", "validUntil"] };
    let [from, until] = names.map(|name| match credential.get(name) {
        None => None,
        Some(value) => {
            let moment = value.as_str().and_then(|text| Timestamp::parse(text).ok());
            if moment.is_none() {
                let says =
                    format!("\"{name}\" must be a date and time with zone, such as 2026-03-01T09:00:00Z.");
                findings.add(&at.member(name), "malformed", says);
            }
            moment
        }
    });
    if old && credential.get("issuanceDate").is_none() {
        let says = "\"issuanceDate\" is missing: add a date and time with zone.";
        findings.add(&at.member("issuanceDate"), "missing", says);
    }
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        let [from, until] = names;
        let says = format!("\"{until}\" must not be earlier than \"{from}\".");
        findings.add(&at.member(until), "never-valid", says);
    }
}

/// Our requirements beyond the standard for credentials that we sign: an `id` and a time for the ledger, a DID as
/// issuer, no proof yet.
fn signable(credential: &Value, at: &Path<'_>, findings: &mut Findings) {
    for (name, wanted) in [("id", "a URL of its own"), ("validFrom", "a date and time with zone")] {
        if credential.get(name).is_none() {
            findings.add(&at.member(name), "missing", format!("\"{name}\" is missing: add {wanted}."));
        }
    }
    let issuer = at.member("issuer");
    let (id, place) = match credential.get("issuer") {
        Some(Value::Object(members)) => (members.get("id"), issuer.member("id")),
        other => (other, issuer),
    };
    if id.and_then(Value::as_str).is_some_and(|id| formats::is_url(id) && !formats::is_did(id)) {
        findings.add(&place, "issuer-not-did", "The issuer must be its DID, without a fragment.");
    }
    if credential.get("proof").is_some() {
        let says = "A credential to be signed carries no proof yet: remove it.";
        findings.add(&at.member("proof"), "proof-present", says);
    }
}
