//! A token in an envelope: `EnvelopedVerifiableCredential` (VC Data Model 2.0, section 4.13.3).

use serde_json::Value;

use super::members::{has_type, text};
use super::reason::FormatReason;
use super::report::{Check, CheckName};
use crate::sanitizer::ForeignText;

const NAME: CheckName = CheckName::Format;
/// The members of an envelope; other members are not signed.
const MEMBERS: [&str; 3] = ["@context", "id", "type"];
/// Media types of a credential as a token: the current one, and those of drafts of VC-JOSE-COSE.
const TOKENS: [&str; 3] = ["application/vc+jwt", "application/vc+ld+jwt", "application/vc+ld+json+jwt"];

/// The token in an envelope, or a check with the reason why there is none; nothing when the value is not an envelope.
pub(super) fn token(value: &Value) -> Option<Result<&str, Check>> {
    has_type(value, "EnvelopedVerifiableCredential").then(|| inside(value))
}

fn inside(value: &Value) -> Result<&str, Check> {
    let others = value.as_object().into_iter().flat_map(|members| members.keys());
    if let Some(other) = others.into_iter().find(|name| !MEMBERS.contains(&name.as_str())) {
        return Err(Check::failed(NAME, FormatReason::EnvelopeMember(ForeignText::new(other, 40))));
    }
    let data = text(value, "id").and_then(|id| id.strip_prefix("data:"));
    let Some((kind, token)) = data.and_then(|data| data.split_once(',')) else {
        return Err(Check::failed(NAME, FormatReason::EnvelopeEmpty));
    };
    // Parameters such as a character set do not change what a token is.
    let (kind, parameters) = kind.split_once(';').unwrap_or((kind, ""));
    if TOKENS.contains(&kind) && !parameters.contains("base64") {
        return Ok(token);
    }
    Err(Check::not_checked(NAME, FormatReason::EnvelopeUnknown(ForeignText::new(kind, 60))))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_token_is_the_text_of_the_data_address_and_nothing_else_is_in_the_envelope() {
        let envelope = |id: &str| {
            json!({"@context": "https://www.w3.org/ns/credentials/v2", "id": id,
            "type": "EnvelopedVerifiableCredential"})
        };
        assert_eq!(token(&envelope("data:application/vc+jwt,eyA.eyB.c")), Some(Ok("eyA.eyB.c")));
        let code = |value: &Value| token(value).unwrap().unwrap_err().code();
        assert_eq!(code(&envelope("data:application/vc+sd-jwt,eyA.eyB.c~")), "envelope-unknown");
        assert_eq!(code(&envelope("urn:uuid:1")), "envelope-malformed");
        let mut more = envelope("data:application/vc+jwt,eyA.eyB.c");
        more["credentialStatus"] = json!({});
        assert_eq!(code(&more), "envelope-malformed");
        assert_eq!(token(&json!({"type": "VerifiableCredential"})), None);
    }
}
