//! Badges of Open Badges 1 and 2, recognised by their context or by their parts.

use serde_json::Value;

use super::members::{has_type, strings};
use super::reason::FormatReason;
use super::report::{Check, CheckName};
use crate::json::{Document, JsonError};
use crate::open_badges_2::{self, Assertion, Baked};
use crate::sanitizer::ForeignAddress;
use crate::work::Work;

/// Addresses of the contexts of Open Badges 1 and 2.
const CONTEXTS: [&str; 5] = [
    "https://w3id.org/openbadges/",
    "http://w3id.org/openbadges/",
    "https://openbadgespec.org/",
    "http://openbadgespec.org/",
    "https://openbadges.org/",
];

/// Whether a JSON value is a badge of the older kind, with any of its contexts or, as in version 1.0, without one.
pub(super) fn is_older(value: &Value) -> bool {
    let contexts = strings(value.get("@context"));
    if contexts.iter().any(|url| url.starts_with("https://w3id.org/openbadges/")) {
        return true;
    }
    if has_type(value, "VerifiableCredential") || has_type(value, "VerifiablePresentation") {
        return false;
    }
    let has = |name: &str| value.get(name).is_some();
    let known = contexts.iter().any(|url| CONTEXTS.iter().any(|known| url.starts_with(known)));
    known || (has("badge") && (has("recipient") || has("verify") || has("verification") || has("issuedOn")))
}

/// The kind of badge, and the addresses needed to check it.
pub(super) fn check(value: &Value) -> Check {
    // Version 1 has `uid` and `verify`, and version 1.0 no context.
    let is_version_1 = value.get("uid").is_some() && value.get("verify").is_some();
    let needed = Assertion::of(value).map(|assertion| assertion.needed()).unwrap_or_default();
    described(is_version_1, &needed)
}

/// As [`check`], for the text in a picture.
///
/// # Errors
/// The text exceeds one of our limits: work, depth or length.
pub(super) fn check_baked(text: &str, work: &Work) -> Result<Check, JsonError> {
    match open_badges_2::reference(text) {
        Some(Baked::Address(url)) => return Ok(described(false, &[url])),
        Some(_) => return Ok(described(false, &[])),
        None => {}
    }
    match Document::parse_within(text.as_bytes(), work) {
        Ok(document) => Ok(check(document.value())),
        Err(error) if error.is_a_bound() => Err(error),
        Err(_) => Ok(described(false, &[])),
    }
}

fn described(version_1: bool, needed: &[String]) -> Check {
    let needed = needed.iter().map(|url| ForeignAddress::new(url, 120)).collect();
    Check::failed(CheckName::Format, FormatReason::OpenBadges2 { version_1, needed })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_older_badge_is_known_by_its_context_or_its_parts_and_a_credential_is_none() {
        let parts = json!({"type": "Assertion", "recipient": {}, "badge": "https://a.example/b"});
        let with = |context: Value| {
            let mut value = parts.clone();
            value["@context"] = context;
            value
        };
        for older in [
            parts.clone(),
            with(json!("https://openbadgespec.org/v2/context.json")),
            with(json!(["https://w3id.org/openbadges/v2", "https://a.example/x"])),
            json!({"@context": "https://w3id.org/openbadges/v1", "type": "BadgeClass"}),
        ] {
            assert!(is_older(&older), "{older}");
        }
        for other in [
            json!({"type": ["VerifiableCredential"], "badge": 1, "recipient": 2}),
            json!({"badge": "https://a.example"}),
            json!([1]),
        ] {
            assert!(!is_older(&other), "{other}");
        }
    }
}
