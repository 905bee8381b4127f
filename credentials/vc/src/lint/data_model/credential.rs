//! `VerifiableCredential` (VC Data Model 2.0, sections 4.2 to 4.12).

use serde_json::Value;

use super::{each, entry, parts, resource, text, typed, url_member};
use crate::contexts;
use crate::lint::Strictness;
use crate::lint::fault::{ContextFault, ModelFault, Name, SchemaFault};
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
        return findings.add(at, ModelFault::CredentialNotAnObject);
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
pub(super) fn context(document: &Value, bases: &[&'static str], at: &Path<'_>, findings: &mut Findings) {
    let here = at.member("@context");
    let Some(Value::Array(urls)) = document.get("@context") else {
        return findings.add(&here, ContextFault::NotAnArray);
    };
    let first = urls.first().and_then(Value::as_str);
    if !first.is_some_and(|url| bases.contains(&url)) {
        let bases = bases.iter().map(|url| Name::from(*url)).collect();
        findings.add(&here.item(0), ContextFault::FirstIsNot(bases));
    }
    for (index, more) in urls.iter().enumerate().skip(1) {
        let fits = match more {
            Value::String(url) => formats::is_url(url),
            other => other.is_object(),
        };
        if !fits {
            findings.add(&here.item(index), ContextFault::NotAUrl);
        }
    }
}

/// `type` names the class of the document (section 4.5).
pub(super) fn kind(document: &Value, class: &'static str, at: &Path<'_>, findings: &mut Findings) {
    typed(document, at, findings);
    if document.get("type").is_some() && !has_type(document, class) {
        findings.add(&at.member("type"), SchemaFault::TypeWithout(vec![class.into()]));
    }
}

/// A URL, or an object with an `id` that is one (section 4.7).
fn issuer(credential: &Value, at: &Path<'_>, findings: &mut Findings) {
    let here = at.member("issuer");
    match credential.get("issuer") {
        None => findings.add(&here, ModelFault::IssuerMissing),
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
        Value::Object(_) => findings.add(&at.member("id"), ModelFault::IdMissing),
        _ => findings.add(at, ModelFault::NotIdentified),
    }
}

/// One or more objects with a claim (section 4.8).
fn subject(credential: &Value, at: &Path<'_>, findings: &mut Findings) {
    let here = at.member("credentialSubject");
    let subjects = match credential.get("credentialSubject") {
        None => return findings.add(&here, ModelFault::SubjectMissing),
        Some(Value::Array(items)) if items.is_empty() => {
            return findings.add(&here, ModelFault::NoSubject);
        }
        Some(value) => value,
    };
    each(subjects, &here, |subject, at| match subject {
        Value::Object(members) if members.is_empty() => {
            findings.add(at, ModelFault::NoClaim);
        }
        Value::Object(_) => url_member(subject, "id", at, findings),
        _ => findings.add(at, ModelFault::SubjectNotAnObject),
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
                findings.add(&at.member(name), ModelFault::NotAMoment(name.into()));
            }
            moment
        }
    });
    if old && credential.get("issuanceDate").is_none() {
        findings.add(&at.member("issuanceDate"), ModelFault::MomentMissing("issuanceDate".into()));
    }
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        let [from, until] = names;
        let fault = ModelFault::EndsBeforeStart { from: from.into(), until: until.into() };
        findings.add(&at.member(until), fault);
    }
}

/// Our requirements beyond the standard for credentials that we sign: an `id` and a time for the ledger, a DID as
/// issuer, no proof yet.
fn signable(credential: &Value, at: &Path<'_>, findings: &mut Findings) {
    let required =
        [("id", ModelFault::OwnIdMissing), ("validFrom", ModelFault::MomentMissing("validFrom".into()))];
    for (name, missing) in required {
        if credential.get(name).is_none() {
            findings.add(&at.member(name), missing);
        }
    }
    let issuer = at.member("issuer");
    let (id, place) = match credential.get("issuer") {
        Some(Value::Object(members)) => (members.get("id"), issuer.member("id")),
        other => (other, issuer),
    };
    if id.and_then(Value::as_str).is_some_and(|id| formats::is_url(id) && !formats::is_did(id)) {
        findings.add(&place, ModelFault::IssuerNotDid);
    }
    if credential.get("proof").is_some() {
        findings.add(&at.member("proof"), ModelFault::ProofPresent);
    }
}
