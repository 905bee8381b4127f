//! Is the JSON the plain form of the signed statements?
//!
//! A proof of the `rdfc` suites covers statements, not JSON. The holder of a badge can write the same statements in
//! another form that JSON-LD allows: `credentialStatus` under its full address, `validUntil` moved into `@included`
//! or to another object of the same `id`. The proof stays good, and a reader of the JSON no longer sees that the
//! badge has expired or can be revoked. So only the one plain form is accepted.

use serde_json::Value;

use super::reason::PlainFormReason;

/// Members of an object that only refers to the credential, such as an endorsement's subject.
const REFERENCE: [&str; 3] = ["id", "type", "endorsementComment"];
/// The parts of a text with a language (VC Data Model 2.0, section 11.1).
const LANGUAGE_VALUE: [&str; 3] = ["@value", "@language", "@direction"];

/// Searches the whole document except its proofs, which make no statement about the badge.
pub(super) fn fault(document: &Value) -> Option<PlainFormReason> {
    let id = document.get("id").and_then(Value::as_str);
    let members = document.as_object()?;
    let names = members.keys().filter(|name| *name != "@context").find_map(|name| name_fault(name));
    names.or_else(|| {
        let inner = |(name, value): (&String, &Value)| inner(name, value, id, None);
        members.iter().filter(|(name, _)| *name != "proof").find_map(inner)
    })
}

/// `outside` is the `@context` of the object that has this member.
fn inner(name: &str, value: &Value, root: Option<&str>, outside: Option<&Value>) -> Option<PlainFormReason> {
    match value {
        _ if name == "@context" => None,
        Value::Array(values) => values.iter().find_map(|value| inner(name, value, root, outside)),
        Value::Object(members) => {
            let is_root = root.is_some() && members.get("id").and_then(Value::as_str) == root;
            if is_root && !members.keys().all(|name| REFERENCE.contains(&name.as_str())) {
                return Some(PlainFormReason::SameId);
            }
            let own = members.get("@context");
            // A proof of the jcs suites repeats the list of its document (VC DI EdDSA 1.0, section 3.3.1).
            let may_have_one = match name {
                "endorsement" | "verifiableCredential" => true,
                "proof" => outside.is_some() && own == outside,
                _ => false,
            };
            let mut names = members.keys().filter(|member| !(may_have_one && *member == "@context"));
            let inner = |(name, value): (&String, &Value)| inner(name, value, root, own);
            names.find_map(|member| name_fault(member)).or_else(|| members.iter().find_map(inner))
        }
        _ => None,
    }
}

fn name_fault(name: &str) -> Option<PlainFormReason> {
    if name == "@context" {
        return Some(PlainFormReason::NestedContext);
    }
    if name.contains(':') {
        return Some(PlainFormReason::IriMember);
    }
    let keyword = name.starts_with('@') && !LANGUAGE_VALUE.contains(&name);
    keyword.then_some(PlainFormReason::JsonLdKeyword)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn code(document: &Value) -> Option<&'static str> {
        fault(document).map(|fault| fault.code())
    }

    #[test]
    fn parts_hidden_by_another_form_of_json_ld_are_found_at_any_depth() {
        assert_eq!(code(&json!({"a": [{"@included": []}]})), Some("json-ld-keyword"));
        assert_eq!(code(&json!({"@reverse": {}})), Some("json-ld-keyword"));
        assert_eq!(code(&json!({"https://www.w3.org/2018/credentials#validUntil": "x"})), Some("iri-member"));
        assert_eq!(
            code(&json!({"id": "urn:1", "a": {"b": {"id": "urn:1", "validUntil": "x"}}})),
            Some("same-id")
        );
        assert_eq!(code(&json!({"a": {"@context": []}})), Some("nested-context"));
    }

    #[test]
    fn an_endorsement_may_have_its_vocabulary_and_refer_to_the_badge() {
        let subject = json!({"id": "urn:1", "type": ["EndorsementSubject"], "endorsementComment": "Good."});
        let badge = json!({
            "@context": [], "id": "urn:1", "name": {"@value": "Hafen", "@language": "de"},
            "endorsement": [{"@context": [], "id": "urn:2", "credentialSubject": subject}],
            "proof": {"https://example.com/x": 1},
        });
        assert_eq!(code(&badge), None);
    }

    #[test]
    fn the_proof_of_a_part_may_repeat_the_vocabulary_of_that_part_alone() {
        let with = |context: serde_json::Value| {
            let part = json!({"@context": ["urn:a", "urn:b"], "proof": [{"@context": context}]});
            code(&json!({"@context": ["urn:a"], "verifiableCredential": [part]}))
        };
        assert_eq!(with(json!(["urn:a", "urn:b"])), None);
        for other in [json!(["urn:a"]), json!(["urn:b", "urn:a"]), json!("urn:a"), json!({"a": "urn:x:y"})] {
            assert_eq!(with(other.clone()), Some("nested-context"), "{other}");
        }
        let inner = json!({"@context": ["urn:a"], "credentialSubject": {"proof": {"@context": ["urn:a"]}}});
        assert_eq!(code(&json!({"verifiableCredential": inner})), Some("nested-context"));
    }
}
