//! The minimum number of statements of a badge: those of its version's template, and those of its variable parts.
//!
//! Statements are a set. Two equal ones become one, and a part that is read as something else makes none. A canonical
//! form shorter than the JSON text suggests leaves room for another text under the same signature.

use serde_json::{Map, Value, json};

use super::picture::RELATED_RESOURCE;
use crate::canonical::{CanonicalError, Processing, RdfcHash, Terms, whole_statements};
use crate::work::Work;

/// Members of the template that every badge has.
const OF_EVERY_BADGE: [&str; 5] = ["@context", "type", "name", "issuer", "validFrom"];

/// The number of statements that all badges of this version share: those of contexts, name, issuer and achievement.
///
/// # Errors
/// [`CanonicalError`].
pub fn template_statements(credential: &Value) -> Result<usize, CanonicalError> {
    let mut template = Map::new();
    for name in OF_EVERY_BADGE {
        template.extend(credential.get(name).map(|value| (name.to_owned(), value.clone())));
    }
    let achievement = credential.pointer("/credentialSubject/achievement").cloned().unwrap_or_default();
    template.insert("id".into(), json!("urn:x-insignia:credential"));
    template.insert(
        "credentialSubject".into(),
        json!({"id": "urn:x-insignia:subject", "type": ["AchievementSubject"], "achievement": achievement}),
    );
    template.insert(
        "credentialStatus".into(),
        json!({
            "id": "urn:x-insignia:entry",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "0",
            "statusListCredential": "urn:x-insignia:list",
        }),
    );
    let work = Work::default();
    let terms = Terms::signed(Processing::default(), RdfcHash::Sha256, &work);
    Ok(whole_statements(&Value::Object(template), terms)?.statements.quads().len())
}

/// The minimum number of statements of this badge, given the number of its version's template.
#[must_use]
pub fn least_statements(credential: &Value, template: usize) -> usize {
    let no_members = Map::new();
    let root = credential.as_object().unwrap_or(&no_members);
    let subject = credential.get("credentialSubject").and_then(Value::as_object).unwrap_or(&no_members);
    let of_root = root.iter().filter(|(name, _)| {
        !OF_EVERY_BADGE.contains(&name.as_str())
            && !matches!(name.as_str(), "id" | "credentialSubject" | "credentialStatus")
    });
    let of_subject =
        subject.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "type" | "achievement"));
    let image = subject.get("achievement").and_then(|achievement| achievement.get("image"));
    let own = |(name, value): (&String, &Value)| match name.as_str() {
        RELATED_RESOURCE => of_picture(value, image),
        _ => statements(value),
    };
    template + of_root.chain(of_subject).map(own).sum::<usize>()
}

/// Statements of the picture with its digest. What it repeats of the achievement's picture is one statement with it.
fn of_picture(value: &Value, image: Option<&Value>) -> usize {
    let repeated = |resource: &Map<String, Value>| {
        let same = |(name, value): &(&String, &Value)| {
            *name != "id" && image.and_then(|image| image.get(*name)) == Some(*value)
        };
        resource.iter().filter(same).map(|(_, value)| statements(value)).sum::<usize>()
    };
    let resources = value.as_array().into_iter().flatten().filter_map(Value::as_object);
    statements(value) - resources.map(repeated).sum::<usize>()
}

/// Statements of a member: one for each value, and those of an object's members.
fn statements(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(statements).sum(),
        Value::Object(members) => {
            let own = members.iter().filter(|(name, _)| *name != "id");
            1 + own.map(|(_, value)| statements(value)).sum::<usize>()
        }
        _ => 1,
    }
}
