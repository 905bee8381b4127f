//! Is it this person's? A value that the reader gives is compared with what is sealed in the badge
//! (Open Badges 3.0, section 8.3).

use serde_json::Value;

use super::members::{text, values};
use super::report::{Check, CheckName};
use crate::identity;

const NAME: CheckName = CheckName::Recipient;

/// Compares the value with the subject's id and each `IdentityObject`. The value itself is not repeated anywhere.
pub(super) fn check(document: &Value, expected: Option<&str>) -> Check {
    let Some(expected) = expected.map(str::trim).filter(|value| !value.is_empty()) else {
        return Check::not_applicable(NAME, "nothing-to-compare", "You named nobody to compare it with.");
    };
    let subject = document.get("credentialSubject").unwrap_or(&Value::Null);
    if text(subject, "id") == Some(expected) {
        return Check::passed(NAME, "same-id", "The identifier you gave is the one in the badge.");
    }
    let identities = values(subject.get("identifier"));
    if let Some(found) = identities.iter().find(|identity| matches(identity, expected)) {
        let says = match text(found, "identityType") {
            Some("emailAddress") => "The e-mail address you gave is the one sealed in the badge.",
            Some("name") => "The name you gave is the one in the badge. Other people may have it too.",
            _ => "What you gave is what identifies the recipient in the badge.",
        };
        return Check::passed(NAME, "same-recipient", says);
    }
    let address = expected.contains('@');
    let comparable = |identity: &&Value| (text(identity, "identityType") == Some("emailAddress")) == address;
    if !identities.iter().any(|identity| comparable(&identity)) {
        let what = if address { "e-mail address" } else { "name or number" };
        let says = format!("The badge holds no {what} to compare with.");
        return Check::not_applicable(NAME, "no-identifier", says);
    }
    let what = if address { "address" } else { "name" };
    Check::failed(NAME, "other-recipient", format!("The {what} you gave is not the one sealed in the badge."))
        .with_next_step("Try another form of it; holders often have several addresses.")
}

/// Whether an `IdentityObject` is of this identifier, hashed or in clear.
fn matches(identity: &Value, expected: &str) -> bool {
    let Some(sealed) = text(identity, "identityHash") else { return false };
    if identity.get("hashed").and_then(Value::as_bool) == Some(true) {
        identity::matches(expected, sealed, identity.get("salt").and_then(Value::as_str))
    } else {
        folded(sealed) == folded(expected)
    }
}

/// Names and addresses alike without regard to case and to how many spaces stand between words.
fn folded(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::report::Outcome;
    use super::*;

    fn outcome(expected: &str) -> Outcome {
        let hash = identity::identity_hash("a@example.com", "Kosher");
        let badge = json!({"credentialSubject": {"id": "did:example:1", "identifier": [
            {"type": "IdentityObject", "hashed": true, "identityHash": hash, "identityType": "emailAddress", "salt": "Kosher"},
            {"type": "IdentityObject", "hashed": false, "identityHash": "Maren Ó", "identityType": "name"},
        ]}});
        check(&badge, Some(expected)).outcome
    }

    #[test]
    fn an_address_is_found_by_its_hash_a_name_in_clear_and_the_subject_by_its_id() {
        for same in ["a@example.com", " A@example.COM", "maren  ó", "did:example:1"] {
            assert_eq!(outcome(same), Outcome::Passed, "{same}");
        }
    }

    #[test]
    fn somebody_else_is_not_taken_for_the_recipient() {
        for other in ["b@example.com", "Maren", "did:example:2"] {
            assert_eq!(outcome(other), Outcome::Failed, "{other}");
        }
    }

    #[test]
    fn a_badge_without_anything_comparable_is_no_reason_to_doubt_it() {
        let badge = json!({"credentialSubject": {"id": "did:example:1"}});
        assert_eq!(check(&badge, Some("a@example.com")).outcome, Outcome::NotApplicable);
        assert_eq!(check(&badge, Some("  ")).code, "nothing-to-compare");
    }
}
