//! Badges signed with a copied key, bypassing the signer of an issuer that publishes a ledger, in every form that
//! could prevent the look-up there.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credentials::did::{self, PublishedLedger};
use credentials::verify::{CheckName, Need, Outcome, Verdict, Verification};
use ed25519_dalek::Signer as _;
use messages::verification::Report;
use serde_json::{Value, json};

use crate::ledgers::{log_key, place, published, shown, shown_as, world};
use crate::support::{
    BADGE, ISSUER, KEYS_AT, World, assert_check, at, badge, check, good, key, now, proof_with, public, signed,
};

fn method() -> String {
    did::verification_method(ISSUER, &public(&key(1)))
}

/// Checks that the badge fails as not in the ledger, without a request: an attacker who could answer it has no
/// influence.
#[track_caller]
fn assert_never_signed(world: &World, input: &str) {
    let (report, asked) = world.verify_for(input.as_bytes(), now(), None);
    assert_check(&report, CheckName::Ledger, Outcome::Failed, "not-in-ledger");
    assert_eq!(report.verdict, Verdict::NotValid);
    assert!(!asked.iter().any(|need| matches!(need, Need::LedgerProof { .. })), "{asked:?}");
}

#[test]
fn a_badge_whose_id_is_not_below_the_ledger_s_address_is_not_in_it() {
    for id in [
        "urn:uuid:3f6b1e5a-7a40-4c8e-9b65-2d5a0d1b7c10",
        "https://elsewhere.example/credentials/01",
        "https://badges.vrijhaven.example:443/credentials/01",
        "https://Badges.vrijhaven.example/credentials/01",
        "HTTPS://badges.vrijhaven.example/credentials/01",
        "https://badges.vrijhaven.example/credentials/01?x=1",
        "https://badges.vrijhaven.example.evil.example/credentials/01",
        "http://badges.vrijhaven.example/credentials/01",
    ] {
        let mut badge = badge(ISSUER);
        badge["id"] = json!(id);
        assert_never_signed(&world(), &signed(badge, ISSUER, &key(1)).to_string());
    }
}

#[test]
fn a_badge_as_a_token_is_not_in_a_ledger_that_has_no_tokens() {
    let mut payload = badge(ISSUER);
    payload["credentialSubject"]["id"] = json!("did:example:maren");
    let seconds = |name: &str| at(payload[name].as_str().unwrap()).millis() / 1000;
    let claims = json!({
        "iss": ISSUER, "jti": BADGE, "sub": "did:example:maren",
        "nbf": seconds("validFrom"), "exp": seconds("validUntil"),
    });
    payload.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed =
        format!("{}.{}", part(&json!({"alg": "EdDSA", "typ": "JWT", "kid": method()})), part(&payload));
    let signature = URL_SAFE_NO_PAD.encode(key(1).sign(signed.as_bytes()).to_bytes());
    assert_never_signed(&world(), &format!("{signed}.{signature}"));
}

#[test]
fn a_suite_that_the_signer_does_not_make_counts_like_a_token() {
    let mut old = badge(ISSUER);
    old["@context"] = json!([
        "https://www.w3.org/2018/credentials/v1",
        "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
        "https://w3id.org/security/suites/ed25519-2020/v1",
    ]);
    let members = old.as_object_mut().unwrap();
    members.remove("credentialStatus");
    for (new, old) in [("validFrom", "issuanceDate"), ("validUntil", "expirationDate")] {
        let date = members.remove(new).unwrap();
        members.insert(old.to_owned(), date);
    }
    let suite = json!({"type": "Ed25519Signature2020", "cryptosuite": null});
    old["proof"] = json!([proof_with(&old, &key(1), &method(), &suite)]);
    assert_never_signed(&world(), &old.to_string());
}

/// The issuer's document with these members in the ledger's service; `key(1)` has a second name, `#alias`.
fn with_service(change: impl Fn(&mut Value)) -> World {
    let mut document = did::document(ISSUER, &[public(&key(1)), public(&key(2))]);
    let mut alias = document["verificationMethod"][0].clone();
    alias["id"] = json!(format!("{ISSUER}#alias"));
    document["verificationMethod"].as_array_mut().unwrap().push(alias);
    let mut service = published().service(ISSUER);
    change(&mut service);
    document["service"] = json!([service]);
    World::usual().with(KEYS_AT, &document)
}

#[test]
fn a_ledger_covers_the_keys_that_it_names_whatever_their_names() {
    let other = did::verification_method(ISSUER, &public(&key(2)));
    let ledger = |covers: Value| {
        let report = with_service(|service| service["covers"] = covers.clone()).verify(&good());
        let check = check(&report, CheckName::Ledger).clone();
        (check.outcome, check.code)
    };
    let open = (Outcome::NotChecked, "ledger-unreachable".to_owned());
    assert_eq!(ledger(json!([method()])), open);
    assert_eq!(ledger(json!([other, method()])), open);
    assert_eq!(ledger(json!([format!("{ISSUER}#alias")])), open, "keys are compared as keys");
    assert_eq!(ledger(json!(["#alias"])), open);
    let not_covered = (Outcome::NotApplicable, "ledger-not-covered".to_owned());
    assert_eq!(ledger(json!([other])), not_covered);
    assert_eq!(ledger(json!([])), not_covered);
    for unreadable in [json!([format!("{ISSUER}#none")]), json!(method()), json!([7]), Value::Null] {
        let expected = (Outcome::NotChecked, "ledger-unreadable".to_owned());
        assert_eq!(ledger(unreadable.clone()), expected, "{unreadable}");
    }
}

#[test]
fn a_ledger_service_that_is_doubled_or_cannot_be_read_is_never_no_ledger() {
    let mut document = did::document(ISSUER, &[public(&key(1))]);
    let service = published().service(ISSUER);
    let mut without_key = service.clone();
    without_key.as_object_mut().unwrap().remove("checkpointKey");
    for services in [json!([service, service]), json!([without_key]), without_key.clone()] {
        document["service"] = services;
        let report = World::usual().with(KEYS_AT, &document).verify(&good());
        assert_check(&report, CheckName::Ledger, Outcome::NotChecked, "ledger-unreadable");
        assert_eq!(report.verdict, Verdict::CouldNotCheck);
    }
}

#[test]
fn an_entry_of_another_kind_is_no_proof_for_a_badge() {
    for kind in ["other-credential", "status-list", "batch"] {
        let shown = shown_as(kind, &good(), &key(1), &log_key());
        let report = world().with(&place(&good()), &shown).verify(&good());
        assert_check(&report, CheckName::Ledger, Outcome::Failed, "ledger-proof-false");
    }
}

fn given(world: &World, proof: &[u8]) -> (Report, Vec<Need>) {
    let text = good().to_string();
    world.finish(Verification::begin(text.as_bytes(), now()).with_ledger_proof(proof.to_vec()))
}

#[test]
fn the_holder_s_own_proof_shows_that_a_badge_is_in_the_ledger_whatever_the_web_server_states() {
    let proof = shown(&good(), &key(1), &log_key()).to_string();
    let denied = world().with(&place(&good()), &json!({ "credential": BADGE, "inLedger": false }));
    for world in [world(), denied] {
        let (report, asked) = given(&world, proof.as_bytes());
        assert_check(&report, CheckName::Ledger, Outcome::Passed, "in-ledger");
        assert_eq!(report.verdict, Verdict::Valid);
        assert!(!asked.iter().any(|need| matches!(need, Need::LedgerProof { .. })), "{asked:?}");
    }
}

#[test]
fn a_given_proof_that_does_not_verify_in_every_part_is_ignored_with_a_remark() {
    let good_one = shown(&good(), &key(1), &log_key());
    let mut other = badge(ISSUER);
    other["name"] = json!("Another badge");
    let mut salted = good_one.clone();
    salted["salt"] = json!("00".repeat(32));
    let mut moved = good_one.clone();
    moved["proof"] = json!(moved["proof"].as_str().unwrap().replace("index 1", "index 2"));
    let denied = world().with(&place(&good()), &json!({ "credential": BADGE, "inLedger": false }));
    for wrong in [
        shown(&signed(other, ISSUER, &key(1)), &key(1), &log_key()),
        shown(&good(), &key(2), &log_key()),
        shown(&good(), &key(1), &key(8)),
        shown_as("other-credential", &good(), &key(1), &log_key()),
        salted,
        moved,
        json!({}),
        json!("x"),
    ] {
        let (report, _) = given(&denied, wrong.to_string().as_bytes());
        assert_check(&report, CheckName::Ledger, Outcome::Failed, "not-in-ledger");
        let check = format!("{:?}", check(&report, CheckName::Ledger));
        assert!(check.contains("It was ignored"), "{check}");
        let (report, _) = given(&world(), wrong.to_string().as_bytes());
        assert_check(&report, CheckName::Ledger, Outcome::NotChecked, "ledger-unreachable");
    }
    let found = world().with(&place(&good()), &good_one);
    let (report, _) = given(&found, b"no JSON");
    assert_check(&report, CheckName::Ledger, Outcome::Passed, "in-ledger");
    assert!(format!("{:?}", check(&report, CheckName::Ledger)).contains("It was ignored"));
}

/// The proof is judged under the checkpoint key of the issuer's own document, not under a key that the proof chooses.
#[test]
fn a_given_proof_under_another_ledger_s_key_is_ignored() {
    let proof = shown(&good(), &key(1), &log_key()).to_string();
    let name = "badges.vrijhaven.example/ledger";
    let other = tlog::VerifierKey::new(name, key(8).verifying_key().to_bytes()).unwrap();
    let other = PublishedLedger::new("https://badges.vrijhaven.example/ledger", other).unwrap();
    let mut document = did::document(ISSUER, &[public(&key(1))]);
    document["service"] = json!([other.service(ISSUER)]);
    let (report, _) = given(&World::usual().with(KEYS_AT, &document), proof.as_bytes());
    assert_check(&report, CheckName::Ledger, Outcome::NotChecked, "ledger-unreachable");
    let (report, _) = given(&World::usual(), proof.as_bytes());
    assert_check(&report, CheckName::Ledger, Outcome::NotApplicable, "no-ledger");
}

#[test]
fn that_it_is_not_in_the_ledger_is_called_the_issuer_s_unsigned_statement() {
    let denied = world().with(&place(&good()), &json!({ "credential": BADGE, "inLedger": false }));
    let report = denied.verify(&good());
    assert!(report.sentence.contains("The statement is not signed"), "{}", report.sentence);
}

#[test]
fn after_an_erasure_the_question_is_open_and_the_holder_s_proof_answers_it() {
    let erased = world().with(&place(&good()), &json!({ "credential": BADGE, "erased": true }));
    let report = erased.verify(&good());
    assert_check(&report, CheckName::Ledger, Outcome::NotChecked, "ledger-erased");
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
    assert!(report.sentence.contains("its record was erased at the person’s request"), "{}", report.sentence);
    let (report, _) = given(&erased, shown(&good(), &key(1), &log_key()).to_string().as_bytes());
    assert_eq!(report.verdict, Verdict::Valid);
}
