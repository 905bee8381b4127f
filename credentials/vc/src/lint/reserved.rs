//! Identifiers that belong to one part of a badge: no other part may have them.
//!
//! Two objects of one `id` are one node in RDF. A holder can move members between them under an intact proof: the end
//! date into a piece of evidence that has the credential's `id`, the criteria into a "related" object that has the
//! achievement's.

use serde_json::Value;

use super::fault::BadgeFault;
use super::finding::Findings;
use super::path::Path;

/// The members that an embedded endorsement may state about the credential, achievement or issuer it endorses.
const ENDORSED: [&str; 3] = ["id", "type", "endorsementComment"];

/// Finds objects that have the `id` of credential, achievement, issuer, status entry or status list under another type.
pub(super) fn check(credential: &Value, findings: &mut Findings) {
    let owners: Vec<(String, &str, Option<&Value>)> = [
        ("", "/id"),
        ("/credentialSubject/achievement", "/credentialSubject/achievement/id"),
        ("/issuer", "/issuer/id"),
        ("/credentialStatus", "/credentialStatus/id"),
        // The list itself is not part of the badge, so no part may have its identifier.
        ("#", "/credentialStatus/statusListCredential"),
    ]
    .into_iter()
    .filter_map(|(owner, id)| {
        let id = credential.pointer(id).and_then(Value::as_str)?;
        let kind = credential.pointer(owner).filter(|_| owner != "#").and_then(|owner| owner.get("type"));
        Some((owner.to_owned(), id, kind))
    })
    .collect();
    look(credential, &Path::Root, false, &owners, findings);
}

/// `endorsed`: the object is the subject of an embedded endorsement.
fn look(
    value: &Value,
    at: &Path<'_>,
    endorsed: bool,
    owners: &[(String, &str, Option<&Value>)],
    findings: &mut Findings,
) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                look(item, &at.item(index), endorsed, owners, findings);
            }
        }
        Value::Object(members) => {
            let id = members.get("id").and_then(Value::as_str);
            let refers = || members.keys().all(|name| ENDORSED.contains(&name.as_str()));
            if let Some((owner, _, kind)) = owners.iter().find(|(_, owned, _)| Some(*owned) == id)
                && *owner != at.to_string()
                && !(endorsed && refers())
                && (owner.is_empty() || kind.is_none() || members.get("type") != *kind)
            {
                findings.add(&at.member("id"), BadgeFault::ReservedId);
            }
            let is_endorsement = super::schema_walker::has_type(value, "EndorsementCredential");
            for (name, value) in members.iter().filter(|(name, _)| *name != "@context") {
                let endorsed = is_endorsement && name == "credentialSubject";
                look(value, &at.member(name), endorsed, owners, findings);
            }
        }
        _ => {}
    }
}
