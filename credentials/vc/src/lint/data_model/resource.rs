//! `relatedResource`: further resources of a credential, with their digests (VC Data Model 2.0, section 5.3).

use serde_json::Value;

use super::{digest, each, url_member};
use crate::lint::fault::ResourceFault;
use crate::lint::finding::Findings;
use crate::lint::formats;
use crate::lint::path::Path;

/// A member for a digest, its required form, and the fault of another form.
type Digest = (&'static str, fn(&str) -> bool, ResourceFault);

const DIGESTS: [Digest; 2] = [
    ("digestSRI", formats::is_sri, ResourceFault::NotSri),
    ("digestMultibase", |text| digest::of_multibase(text).is_some(), ResourceFault::NotMultihash),
];

pub(super) fn check(credential: &Value, at: &Path<'_>, findings: &mut Findings) {
    let Some(value) = credential.get("relatedResource") else { return };
    let mut seen: Vec<&str> = Vec::new();
    each(value, &at.member("relatedResource"), |resource, at| {
        if !resource.is_object() {
            return findings.add(at, ResourceFault::NotAnObject);
        }
        url_member(resource, "id", at, findings);
        match resource.get("id").map(Value::as_str) {
            None => findings.add(&at.member("id"), ResourceFault::IdMissing),
            Some(Some(id)) if seen.contains(&id) => {
                findings.add(&at.member("id"), ResourceFault::Twice);
            }
            Some(id) => seen.extend(id),
        }
        if !DIGESTS.iter().any(|(name, _, _)| resource.get(name).is_some()) {
            findings.add(&at.member("digestSRI"), ResourceFault::NoDigest);
        }
        compare(resource, at, findings);
        for (name, fits, malformed) in DIGESTS {
            let id = resource.get("id").and_then(Value::as_str).unwrap_or_default();
            let fits = |text: &str| fits(text) || (name == "digestMultibase" && digest::is_bare(id, text));
            if resource.get(name).is_some_and(|digest| !digest.as_str().is_some_and(fits)) {
                findings.add(&at.member(name), malformed);
            }
        }
    });
}

/// Compares the digests of an embedded resource.
fn compare(resource: &Value, at: &Path<'_>, findings: &mut Findings) {
    let text = |name: &str| resource.get(name).and_then(Value::as_str);
    let Some(id) = text("id") else { return };
    let hashes = text("digestSRI").map(digest::of_sri).unwrap_or_default();
    let others: Vec<bool> = hashes.iter().map(|hash| digest::is_other(id, hash)).collect();
    // Several hashes in one text are alternatives (Subresource Integrity).
    if !others.is_empty() && others.iter().all(|other| *other) {
        findings.add(&at.member("digestSRI"), ResourceFault::OtherDigest);
    }
    let hash = text("digestMultibase").and_then(digest::of_multibase);
    if hash.is_some_and(|hash| digest::is_other(id, &hash)) {
        findings.add(&at.member("digestMultibase"), ResourceFault::OtherDigest);
    }
}
