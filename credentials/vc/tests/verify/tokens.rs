//! Badges as signed tokens (VC-JWT): the source of their key, and its owner.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credentials::bake::svg;
use credentials::did;
use credentials::verify::{CheckName, Need, Outcome, Verdict};
use ed25519_dalek::Signer as _;
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{
    BADGE, INDEX, ISSUER, KEYS_AT, LIST, World, assert_check, badge, did_key, key, list, now, public, said,
};

const SUBJECT: &str = "did:example:maren";

/// The key of the issuer's document.
fn kid() -> String {
    did::verification_method(ISSUER, &public(&key(1)))
}

pub(crate) fn jwk(number: u8) -> Value {
    json!({"kty": "OKP", "crv": "Ed25519", "kid": "k1", "x": URL_SAFE_NO_PAD.encode(key(number).verifying_key().to_bytes())})
}

/// A badge with the claims of a token.
pub(crate) fn payload(issuer: &str) -> Value {
    let mut payload = badge(issuer);
    payload["credentialSubject"]["id"] = json!(SUBJECT);
    let seconds = |name: &str| crate::support::at(payload[name].as_str().unwrap()).millis() / 1000;
    let claims = json!({"iss": issuer, "jti": BADGE, "sub": SUBJECT, "nbf": seconds("validFrom"), "exp": seconds("validUntil")});
    payload.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
    payload
}

pub(crate) fn token(header: &Value, payload: &Value, number: u8) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(header), part(payload));
    let signature = URL_SAFE_NO_PAD.encode(key(number).sign(signed.as_bytes()).to_bytes());
    format!("{signed}.{signature}")
}

pub(crate) fn named(kid: &str) -> Value {
    json!({"alg": "EdDSA", "typ": "JWT", "kid": kid})
}

fn usual() -> String {
    token(&named(&kid()), &payload(ISSUER), 1)
}

fn world() -> World {
    World::usual()
}

fn verify(world: &World, token: &str) -> Report {
    world.verify_bytes(token.as_bytes(), now())
}

#[test]
fn a_token_whose_key_is_in_its_issuers_document_is_genuine_as_text_and_in_a_picture() {
    let picture = format!(
        r#"<svg xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential verify="{}"/></svg>"#,
        usual()
    );
    assert!(svg::extract(&picture).is_ok());
    for input in [usual(), format!("{}\n", usual()), picture] {
        let report = verify(&world(), &input);
        let sentence = "Genuine. Issued by badges.vrijhaven.example to “Maren Óskarsdóttir” on 19 November 2026. Not \
                        revoked.";
        assert_eq!(said(&report), (Verdict::Valid, sentence.to_owned()), "{report:#?}");
    }
}

#[test]
fn the_issuers_document_is_asked_for_once_then_the_list() {
    let (_, asked) = world().verify_for(usual().as_bytes(), now(), None);
    assert_eq!(
        asked,
        [
            Need::DidDocument { url: KEYS_AT.to_owned(), did: ISSUER.to_owned() },
            Need::StatusList { url: LIST.to_owned() },
        ]
    );
}

#[test]
fn one_changed_character_of_the_payload_or_another_key_is_refused() {
    let other = token(&named(&kid()), &payload(ISSUER), 2);
    assert_check(&verify(&world(), &other), CheckName::Proof, Outcome::Failed, "changed");
    let mut changed = payload(ISSUER);
    changed["credentialSubject"]["achievement"]["name"] = json!("Mastery");
    let changed = URL_SAFE_NO_PAD.encode(changed.to_string());
    let parts: Vec<String> = usual().split('.').map(str::to_owned).collect();
    let report = verify(&world(), &format!("{}.{changed}.{}", parts[0], parts[2]));
    assert_check(&report, CheckName::Proof, Outcome::Failed, "changed");
    assert_eq!((report.verdict, report.badge), (Verdict::NotValid, None));
}

#[test]
fn a_flipped_bit_anywhere_in_the_token_is_refused() {
    let text = usual().into_bytes();
    for at in (0..text.len()).step_by(17) {
        let mut changed = text.clone();
        changed[at] ^= 1;
        assert_ne!(world().verify_bytes(&changed, now()).verdict, Verdict::Valid, "byte {at}");
    }
}

#[test]
fn a_key_in_the_token_proves_nothing_unless_the_issuer_publishes_it() {
    let embedded = |number: u8| token(&json!({"alg": "EdDSA", "jwk": jwk(number)}), &payload(ISSUER), number);
    assert_eq!(verify(&World::usual(), &embedded(1)).verdict, Verdict::Valid);
    let forged = verify(&World::usual(), &embedded(2));
    assert_check(&forged, CheckName::Proof, Outcome::Passed, "unchanged");
    assert_check(&forged, CheckName::IssuerBinding, Outcome::Failed, "unknown-key");
    assert_eq!((forged.verdict, forged.badge), (Verdict::NotValid, None));
    let unknown = verify(&World::usual().without(KEYS_AT), &embedded(2));
    assert_check(&unknown, CheckName::IssuerBinding, Outcome::NotChecked, "issuer-unreachable");
    assert_eq!((unknown.verdict, unknown.badge), (Verdict::CouldNotCheck, None));
}

#[test]
fn a_key_at_somebody_elses_address_shows_nothing_of_the_issuer() {
    let elsewhere = "https://evil.example/keys";
    let token = token(&named(&format!("{elsewhere}#k1")), &payload(ISSUER), 2);
    let mut keys = jwk(2);
    keys["iss"] = json!(ISSUER);
    let report = verify(&world().with(elsewhere, &json!({"keys": [keys]})), &token);
    assert_check(&report, CheckName::IssuerBinding, Outcome::Failed, "unknown-key");
    assert_eq!((report.verdict, report.badge), (Verdict::NotValid, None));
}

#[test]
fn a_key_named_by_the_issuers_did_is_looked_up_in_its_document() {
    let kid = did::verification_method(ISSUER, &public(&key(1)));
    assert_eq!(verify(&World::usual(), &token(&named(&kid), &payload(ISSUER), 1)).verdict, Verdict::Valid);
    let unlisted = did::verification_method(ISSUER, &public(&key(2)));
    let report = verify(&World::usual(), &token(&named(&unlisted), &payload(ISSUER), 2));
    assert_check(&report, CheckName::IssuerBinding, Outcome::Failed, "unknown-key");
    let bare = did_key(&key(1));
    let kid = did::verification_method(&bare, &public(&key(1)));
    let mut own = payload(&bare);
    own.as_object_mut().unwrap().remove("credentialStatus");
    let report = verify(&World::default(), &token(&named(&kid), &own, 1));
    assert_check(&report, CheckName::IssuerBinding, Outcome::Passed, "key-only");
    assert_eq!(report.verdict, Verdict::Unvouched);
}

#[test]
fn a_token_that_names_the_key_of_another_did_has_the_wrong_issuer_and_nothing_is_asked_for_it() {
    let stranger = did::verification_method("did:web:evil.example", &public(&key(2)));
    let token = token(&named(&stranger), &payload(ISSUER), 2);
    let (report, asked) = World::usual().verify_for(token.as_bytes(), now(), None);
    assert_check(&report, CheckName::IssuerBinding, Outcome::Failed, "wrong-issuer");
    assert_eq!((report.verdict, asked), (Verdict::NotValid, vec![]));
}

#[test]
fn keys_that_are_missing_or_not_there_leave_it_open() {
    let report = verify(&World::usual().without(KEYS_AT), &usual());
    assert_check(&report, CheckName::IssuerBinding, Outcome::NotChecked, "issuer-unreachable");
    let report = verify(&World::usual().with(KEYS_AT, &json!({"keys": "none"})), &usual());
    assert_check(&report, CheckName::IssuerBinding, Outcome::NotChecked, "issuer-unreadable");
    for header in [json!({"alg": "EdDSA"}), named("k1"), named("http://badges.vrijhaven.example/k")] {
        let report = verify(&world(), &token(&header, &payload(ISSUER), 1));
        assert_check(&report, CheckName::Proof, Outcome::NotChecked, "no-key-named");
        assert_eq!(report.verdict, Verdict::CouldNotCheck);
    }
}

#[test]
fn claims_that_say_otherwise_unsigned_and_unknown_tokens_are_told_by_name() {
    let mut other = payload(ISSUER);
    other["iss"] = json!("did:web:evil.example");
    let bad = |header: Value, payload: &Value| verify(&world(), &token(&header, payload, 1));
    let report = bad(named(&kid()), &other);
    assert_check(&report, CheckName::Format, Outcome::Failed, "token-claims");
    assert_eq!(report.verdict, Verdict::NotValid);
    let report = bad(json!({"alg": "none"}), &payload(ISSUER));
    assert_check(&report, CheckName::Format, Outcome::Failed, "token-unsigned");
    let report = bad(json!({"alg": "PS512", "kid": kid()}), &payload(ISSUER));
    assert_check(&report, CheckName::Format, Outcome::NotChecked, "token-algorithm-unknown");
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
    let report = bad(json!({"alg": "EdDSA", "kid": kid(), "crit": ["x"]}), &payload(ISSUER));
    assert_check(&report, CheckName::Format, Outcome::Failed, "token-malformed");
}

#[test]
fn what_holds_for_a_badge_holds_for_one_in_a_token() {
    let report = verify(&world().with(LIST, &list(&[INDEX])), &usual());
    assert_check(&report, CheckName::Status, Outcome::Failed, "revoked");
    let report = world().verify_bytes(usual().as_bytes(), crate::support::at("2028-01-01T00:00:00Z"));
    assert_check(&report, CheckName::Validity, Outcome::Failed, "expired");
    let mut less = payload(ISSUER);
    less["credentialSubject"].as_object_mut().unwrap().remove("achievement");
    let report = verify(&world(), &token(&named(&kid()), &less, 1));
    assert_check(&report, CheckName::PlainForm, Outcome::Failed, "not-one-each");
}

#[test]
fn words_of_an_unknown_vocabulary_are_covered_by_a_tokens_signature_and_told() {
    let mut own = payload(ISSUER);
    own["@context"].as_array_mut().unwrap().push(json!("https://example.com/own.json"));
    own["grade"] = json!("cum laude");
    let report = verify(&world(), &token(&named(&kid()), &own, 1));
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    assert!(crate::support::check(&report, CheckName::Context).remarks[0].says.contains("own.json"));
}

#[test]
fn an_endorsement_as_a_token_inside_a_token_is_verified_alone() {
    let endorser = did_key(&key(5));
    let mut endorsement = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "urn:uuid:9", "type": ["VerifiableCredential", "EndorsementCredential"], "name": "Good",
        "issuer": {"id": endorser, "type": ["Profile"]}, "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": BADGE, "type": ["EndorsementSubject"]},
    });
    let nbf = crate::support::at("2026-01-01T00:00:00Z").millis() / 1000;
    let claims = json!({"iss": endorser, "jti": "urn:uuid:9", "sub": BADGE, "nbf": nbf});
    endorsement.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
    let theirs = did::verification_method(&endorser, &public(&key(5)));
    let good = token(&named(&theirs), &endorsement, 5);
    let forged = token(&named(&theirs), &endorsement, 6);
    let mut own = payload(ISSUER);
    own["endorsementJwt"] = json!([good, forged, "a.b.c"]);
    let report = verify(&world(), &token(&named(&kid()), &own, 1));
    let verdicts: Vec<Verdict> = report.endorsements.iter().map(|one| one.verdict).collect();
    assert_eq!(verdicts[..2], [Verdict::Unvouched, Verdict::NotValid], "{report:#?}");
    assert_ne!(verdicts[2], Verdict::Valid);
    assert_eq!(report.verdict, Verdict::Valid);
}
