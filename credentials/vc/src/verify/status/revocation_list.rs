//! `1EdTechRevocationList`: a plain, unsigned list of the badges that an issuer revoked (1EdTech VC Revocation List 1.0).

use serde_json::Value;

use super::super::members::{text, values};
use super::super::reason::{ListFault, Shown, StatusReason};
use super::super::report::{Check, CheckName};
use super::undecided;
use crate::did::did_web_document_url;
use crate::json::Document;
use crate::sanitizer::ForeignText;
use crate::web_address::WebAddress;

/// The check for a badge whose list was fetched from `address`. An item revokes the badge with its `id` unless it has
/// `"revoked": false`.
///
/// The list is unsigned. A badge on it is reported as revoked. Absence counts only where the list comes from the
/// issuer's own authority, because anybody else could leave the badge out.
pub(in super::super) fn read(bytes: &[u8], address: &str, credential_id: &str, issuer: &str) -> Check {
    let Some(list) = parse(bytes) else { return undecided(ListFault::Unreadable, None) };
    let revocation = find(&list, credential_id);
    if text(&list, "issuer") != Some(issuer) {
        let shown = revocation.map(|_| Shown { suspended: false, word: None });
        return undecided(ListFault::OtherIssuer, shown);
    }
    let Some(item) = revocation else { return absent(address, issuer) };
    let reason = text(item, "revocationReason").unwrap_or_default().trim().trim_end_matches('.');
    let reason = Some(reason).filter(|reason| !reason.is_empty()).map(|reason| ForeignText::new(reason, 200));
    Check::failed(CheckName::Status, StatusReason::RevokedOnUnsignedList(reason))
        .with_warning(StatusReason::Deviation(ListFault::Unsigned))
}

/// The check for a badge that is not on the list.
fn absent(address: &str, issuer: &str) -> Check {
    let document = did_web_document_url(issuer).unwrap_or_else(|_| issuer.to_owned());
    let own = WebAddress::parse(&document);
    let list = WebAddress::parse(address);
    let own = own.as_ref().and_then(WebAddress::https_authority);
    if own.is_none() || list.as_ref().and_then(WebAddress::https_authority) != own {
        return undecided(ListFault::Elsewhere, None);
    }
    Check::passed(CheckName::Status, StatusReason::NotOnUnsignedList)
        .with_warning(StatusReason::Deviation(ListFault::Unsigned))
}

fn parse(bytes: &[u8]) -> Option<Value> {
    let list = Document::parse(bytes).ok()?.into_value();
    let whole = list.get("revokedCredential").is_none_or(|items| items.is_array() || items.is_object())
        && text(&list, "issuer").is_some();
    whole.then_some(list)
}

/// The item that revokes the badge.
fn find<'a>(list: &'a Value, credential_id: &str) -> Option<&'a Value> {
    let revokes = |item: &&Value| {
        text(item, "id").is_some_and(|id| id.trim() == credential_id)
            && item.get("revoked").and_then(Value::as_bool) != Some(false)
    };
    values(list.get("revokedCredential")).iter().find(revokes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ISSUER: &str = "did:web:a.example";

    fn code(list: &Value) -> String {
        read(list.to_string().as_bytes(), "https://a.example/r", "urn:1", ISSUER).code().into_owned()
    }

    #[test]
    fn an_item_revokes_unless_it_says_that_it_does_not() {
        let list =
            |items: Value| json!({"id": "https://a.example/r", "issuer": ISSUER, "revokedCredential": items});
        assert_eq!(code(&list(json!([{"id": "urn:1"}]))), "revoked");
        assert_eq!(code(&list(json!([{"id": "urn:1", "revoked": true}]))), "revoked");
        assert_eq!(code(&list(json!([{"id": "urn:1", "revoked": false}, {"id": "urn:2"}]))), "not-revoked");
        assert_eq!(code(&list(json!([]))), "not-revoked");
        assert_eq!(code(&list(json!([{"id": "urn:1", "revoked": "maybe"}]))), "revoked");
    }

    #[test]
    fn that_a_badge_is_not_listed_counts_from_the_issuer_s_own_authority_alone() {
        let at = |address: &str, issuer: &str, items: Value| {
            let list = json!({"issuer": issuer, "revokedCredential": items}).to_string();
            read(list.as_bytes(), address, "urn:1", issuer).code().into_owned()
        };
        let port = "did:web:a.example%3A8443";
        let key = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
        for (address, issuer, code) in [
            ("https://a.example/r", ISSUER, "not-revoked"),
            ("https://A.example:443/x/y", ISSUER, "not-revoked"),
            ("https://a.example:8443/r", port, "not-revoked"),
            ("https://a.example/r", "https://a.example/issuers/1", "not-revoked"),
            ("https://b.example/r", ISSUER, "status-list-elsewhere"),
            ("http://a.example/r", ISSUER, "status-list-elsewhere"),
            ("https://a.example/r", port, "status-list-elsewhere"),
            ("https://a.example.b.example/r", ISSUER, "status-list-elsewhere"),
            ("https://a.example/r", key, "status-list-elsewhere"),
        ] {
            assert_eq!(at(address, issuer, json!([])), code, "{address} {issuer}");
            assert_eq!(at(address, issuer, json!([{"id": "urn:1"}])), "revoked", "{address} {issuer}");
        }
    }

    #[test]
    fn what_is_no_list_of_this_issuer_leaves_it_open() {
        assert_eq!(
            code(&json!({"issuer": "did:web:b.example", "revokedCredential": []})),
            "status-list-issuer"
        );
        for none in [json!({}), json!([]), json!({"issuer": ISSUER, "revokedCredential": "urn:1"})] {
            assert_eq!(code(&none), "status-list-unreadable", "{none}");
        }
    }
}
