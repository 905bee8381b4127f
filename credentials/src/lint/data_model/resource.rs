//! `relatedResource`: what belongs to a credential, with its digest (VC Data Model 2.0, section 5.3).

use serde_json::Value;

use super::{each, url_member};
use crate::lint::finding::Findings;
use crate::lint::formats;
use crate::lint::path::Path;

/// A member that is a digest, and the form that it must have.
type Digest = (&'static str, fn(&str) -> bool, &'static str);

const DIGESTS: [Digest; 2] = [
    ("digestSRI", formats::is_sri, "a hash such as sha384-… (Subresource Integrity)"),
    ("digestMultibase", formats::is_multibase, "a multibase text that begins with u or z"),
];

pub(super) fn check(credential: &Value, at: &Path<'_>, findings: &mut Findings) {
    let Some(value) = credential.get("relatedResource") else { return };
    let mut seen: Vec<&str> = Vec::new();
    each(value, &at.member("relatedResource"), |resource, at| {
        if !resource.is_object() {
            let says = "A related resource must be an object with \"id\" and a digest.";
            return findings.add(at, "not-an-object", says);
        }
        url_member(resource, "id", at, findings);
        match resource.get("id").map(Value::as_str) {
            None => findings.add(&at.member("id"), "missing", "\"id\" is missing: add the resource's URL."),
            Some(Some(id)) if seen.contains(&id) => {
                findings.add(&at.member("id"), "same-id", "This resource is listed twice: keep one.");
            }
            Some(id) => seen.extend(id),
        }
        if !DIGESTS.iter().any(|(name, _, _)| resource.get(name).is_some()) {
            let says = "The resource has no digest: add \"digestSRI\" or \"digestMultibase\".";
            findings.add(&at.member("digestSRI"), "missing", says);
        }
        for (name, fits, wanted) in DIGESTS {
            if resource.get(name).is_some_and(|digest| !digest.as_str().is_some_and(fits)) {
                findings.add(&at.member(name), "malformed", format!("\"{name}\" must be {wanted}."));
            }
        }
    });
}
