//! The claims of a token against its credential.

use credentials::jose::{Token, TokenError};
use serde_json::{Map, Value, json};

use crate::support::{ISSUER, payload, token};

fn read(payload: &Value) -> Result<Token, TokenError> {
    Token::parse(&token(&json!({"alg": "EdDSA", "kid": "urn:k"}), payload, "EdDSA"))
}

fn with(name: &str, value: Value) -> Result<(), TokenError> {
    let mut payload = payload();
    payload[name] = value;
    read(&payload).map(drop)
}

#[test]
fn every_claim_must_be_there_and_say_what_the_credential_says() {
    assert_eq!(read(&payload()).unwrap().issuer(), ISSUER);
    for (claim, wrong) in [
        ("iss", json!("did:web:evil.example")),
        ("jti", json!("urn:uuid:0")),
        ("sub", json!("did:example:other")),
        ("nbf", json!(1_772_442_001)),
        ("nbf", json!("1772442000")),
        ("nbf", json!(9_007_199_254_740_991_i64)),
        ("iss", json!({"id": ISSUER})),
    ] {
        assert_eq!(with(claim, wrong), Err(TokenError::Claim(claim)));
        let mut less = payload();
        less.as_object_mut().unwrap().shift_remove(claim);
        assert_eq!(read(&less).unwrap_err(), TokenError::Claim(claim));
    }
    assert_eq!(with("nbf", json!(1_772_442_000.75)), Ok(()));
}

#[test]
fn exp_is_there_if_and_only_if_the_credential_ends() {
    assert_eq!(with("exp", json!(1_803_978_000)), Err(TokenError::Claim("exp")));
    assert_eq!(with("validUntil", json!("2027-03-02T09:00:00Z")), Err(TokenError::Claim("exp")));
    let mut both = payload();
    both["validUntil"] = json!("2027-03-02T09:00:00Z");
    both["exp"] = json!(1_803_978_000);
    let credential = read(&both).unwrap().into_credential().into_value();
    assert_eq!((credential.get("exp"), &credential["validUntil"]), (None, &json!("2027-03-02T09:00:00Z")));
}

#[test]
fn an_issuer_may_be_a_text_and_a_subject_must_have_an_id() {
    assert_eq!(with("issuer", json!(ISSUER)), Ok(()));
    let mut bare = payload();
    bare["credentialSubject"].as_object_mut().unwrap().shift_remove("id");
    assert_eq!(read(&bare).unwrap_err(), TokenError::Claim("sub"));
}

/// VC Data Model 1.1, section 6.3.1: what the credential leaves out is what the claims say.
#[test]
fn a_token_after_vc_1_1_has_its_credential_under_vc_and_may_leave_members_out() {
    let claims = json!({"iss": ISSUER, "jti": "urn:uuid:1", "sub": "did:example:maren", "nbf": 1_772_442_000,
        "exp": 1_803_978_000});
    let token = |vc: Value| {
        let mut payload = claims.clone();
        payload["vc"] = vc;
        read(&payload)
    };
    let short = json!({"@context": ["https://www.w3.org/2018/credentials/v1"], "type": ["VerifiableCredential"],
        "credentialSubject": {"type": ["AchievementSubject"]}});
    let full = token(short.clone()).unwrap().into_credential().into_value();
    assert_eq!(full["issuer"], ISSUER);
    assert_eq!(full["issuanceDate"], "2026-03-02T09:00:00Z");
    assert_eq!(full["expirationDate"], "2027-03-02T09:00:00Z");
    assert_eq!(
        (&full["id"], &full["credentialSubject"]["id"]),
        (&json!("urn:uuid:1"), &json!("did:example:maren"))
    );
    for (name, wrong) in [
        ("issuer", json!("did:web:evil.example")),
        ("id", json!("urn:uuid:2")),
        ("issuanceDate", json!("2026-03-02T09:00:01Z")),
        ("expirationDate", json!("2028-03-02T09:00:00Z")),
        ("credentialSubject", json!({"id": "did:example:other"})),
    ] {
        let mut vc = short.clone();
        vc[name] = wrong;
        assert!(matches!(token(vc), Err(TokenError::Claim(_))), "{name}");
    }
    assert_eq!(token(json!("x")).unwrap_err(), TokenError::Claim("vc"));
    assert!(matches!(read(&Value::Object(Map::new())), Err(TokenError::Claim(_))));
}
