//! `1EdTechRevocationList`: a plain, unsigned list of the badges that an issuer revoked (1EdTech VC Revocation List 1.0).

use serde_json::Value;

use super::super::members::{text, values};
use super::super::plain::plain;
use super::super::report::{Check, CheckName};
use super::Fault;
use super::say::REVOKED;
use crate::json::Document;

const UNSIGNED: &str =
    "The list is not signed: all that vouches for it is the connection to the host that serves it.";

/// The check for a badge whose list was served. An item revokes a badge of its `id` unless it says `"revoked": false`.
pub(in super::super) fn read(bytes: &[u8], credential_id: &str, issuer: &str) -> Check {
    match find(bytes, credential_id, issuer) {
        Err(fault) => fault.check(),
        Ok(None) => Check::passed(
            CheckName::Status,
            "not-revoked",
            "Not revoked, by the unsigned list that its issuer names.",
        )
        .with_warning("status-list-unsigned", UNSIGNED),
        Ok(Some(reason)) => {
            let says = match reason.trim_end_matches('.') {
                "" => REVOKED.to_owned(),
                reason => format!("Revoked: {reason}."),
            };
            Check::failed(CheckName::Status, "revoked", says)
                .with_next_step("Ask the issuer why, if that matters to you.")
                .with_warning("status-list-unsigned", UNSIGNED)
        }
    }
}

/// The reason, empty when none is told, of the item that revokes the badge.
fn find(bytes: &[u8], credential_id: &str, issuer: &str) -> Result<Option<String>, Fault> {
    let list = Document::parse(bytes).map_err(|_| Fault::unreadable())?.into_value();
    if !list.get("revokedCredential").is_none_or(Value::is_array) || text(&list, "issuer").is_none() {
        return Err(Fault::unreadable());
    }
    if text(&list, "issuer") != Some(issuer) {
        return Err(Fault::new(
            "status-list-issuer",
            "The list of revoked badges is by somebody other than the issuer.",
        ));
    }
    let revokes = |item: &&Value| {
        text(item, "id").is_some_and(|id| id.trim() == credential_id)
            && item.get("revoked").and_then(Value::as_bool) != Some(false)
    };
    let item = values(list.get("revokedCredential")).iter().find(revokes);
    Ok(item.map(|item| plain(text(item, "revocationReason").unwrap_or_default(), 200)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn code(list: &Value) -> String {
        read(list.to_string().as_bytes(), "urn:1", "did:example:1").code
    }

    #[test]
    fn an_item_revokes_unless_it_says_that_it_does_not() {
        let list = |items: Value| json!({"id": "https://a.example/r", "issuer": "did:example:1", "revokedCredential": items});
        assert_eq!(code(&list(json!([{"id": "urn:1"}]))), "revoked");
        assert_eq!(code(&list(json!([{"id": "urn:1", "revoked": true}]))), "revoked");
        assert_eq!(code(&list(json!([{"id": "urn:1", "revoked": false}, {"id": "urn:2"}]))), "not-revoked");
        assert_eq!(code(&list(json!([]))), "not-revoked");
        assert_eq!(code(&list(json!([{"id": "urn:1", "revoked": "maybe"}]))), "revoked");
    }

    #[test]
    fn what_is_no_list_of_this_issuer_leaves_it_open() {
        assert_eq!(code(&json!({"issuer": "did:example:2", "revokedCredential": []})), "status-list-issuer");
        for none in [json!({}), json!([]), json!({"issuer": "did:example:1", "revokedCredential": "urn:1"})] {
            assert_eq!(code(&none), "status-list-unreadable", "{none}");
        }
    }
}
