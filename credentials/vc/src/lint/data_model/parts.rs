//! Status, schema, refresh service, terms of use, evidence: objects with a `type`, some with an `id`
//! (VC Data Model 2.0, sections 4.10, 4.11, 5.4 to 5.6).

use serde_json::Value;

use super::{each, typed, url_member};
use crate::lint::fault::ModelFault;
use crate::lint::finding::Findings;
use crate::lint::path::Path;

/// Members and whether their objects must have an `id`.
const PARTS: [(&str, bool); 7] = [
    ("credentialStatus", false),
    ("credentialSchema", true),
    ("refreshService", false),
    ("termsOfUse", false),
    ("evidence", false),
    ("confidenceMethod", false),
    ("renderMethod", false),
];

pub(super) fn check(credential: &Value, at: &Path<'_>, findings: &mut Findings) {
    for (name, identified) in PARTS {
        let Some(value) = credential.get(name) else { continue };
        each(value, &at.member(name), |part, at| one(part, identified, at, findings));
    }
}

/// Checks one such object.
pub(super) fn one(part: &Value, identified: bool, at: &Path<'_>, findings: &mut Findings) {
    if !part.is_object() {
        return findings.add(at, ModelFault::PartNotAnObject);
    }
    typed(part, at, findings);
    url_member(part, "id", at, findings);
    if identified && part.get("id").is_none() {
        findings.add(&at.member("id"), ModelFault::SchemaIdMissing);
    }
}
