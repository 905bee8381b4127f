//! The rules for our own status lists.

use serde_json::json;

use crate::support::{DID, findings, status_list};

#[test]
fn a_status_list_must_be_exactly_ours() {
    for (pointer, value) in [
        ("/@context", json!([credentials::contexts::V2, credentials::contexts::OB_3_0_3])),
        ("/id", json!("urn:x")),
        ("/issuer", json!({"id": DID})),
        ("/validUntil", json!("2026-03-01T09:00:00Z")),
        ("/type", json!(["BitstringStatusListCredential"])),
        ("/name", json!("x")),
        ("/proof", json!([])),
        ("/credentialSubject/id", json!("urn:x")),
        ("/credentialSubject/type", json!("Other")),
        ("/credentialSubject/statusPurpose", json!("suspension")),
        ("/credentialSubject/encodedList", json!("uH4sIAAAA")),
        ("/credentialSubject/ttl", json!(0)),
        ("/credentialSubject/ttl", json!("60")),
        ("/credentialSubject/statusSize", json!(1)),
    ] {
        assert_ne!(findings(status_list(), pointer, Some(value.clone())), [], "{pointer} = {value}");
    }
    for pointer in [
        "/validUntil",
        "/validFrom",
        "/issuer",
        "/id",
        "/credentialSubject",
        "/credentialSubject/encodedList",
    ] {
        assert_ne!(findings(status_list(), pointer, None), [], "{pointer}");
    }
}
