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
        assert_eq!(read(&less).unwrap_err(), TokenError::NoClaim(claim));
    }
    assert_eq!(with("nbf", json!(1_772_442_000.75)), Ok(()));
}

/// 1EdTech's own tests have such tokens and call them valid.
#[test]
fn a_subject_without_an_identifier_has_no_claim() {
    let mut anonymous = payload();
    anonymous["credentialSubject"].as_object_mut().unwrap().shift_remove("id");
    assert_eq!(read(&anonymous).unwrap_err(), TokenError::Claim("sub"));
    anonymous.as_object_mut().unwrap().shift_remove("sub");
    assert!(read(&anonymous).is_ok());
}

/// Open Badges 3.0, "Verify a Credential VC-JWT Signature": `exp` must be used to set `validUntil`.
#[test]
fn exp_sets_the_end_of_a_credential_that_names_none_and_must_be_that_of_one_that_does() {
    let mut only = payload();
    only["exp"] = json!(1_803_978_000);
    let credential = read(&only).unwrap().into_credential().into_value();
    assert_eq!((credential.get("exp"), &credential["validUntil"]), (None, &json!("2027-03-02T09:00:00Z")));
    assert_eq!(with("exp", json!("1803978000")), Err(TokenError::Claim("exp")));
    assert_eq!(with("validUntil", json!("2027-03-02T09:00:00Z")), Err(TokenError::NoClaim("exp")));
    let mut both = payload();
    both["validUntil"] = json!("2027-03-02T09:00:00Z");
    both["exp"] = json!(1_803_978_000);
    let credential = read(&both).unwrap().into_credential().into_value();
    assert_eq!((credential.get("exp"), &credential["validUntil"]), (None, &json!("2027-03-02T09:00:00Z")));
    both["exp"] = json!(1_803_978_001);
    assert_eq!(read(&both).unwrap_err(), TokenError::Claim("exp"));
}

#[test]
fn nbf_sets_the_start_of_a_credential_that_names_none() {
    let mut only = payload();
    only.as_object_mut().unwrap().shift_remove("validFrom");
    assert_eq!(read(&only).unwrap().credential().value()["validFrom"], "2026-03-02T09:00:00Z");
}

#[test]
fn the_names_of_vc_1_1_in_a_vc_2_0_credential_must_be_the_claims_too() {
    let mut ends = payload();
    ends["validUntil"] = json!("2030-03-02T09:00:00Z");
    ends["expirationDate"] = json!("2027-03-02T09:00:00Z");
    for exp in [1_803_978_000, 1_898_672_400] {
        ends["exp"] = json!(exp);
        assert_eq!(read(&ends).unwrap_err(), TokenError::Claim("exp"), "one of the two ends is not {exp}");
    }
    assert_eq!(with("expirationDate", json!("2027-03-02T09:00:00Z")), Err(TokenError::NoClaim("exp")));
    assert_eq!(with("issuanceDate", json!("2020-01-01T00:00:00Z")), Err(TokenError::Claim("nbf")));
}

/// A member of a credential next to `vc` could be taken for the credential's own, or for a second credential.
#[test]
fn nothing_of_a_credential_is_beside_the_credential_under_vc() {
    let whole = payload();
    let mut inner = whole.clone();
    for claim in ["iss", "jti", "sub", "nbf"] {
        inner.as_object_mut().unwrap().shift_remove(claim);
    }
    let around = json!({"iss": whole["iss"], "jti": whole["jti"], "sub": whole["sub"], "nbf": whole["nbf"],
        "nonce": "n-1", "vc": inner});
    assert!(read(&around).is_ok(), "other claims are no members of a credential");
    for (name, value) in [
        ("credentialStatus", json!({"id": "https://a.example/1", "type": "BitstringStatusListEntry"})),
        ("proof", json!([])),
        ("validUntil", json!("2020-01-01T00:00:00Z")),
        ("@context", json!([])),
        ("credentialSubject", json!({})),
        ("issuer", json!("did:web:evil.example")),
        ("vp", json!({})),
    ] {
        let mut two = around.clone();
        two[name] = value;
        assert_eq!(read(&two).unwrap_err(), TokenError::TwoLayers(name));
    }
    let mut second = inner.as_object().unwrap().clone();
    second.extend(around.as_object().unwrap().clone());
    assert!(matches!(read(&Value::Object(second)), Err(TokenError::TwoLayers(_))));
}

#[test]
fn exp_and_nbf_bind_a_vc_2_0_credential_under_vc_under_its_own_names() {
    let whole = payload();
    let mut inner = whole.clone();
    for claim in ["iss", "jti", "sub", "nbf", "validFrom"] {
        inner.as_object_mut().unwrap().shift_remove(claim);
    }
    let around = json!({"iss": whole["iss"], "jti": whole["jti"], "sub": whole["sub"], "nbf": whole["nbf"],
        "exp": 1_803_978_000, "vc": inner});
    let credential = read(&around).unwrap().into_credential().into_value();
    assert_eq!(credential["validFrom"], "2026-03-02T09:00:00Z");
    assert_eq!(credential["validUntil"], "2027-03-02T09:00:00Z");
    assert_eq!((credential.get("issuanceDate"), credential.get("expirationDate")), (None, None));
}

#[test]
fn an_issuer_may_be_a_text_and_a_subject_must_have_an_id() {
    assert_eq!(with("issuer", json!(ISSUER)), Ok(()));
    let mut bare = payload();
    bare["credentialSubject"].as_object_mut().unwrap().shift_remove("id");
    assert_eq!(read(&bare).unwrap_err(), TokenError::Claim("sub"));
}

/// VC Data Model 1.1, section 6.3.1: the claims supply the credential's absent members.
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
    // The credential's own `validFrom` and `validUntil` are not the claims, which are issuance and expiration.
    let mut vc = short.clone();
    vc["issuanceDate"] = json!("2026-03-02T09:00:00Z");
    vc["validFrom"] = json!("2026-03-05T00:00:00Z");
    let dated = token(vc.clone()).unwrap().into_credential().into_value();
    assert_eq!(dated["validFrom"], "2026-03-05T00:00:00Z");
    vc["issuanceDate"] = json!("2026-03-05T00:00:00Z");
    assert_eq!(token(vc).unwrap_err(), TokenError::Claim("nbf"));
    assert_eq!(token(json!("x")).unwrap_err(), TokenError::Claim("vc"));
    assert!(matches!(read(&Value::Object(Map::new())), Err(TokenError::NoClaim(_))));
}
