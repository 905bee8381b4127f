//! The keys of an issuer: the places where they count, and the places on its host where they do not.

use credentials::did;
use credentials::verify::{CheckName, Need, Outcome, PresentationVerification, Request, Verdict};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{
    ISSUER, KEYS_AT, LIST, World, assert_check, badge, good, key, now, proof, proof_with, public,
    unsigned_list,
};
use crate::tokens::{jwk, named, payload, token};

/// An issuer with an https identifier, on a host that others share.
const SCHOOL: &str = "https://www.uni.edu/school";
const SCHOOL_KEY: &str = "https://www.uni.edu/school/keys/1";
const AUTHORITY: &str = "https://www.uni.edu";
const KEY_SET: &str = "https://www.uni.edu/.well-known/jwks.json";
const SOMEBODY: &str = "https://www.uni.edu/~somebody/k.json";

/// A token of an issuer without a status list.
fn token_of(issuer: &str, header: &Value, number: u8) -> String {
    let mut own = payload(issuer);
    own.as_object_mut().unwrap().remove("credentialStatus");
    token(header, &own, number)
}

/// A badge of an issuer without a status list, with a proof by this key under this name.
pub(crate) fn badge_of(issuer: &str, method: &str, number: u8) -> Value {
    let mut own = badge(issuer);
    own.as_object_mut().unwrap().remove("credentialStatus");
    own["proof"] = json!([proof(&own, &key(number), method)]);
    own
}

fn profile(issuer: &str) -> Value {
    json!({"id": issuer, "type": ["Profile"], "name": "The School"})
}

/// A Multikey in the form published at its own address.
fn multikey(id: &str, controller: &str, number: u8) -> Value {
    json!({"id": id, "type": "Multikey", "controller": controller, "publicKeyMultibase": public(&key(number)).multibase()})
}

/// The document of an issuer with an https identifier that lists key 1 in the document and one key at an address.
fn school_document() -> Value {
    let mut document = did::document(SCHOOL, &[public(&key(1))]);
    document["assertionMethod"].as_array_mut().unwrap().push(json!(SCHOOL_KEY));
    document
}

pub(crate) fn verify(world: &World, token: &str) -> Report {
    world.verify_bytes(token.as_bytes(), now())
}

#[track_caller]
pub(crate) fn assert_binding(report: &Report, outcome: Outcome, code: &str, verdict: Verdict) {
    assert_check(report, CheckName::IssuerBinding, outcome, code);
    assert_eq!((report.verdict, &report.badge), (verdict, &None), "{report:#?}");
}

#[test]
fn for_a_did_no_address_of_its_host_holds_a_key_not_even_its_key_set() {
    let host = "https://badges.vrijhaven.example";
    let evil =
        json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "k1", "iss": ISSUER, "x": jwk(2)["x"]}]});
    for at in ["/.well-known/jwks.json", "/~somebody/k.json", "/keys", "/.well-known/did.json"] {
        let address = format!("{host}{at}");
        let world = World::usual().with(&address, &evil);
        let world = if at.ends_with("did.json") { World::usual() } else { world };
        let (report, asked) = world.verify_for(
            token(&named(&format!("{address}#k1")), &payload(ISSUER), 2).as_bytes(),
            now(),
            None,
        );
        assert_binding(&report, Outcome::Failed, "unknown-key", Verdict::NotValid);
        let document = Need::DidDocument { url: KEYS_AT.to_owned(), did: ISSUER.to_owned() };
        assert_eq!(asked, [document], "nothing else is asked for");
        let mut badge = badge(ISSUER);
        badge["proof"] = json!([proof(&badge, &key(2), &address)]);
        assert_eq!(world.verify(&badge).verdict, Verdict::NotValid, "{address}");
    }
}

#[test]
fn for_a_did_whose_document_cannot_be_read_or_lists_no_keys_it_stays_open() {
    let jwks = "https://badges.vrijhaven.example/.well-known/jwks.json";
    let forged = token(&named(&format!("{jwks}#k1")), &payload(ISSUER), 2);
    let world = World::usual().with(jwks, &json!({"keys": [jwk(2)]}));
    let report = verify(&world.clone().without(KEYS_AT), &forged);
    assert_binding(&report, Outcome::NotChecked, "issuer-unreachable", Verdict::CouldNotCheck);
    let report = verify(&world.with(KEYS_AT, &json!({"id": ISSUER})), &forged);
    assert_binding(&report, Outcome::NotChecked, "issuer-lists-no-keys", Verdict::CouldNotCheck);
}

#[test]
fn somebodys_key_on_the_host_of_an_https_issuer_does_not_count() {
    let mut theirs = jwk(2);
    theirs["iss"] = json!(SCHOOL);
    theirs["controller"] = json!(SCHOOL);
    let forms = [
        theirs.clone(),
        json!({"keys": [theirs]}),
        multikey(SOMEBODY, SCHOOL, 2),
        multikey(&format!("{SOMEBODY}#k1"), SCHOOL, 2),
    ];
    for served in forms {
        for (document, outcome, code, verdict) in [
            (school_document(), Outcome::Failed, "unknown-key", Verdict::NotValid),
            (profile(SCHOOL), Outcome::NotChecked, "issuer-lists-no-keys", Verdict::CouldNotCheck),
        ] {
            let world = World::default()
                .with(SOMEBODY, &served)
                .with(SCHOOL, &document)
                .with(KEY_SET, &json!({"keys": []}));
            for id in [SOMEBODY.to_owned(), format!("{SOMEBODY}#k1")] {
                let (report, asked) =
                    world.verify_for(token_of(SCHOOL, &named(&id), 2).as_bytes(), now(), None);
                assert_binding(&report, outcome, code, verdict);
                assert!(asked.iter().all(|need| need.url() != Some(SOMEBODY)), "{asked:?}");
                assert_binding(&world.verify(&badge_of(SCHOOL, &id, 2)), outcome, code, verdict);
            }
        }
    }
}

#[test]
fn a_key_in_the_own_document_of_an_https_issuer_counts_for_proofs_and_tokens() {
    let id = did::verification_method(SCHOOL, &public(&key(1)));
    let world = World::default().with(SCHOOL, &school_document());
    assert_eq!(verify(&world, &token_of(SCHOOL, &named(&id), 1)).verdict, Verdict::Valid);
    assert_eq!(
        verify(&world, &token_of(SCHOOL, &json!({"alg": "EdDSA", "jwk": jwk(1)}), 1)).verdict,
        Verdict::Valid
    );
    assert_eq!(world.verify(&badge_of(SCHOOL, &id, 1)).verdict, Verdict::Valid);
}

#[test]
fn a_key_at_an_address_that_the_issuers_document_lists_counts_if_its_controller_is_the_issuer() {
    let badge = badge_of(SCHOOL, SCHOOL_KEY, 3);
    let token = token_of(SCHOOL, &named(SCHOOL_KEY), 3);
    let world = |key: &Value| World::default().with(SCHOOL, &school_document()).with(SCHOOL_KEY, key);
    let own = world(&multikey(SCHOOL_KEY, SCHOOL, 3));
    let (report, asked) = own.verify_for(badge.to_string().as_bytes(), now(), None);
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    let places = [
        Need::DidDocument { url: SCHOOL.to_owned(), did: SCHOOL.to_owned() },
        Need::KeySet { url: SCHOOL_KEY.to_owned() },
        // The request that checks whether the address is that of a DID with a ledger.
        Need::DidDocument { url: format!("{SCHOOL}/did.json"), did: "did:web:www.uni.edu:school".to_owned() },
    ];
    assert_eq!(asked, places);
    assert_eq!(verify(&own, &token).verdict, Verdict::Valid);
    for (at, code, outcome, verdict) in [
        (
            multikey(SCHOOL_KEY, "https://www.uni.edu/other", 3),
            "wrong-issuer",
            Outcome::Failed,
            Verdict::NotValid,
        ),
        (json!({"id": SCHOOL_KEY, "type": "Multikey"}), "wrong-issuer", Outcome::Failed, Verdict::NotValid),
        (jwk(3), "unknown-key", Outcome::Failed, Verdict::NotValid),
        (
            json!({"kty": "OKP", "crv": "Ed25519", "x": jwk(3)["x"]}),
            "wrong-issuer",
            Outcome::Failed,
            Verdict::NotValid,
        ),
        (
            multikey(SCHOOL_KEY, &format!("{SCHOOL}#owner"), 3),
            "key-controller-fragment",
            Outcome::NotChecked,
            Verdict::CouldNotCheck,
        ),
        (json!("<html>"), "unknown-key", Outcome::Failed, Verdict::NotValid),
    ] {
        let report = world(&at).verify(&badge);
        assert_binding(&report, outcome, code, verdict);
    }
    let silent = World::default().with(SCHOOL, &school_document());
    assert_binding(&silent.verify(&badge), Outcome::NotChecked, "issuer-unreachable", Verdict::CouldNotCheck);
    let mut revoked = multikey(SCHOOL_KEY, SCHOOL, 3);
    revoked["revoked"] = json!("2026-11-25T00:00:00Z");
    let report = world(&revoked).verify(&badge);
    assert_binding(&report, Outcome::Failed, "key-withdrawn", Verdict::NotValid);
}

#[test]
fn a_listed_address_can_hold_a_document_with_the_key() {
    let id = format!("{SCHOOL_KEY}#a");
    let mut school = school_document();
    school["assertionMethod"][1] = json!(id);
    let document = |own: &str| json!({"id": own, "verificationMethod": [multikey(&id, SCHOOL, 3)]});
    let world = World::default().with(SCHOOL, &school);
    let badge = badge_of(SCHOOL, &id, 3);
    assert_eq!(world.clone().with(SCHOOL_KEY, &document(SCHOOL_KEY)).verify(&badge).verdict, Verdict::Valid);
    let report = world.with(SCHOOL_KEY, &document("https://www.uni.edu/other")).verify(&badge);
    assert_binding(&report, Outcome::Failed, "unknown-key", Verdict::NotValid);
}

#[test]
fn the_key_set_of_the_authority_counts_for_tokens_alone_and_for_the_issuer_that_the_key_names() {
    let id = format!("{KEY_SET}#k1");
    let set = |iss: Option<&str>| {
        let mut own = jwk(4);
        if let Some(iss) = iss {
            own["iss"] = json!(iss);
        }
        json!({"keys": [own]})
    };
    let world = |iss: Option<&str>, document: Value| {
        World::default().with(SCHOOL, &document).with(KEY_SET, &set(iss))
    };
    let token = token_of(SCHOOL, &named(&id), 4);
    assert_eq!(verify(&world(Some(SCHOOL), profile(SCHOOL)), &token).verdict, Verdict::Valid);
    assert_eq!(
        verify(&world(Some(SCHOOL), profile(SCHOOL)), &token_of(SCHOOL, &named("k1"), 4)).verdict,
        Verdict::Valid
    );
    // A home page lists no keys, but it was read.
    let home = World::default().with_bytes(SCHOOL, b"<!doctype html>").with(KEY_SET, &set(Some(SCHOOL)));
    assert_eq!(verify(&home, &token).verdict, Verdict::Valid);
    let open = (Outcome::NotChecked, "issuer-lists-no-keys", Verdict::CouldNotCheck);
    for (iss, document, (outcome, code, verdict)) in [
        (None, profile(SCHOOL), open),
        (Some("https://www.uni.edu/other"), profile(SCHOOL), open),
        (Some(AUTHORITY), profile(SCHOOL), open),
        (None, school_document(), (Outcome::Failed, "unknown-key", Verdict::NotValid)),
    ] {
        assert_binding(&verify(&world(iss, document), &token), outcome, code, verdict);
    }
    let mut naming = profile(SCHOOL);
    naming["jwks_uri"] = json!(KEY_SET);
    assert_eq!(verify(&world(None, naming.clone()), &token).verdict, Verdict::Valid);
    naming["jwks_uri"] = json!(SOMEBODY);
    assert_binding(&verify(&world(None, naming), &token), open.0, open.1, open.2);
    // A proof does not use keys from a key set.
    let report = world(Some(SCHOOL), profile(SCHOOL)).verify(&badge_of(SCHOOL, &id, 4));
    assert_binding(&report, open.0, open.1, open.2);
    // Without the issuer's own document it is unknown whether it marks the key as revoked.
    let report = verify(&world(Some(SCHOOL), profile(SCHOOL)).without(SCHOOL), &token);
    assert_binding(&report, Outcome::NotChecked, "issuer-unreachable", Verdict::CouldNotCheck);
}

#[test]
fn a_key_without_issuer_in_the_key_set_is_the_bare_authoritys() {
    let world = |issuer: &str| {
        World::default().with(issuer, &profile(issuer)).with(KEY_SET, &json!({"keys": [jwk(4)]}))
    };
    for issuer in [AUTHORITY, "https://www.uni.edu/"] {
        let token = token_of(issuer, &named("k1"), 4);
        assert_eq!(verify(&world(issuer), &token).verdict, Verdict::Valid, "{issuer}");
        let embedded = token_of(issuer, &json!({"alg": "EdDSA", "jwk": jwk(4)}), 4);
        assert_eq!(verify(&world(issuer), &embedded).verdict, Verdict::Valid, "{issuer}");
        let forged = token_of(issuer, &json!({"alg": "EdDSA", "jwk": jwk(5)}), 5);
        let report = verify(&world(issuer), &forged);
        assert_binding(&report, Outcome::NotChecked, "issuer-lists-no-keys", Verdict::CouldNotCheck);
    }
}

#[test]
fn a_key_that_the_issuers_document_calls_revoked_or_expired_counts_nowhere() {
    for member in ["revoked", "expires"] {
        let code = if member == "revoked" { "key-withdrawn" } else { "key-expired" };
        let withdrawn = |id: &str, number: u8| {
            let mut method = multikey(&format!("{id}#old"), id, number);
            method[member] = json!("2026-11-25T00:00:00Z");
            method
        };
        // In the key set of the authority, and at a listed address.
        let mut document = school_document();
        document["verificationMethod"].as_array_mut().unwrap().push(withdrawn(SCHOOL, 4));
        let mut own = jwk(4);
        own["iss"] = json!(SCHOOL);
        let world = World::default()
            .with(SCHOOL, &document)
            .with(KEY_SET, &json!({"keys": [own]}))
            .with(SCHOOL_KEY, &multikey(SCHOOL_KEY, SCHOOL, 4));
        for header in
            [named(&format!("{KEY_SET}#k1")), json!({"alg": "EdDSA", "jwk": jwk(4)}), named(SCHOOL_KEY)]
        {
            let report = verify(&world, &token_of(SCHOOL, &header, 4));
            assert_binding(&report, Outcome::Failed, code, Verdict::NotValid);
        }
        let report = world.verify(&badge_of(SCHOOL, SCHOOL_KEY, 4));
        assert_binding(&report, Outcome::Failed, code, Verdict::NotValid);
        // Under another name in the same document.
        let mut document = did::document(ISSUER, &[public(&key(1))]);
        document["verificationMethod"].as_array_mut().unwrap().push(withdrawn(ISSUER, 1));
        let report = World::usual().with(KEYS_AT, &document).verify(&good());
        assert_binding(&report, Outcome::Failed, code, Verdict::NotValid);
        let embedded = token(&json!({"alg": "EdDSA", "jwk": jwk(1)}), &payload(ISSUER), 1);
        let report = verify(&World::usual().with(KEYS_AT, &document), &embedded);
        assert_binding(&report, Outcome::Failed, code, Verdict::NotValid);
    }
}

#[test]
fn another_issuer_of_the_host_cannot_sign() {
    let other = "https://www.uni.edu/other";
    let id = did::verification_method(other, &public(&key(6)));
    let world = World::default()
        .with(SCHOOL, &school_document())
        .with(other, &did::document(other, &[public(&key(6))]))
        .with(KEY_SET, &json!({"keys": []}));
    let unknown = |report: &Report| assert_binding(report, Outcome::Failed, "unknown-key", Verdict::NotValid);
    unknown(&verify(&world, &token_of(SCHOOL, &named(&id), 6)));
    unknown(&world.verify(&badge_of(SCHOOL, &id, 6)));
    // Two did:web identifiers on one host, with separate documents.
    let (ours, theirs) = ("did:web:www.uni.edu:school", "did:web:www.uni.edu:other");
    let world = World::default()
        .with("https://www.uni.edu/school/did.json", &did::document(ours, &[public(&key(1))]))
        .with("https://www.uni.edu/other/did.json", &did::document(theirs, &[public(&key(6))]));
    let id = did::verification_method(theirs, &public(&key(6)));
    let report = verify(&world, &token_of(ours, &named(&id), 6));
    assert_binding(&report, Outcome::Failed, "wrong-issuer", Verdict::NotValid);
}

#[test]
fn an_endorsement_as_a_token_and_a_status_list_follow_the_same_rule() {
    let mut endorsement = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "urn:uuid:9", "type": ["VerifiableCredential", "EndorsementCredential"], "name": "Good",
        "issuer": {"id": SCHOOL, "type": ["Profile"]}, "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": crate::support::BADGE, "type": ["EndorsementSubject"]},
    });
    let nbf = crate::support::at("2026-01-01T00:00:00Z").millis() / 1000;
    let claims = json!({"iss": SCHOOL, "jti": "urn:uuid:9", "sub": crate::support::BADGE, "nbf": nbf});
    endorsement.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
    let forged = token(&named(&format!("{SOMEBODY}#k1")), &endorsement, 2);
    let mut own = payload(ISSUER);
    own["endorsementJwt"] = json!([forged]);
    let id = did::verification_method(ISSUER, &public(&key(1)));
    let world = World::usual()
        .with(SOMEBODY, &json!({"keys": [jwk(2)]}))
        .with(KEY_SET, &json!({"keys": []}))
        .with(SCHOOL, &school_document());
    let report = verify(&world, &token(&named(&id), &own, 1));
    assert_eq!(report.endorsements[0].verdict, Verdict::NotValid, "{report:#?}");
    assert_eq!(report.verdict, Verdict::Valid);
    // A list with a proof by a key at an address of the issuer's host.
    let mut list = unsigned_list(&[]);
    let address = "https://badges.vrijhaven.example/~somebody/k.json";
    list["proof"] = json!([proof(&list, &key(2), address)]);
    let served = multikey(address, ISSUER, 2);
    let report = World::usual().with(LIST, &list).with(address, &served).verify(&good());
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-proof");
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
}

/// The verdict of a presentation by this holder, whose proof names its key by `method`.
fn presented(world: &World, holder: &str, method: &str, number: u8) -> Verdict {
    let mut presentation = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"], "holder": holder,
        "verifiableCredential": [good()],
    });
    let purpose = json!({"proofPurpose": "authentication"});
    presentation["proof"] = proof_with(&presentation, &key(number), method, &purpose);
    let mut verification =
        PresentationVerification::begin(presentation.to_string().as_bytes(), Request::default(), now());
    while let Some(need) = verification.next_need() {
        let supply = world.answer(&need);
        verification.supply(supply);
    }
    verification.report().verdict
}

#[test]
fn a_presentation_follows_the_same_rule_for_its_holder() {
    let mut document = school_document();
    document["authentication"] = json!([SCHOOL_KEY]);
    let world = World::usual()
        .with(SCHOOL, &document)
        .with(SCHOOL_KEY, &multikey(SCHOOL_KEY, SCHOOL, 3))
        .with(SOMEBODY, &multikey(SOMEBODY, SCHOOL, 2));
    assert_eq!(presented(&world, SCHOOL, SCHOOL_KEY, 3), Verdict::Valid);
    assert_eq!(presented(&world, SCHOOL, SOMEBODY, 2), Verdict::NotValid);
    let id = did::verification_method(SCHOOL, &public(&key(1)));
    assert_eq!(presented(&world, SCHOOL, &id, 1), Verdict::NotValid, "listed for badges alone");
}

#[test]
fn many_proofs_by_keys_at_many_addresses_are_not_asked_for_and_end() {
    let mut badge = badge(SCHOOL);
    badge.as_object_mut().unwrap().remove("credentialStatus");
    let proofs: Vec<Value> = (0..8)
        .map(|number| proof(&badge, &key(2), &format!("https://www.uni.edu/~somebody/{number}")))
        .collect();
    badge["proof"] = json!(proofs);
    let world = World::default().with(SCHOOL, &profile(SCHOOL));
    let (report, asked) = world.verify_for(badge.to_string().as_bytes(), now(), None);
    assert_eq!((report.verdict, asked.len()), (Verdict::CouldNotCheck, 1), "{asked:?}");
}
