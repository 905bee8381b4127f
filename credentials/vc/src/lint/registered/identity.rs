//! Identity objects of a badge: at most one of each type and few in all, so that limits on badges count people.

use serde_json::Value;

use super::{Lines, PerRecipient, has_hidden};
use crate::lint::fault::RegisteredFault;
use crate::lint::finding::Findings;
use crate::lint::path::Path;

/// Maximum number of identities of a subject, including its `id`.
const MOST: usize = 4;
/// Maximum length of a name, in characters.
const LONGEST_NAME: usize = 200;
/// Maximum length of a salt, in bytes.
const LONGEST_SALT: usize = 100;

/// Compares `identifier` with the allowed types. `others`: 1 where the subject has an `id`.
pub(super) fn check(
    value: &Value,
    others: usize,
    entries: &[PerRecipient],
    at: &Path<'_>,
    findings: &mut Findings,
) {
    let Some(identities) = value.as_array().filter(|identities| !identities.is_empty()) else {
        return findings.add(at, RegisteredFault::NotIdentities);
    };
    if identities.len() + others > MOST {
        return findings.add(at, RegisteredFault::TooManyIdentities(MOST));
    }
    for (index, identity) in identities.iter().enumerate() {
        let at = at.item(index);
        let text = |name: &str| identity.get(name).and_then(Value::as_str);
        let kind = text("identityType").unwrap_or_default();
        let before = identities.iter().take(index);
        let is_again =
            before.into_iter().any(|one| one.get("identityType").and_then(Value::as_str) == Some(kind));
        if is_again {
            findings.add(&at, RegisteredFault::SameIdentityType);
            continue;
        }
        let member = format!("/credentialSubject/identifier/{kind}");
        let entry = entries.iter().find(|entry| entry.member() == member);
        let hash = identity.get("identityHash").unwrap_or(&Value::Null);
        let is_hashed = identity.get("hashed") == Some(&Value::Bool(true));
        let within = match (kind, entry) {
            ("emailAddress", _) => is_hashed,
            ("name", _) => hash.as_str().is_some_and(|name| name.chars().nth(LONGEST_NAME).is_none()),
            (_, Some(entry)) => is_hashed || entry.admits(hash),
            (_, None) => {
                findings.add(&at.member("identityType"), RegisteredFault::UndeclaredIdentity);
                continue;
            }
        };
        let salt_fits = match identity.get("salt") {
            None => true,
            // A salt without a hash would be a text without approval.
            Some(salt) => is_hashed && salt.as_str().is_some_and(|salt| salt.len() <= LONGEST_SALT),
        };
        if !within || !salt_fits {
            findings.add(&at, RegisteredFault::IdentityOutsideBound);
        }
        if hash.as_str().is_some_and(|text| has_hidden(text, Lines::One))
            || text("salt").is_some_and(|salt| has_hidden(salt, Lines::One))
        {
            findings.add(&at.member("identityHash"), RegisteredFault::HiddenCharacter);
        }
    }
}
