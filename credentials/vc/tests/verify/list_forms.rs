//! The issuer's lists in other forms than Insignia's, or with faults: their effect, and the shown values.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credentials::did::{self, PublishedLedger};
use credentials::verify::{CheckName, Outcome, Verdict};
use ed25519_dalek::Signer as _;
use messages::verification::Report;
use serde_json::{Value, json};
use tlog::VerifierKey;

use crate::support::{
    INDEX, ISSUER, KEYS_AT, LIST, World, assert_check, at, badge, check, good, key, list, proof_with, public,
    signed, unsigned_list,
};

/// The issuer's list with these bits, changed before it was signed.
fn with(set: &[u32], change: impl Fn(&mut Value)) -> Report {
    World::usual().with(LIST, &changed(set, change)).verify(&good())
}

fn changed(set: &[u32], change: impl Fn(&mut Value)) -> Value {
    let mut list = unsigned_list(set);
    change(&mut list);
    signed(list, ISSUER, &key(1))
}

#[track_caller]
fn assert_open(report: &Report, code: &str, shows_revoked: bool) {
    assert_check(report, CheckName::Status, Outcome::NotChecked, code);
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
    assert_eq!(report.sentence.contains("shows the badge as revoked"), shows_revoked, "{}", report.sentence);
}

#[track_caller]
fn assert_revoked(report: &Report) {
    assert_check(report, CheckName::Status, Outcome::Failed, "revoked");
    assert_eq!(report.verdict, Verdict::NotValid);
}

#[test]
fn a_revocation_is_never_hidden_by_the_dates_of_the_list() {
    type Change = fn(&mut Value);
    let rows: [(Change, &str); 3] = [
        (|list| list["validUntil"] = json!("2026-12-01T11:59:59Z"), "status-list-expired"),
        (|list| list["validFrom"] = json!("2026-12-01T12:00:01Z"), "status-list-not-yet-valid"),
        (|list| list["validUntil"] = json!("tomorrow"), "status-list-dates"),
    ];
    for (change, code) in rows {
        assert_open(&with(&[], change), code, false);
        let revoked = with(&[INDEX], change);
        assert_revoked(&revoked);
        assert_eq!(check(&revoked, CheckName::Status).remarks[0].code, code);
    }
}

/// GZIP of 16 zero bytes and of the same with bit 8 set.
#[test]
fn a_revocation_is_never_hidden_by_the_length_of_the_list() {
    let short = |byte: u8| {
        let mut bytes = [0; 16];
        bytes[1] = byte;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut gzip, &bytes).unwrap();
        let text = format!("u{}", URL_SAFE_NO_PAD.encode(gzip.finish().unwrap()));
        let mut badge = badge(ISSUER);
        badge["credentialStatus"]["statusListIndex"] = json!("8");
        let list = changed(&[], |list| list["credentialSubject"]["encodedList"] = json!(text));
        World::usual().with(LIST, &list).verify(&signed(badge, ISSUER, &key(1)))
    };
    assert_revoked(&short(0x80));
    let clear = short(0x40);
    assert_check(&clear, CheckName::Status, Outcome::Passed, "not-revoked");
    assert!(format!("{:?}", check(&clear, CheckName::Status)).contains("131,072"));
}

#[test]
fn a_list_without_an_id_that_was_served_at_the_address_counts_with_a_remark() {
    let without_id = |list: &mut Value| {
        list.as_object_mut().unwrap().remove("id");
    };
    let report = with(&[], without_id);
    assert_check(&report, CheckName::Status, Outcome::Passed, "not-revoked");
    assert!(format!("{:?}", check(&report, CheckName::Status)).contains("no identifier of its own"));
    assert_revoked(&with(&[INDEX], without_id));
}

#[test]
fn the_id_of_a_list_is_compared_as_an_address() {
    for id in ["https://BADGES.vrijhaven.example/status/7", "HTTPS://badges.vrijhaven.example:443/status/7"] {
        assert_eq!(with(&[], |list| list["id"] = json!(id)).verdict, Verdict::Valid, "{id}");
    }
    for id in [
        "https://badges.vrijhaven.example/status/8",
        "https://badges.vrijhaven.example/status/7/",
        "https://badges.vrijhaven.example/Status/7",
        "https://badges.vrijhaven.example:8443/status/7",
        "http://badges.vrijhaven.example/status/7",
    ] {
        assert_open(&with(&[], |list| list["id"] = json!(id)), "status-list-other", false);
        assert_open(&with(&[INDEX], |list| list["id"] = json!(id)), "status-list-other", true);
    }
}

#[test]
fn what_a_list_with_a_bad_proof_or_another_purpose_shows_is_said() {
    let by_another_key = signed(unsigned_list(&[INDEX]), ISSUER, &key(2));
    assert_open(&World::usual().with(LIST, &by_another_key).verify(&good()), "status-list-proof", true);
    assert_open(
        &World::usual().with(LIST, &unsigned_list(&[INDEX])).verify(&good()),
        "status-list-proof",
        true,
    );
    let suspension = |list: &mut Value| list["credentialSubject"]["statusPurpose"] = json!("suspension");
    assert_open(&with(&[INDEX], suspension), "status-list-purpose", true);
    assert_open(&with(&[], suspension), "status-list-purpose", false);
}

/// An attacker who serves the list may write the same statements so that the JSON shows no bit.
#[test]
fn a_list_is_held_to_the_plain_form() {
    let mut twice = list(&[INDEX]);
    let subject = twice["credentialSubject"].clone();
    twice["credentialSubject"] = json!([subject, {"id": LIST, "validUntil": "2030-01-01T00:00:00Z"}]);
    let report = World::usual().with(LIST, &twice).verify(&good());
    assert_eq!(report.verdict, Verdict::CouldNotCheck, "{report:#?}");
    let mut hidden = list(&[INDEX]);
    hidden["@included"] = json!([]);
    let report = World::usual().with(LIST, &hidden).verify(&good());
    assert_eq!(report.verdict, Verdict::CouldNotCheck, "{report:#?}");
    assert!(report.sentence.contains("shows the badge as revoked"), "{}", report.sentence);
    // Statements without further meaning, in a form that could have one.
    let mut same_id = list(&[]);
    same_id["issuer"] = json!({"id": LIST, "type": "Profile"});
    assert_eq!(World::usual().with(LIST, &same_id).verify(&good()).verdict, Verdict::CouldNotCheck);
}

#[test]
fn a_suspension_counts_only_in_a_list_that_is_valid_now() {
    let suspended = |until: &str, set: &[u32]| {
        let mut badge = badge(ISSUER);
        badge["credentialStatus"]["statusPurpose"] = json!("suspension");
        let list = changed(set, |list| {
            list["credentialSubject"]["statusPurpose"] = json!("suspension");
            list["validUntil"] = json!(until);
        });
        World::usual().with(LIST, &list).verify(&signed(badge, ISSUER, &key(1)))
    };
    let report = suspended("2026-12-01T12:00:00Z", &[INDEX]);
    assert_check(&report, CheckName::Status, Outcome::Failed, "suspended");
    let report = suspended("2026-12-01T11:59:59Z", &[INDEX]);
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-expired");
    assert!(report.sentence.contains("shows the badge as suspended"), "{}", report.sentence);
    let report = suspended("2026-12-01T11:59:59Z", &[]);
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-expired");
}

/// Every list of an issuer with an Insignia ledger has an `id` and both dates: one without them did not come from its
/// signer.
#[test]
fn a_clear_list_without_id_or_dates_of_an_issuer_with_a_ledger_leaves_it_open() {
    let name = "badges.vrijhaven.example/ledger";
    let log = VerifierKey::new(name, key(9).verifying_key().to_bytes()).unwrap();
    let ledger = PublishedLedger::new("https://badges.vrijhaven.example/ledger", log).unwrap();
    let mut document = did::document(ISSUER, &[public(&key(1))]);
    document["service"] = json!([ledger.service(ISSUER)]);
    let status = |member: &str, set: &[u32]| {
        let list = changed(set, |list| {
            list.as_object_mut().unwrap().remove(member);
        });
        let report = World::usual().with(KEYS_AT, &document).with(LIST, &list).verify(&good());
        let check = check(&report, CheckName::Status).clone();
        (check.outcome, check.code)
    };
    for (member, code) in
        [("id", "status-list-id"), ("validFrom", "status-list-dates"), ("validUntil", "status-list-dates")]
    {
        assert_eq!(status(member, &[]), (Outcome::NotChecked, code.to_owned()), "{member}");
        assert_eq!(status(member, &[INDEX]), (Outcome::Failed, "revoked".to_owned()), "{member}");
    }
    assert_eq!(status("name", &[]).0, Outcome::Passed);
}

#[test]
fn a_date_of_a_list_without_a_zone_is_utc() {
    let until = |text: &str, set: &[u32]| with(set, |list| list["validUntil"] = json!(text));
    assert_check(&until("2026-12-01T12:00:00", &[]), CheckName::Status, Outcome::Passed, "not-revoked");
    assert_open(&until("2026-12-01T11:59:59", &[]), "status-list-expired", false);
    assert_revoked(&until("2026-12-01T12:00:00", &[INDEX]));
}

const V1: &str = "https://www.w3.org/2018/credentials/v1";
const STATUS_LIST_2021: &str = "https://w3id.org/vc/status-list/2021/v1";

/// Signed in the form of VC 1.1, with these contexts and the older names of the dates.
fn old(mut document: Value, contexts: Value) -> Value {
    document["@context"] = contexts;
    let members = document.as_object_mut().unwrap();
    for (new, old) in [("validFrom", "issuanceDate"), ("validUntil", "expirationDate")] {
        let date = members.remove(new).unwrap();
        members.insert(old.to_owned(), date);
    }
    let method = did::verification_method(ISSUER, &public(&key(1)));
    let suite = json!({"type": "Ed25519Signature2020", "cryptosuite": null});
    document["proof"] = json!([proof_with(&document, &key(1), &method, &suite)]);
    document
}

/// Lists of `StatusList2021` have their own context and types, and no `u` in front of the bits.
#[test]
fn a_badge_with_a_list_of_the_forerunner_is_read_under_its_published_context() {
    const ED25519: &str = "https://w3id.org/security/suites/ed25519-2020/v1";
    let mut badge = badge(ISSUER);
    badge["credentialStatus"]["type"] = json!("StatusList2021Entry");
    let open_badges = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
    let badge = old(badge, json!([V1, open_badges, STATUS_LIST_2021, ED25519]));
    let listed = |set: &[u32], change: &dyn Fn(&mut Value)| {
        let mut list = unsigned_list(set);
        list["type"] = json!(["VerifiableCredential", "StatusList2021Credential"]);
        let subject = &mut list["credentialSubject"];
        subject["type"] = json!("StatusList2021");
        subject.as_object_mut().unwrap().remove("ttl");
        let bits = subject["encodedList"].as_str().unwrap().trim_start_matches('u').to_owned();
        subject["encodedList"] = json!(bits);
        change(subject);
        World::usual().with(LIST, &old(list, json!([V1, STATUS_LIST_2021, ED25519]))).verify(&badge)
    };
    let clear = listed(&[], &|_| ());
    assert_check(&clear, CheckName::Status, Outcome::Passed, "not-revoked");
    assert_eq!(clear.verdict, Verdict::Valid, "{clear:#?}");
    assert!(!format!("{:?}", check(&clear, CheckName::Status)).contains("another encoding"));
    assert_revoked(&listed(&[INDEX], &|_| ()));
    let padded = listed(&[INDEX - 1], &|subject| {
        let bits = URL_SAFE_NO_PAD.decode(subject["encodedList"].as_str().unwrap()).unwrap();
        subject["encodedList"] = json!(base64::engine::general_purpose::STANDARD.encode(bits));
    });
    assert_check(&padded, CheckName::Status, Outcome::Passed, "not-revoked");
    assert!(format!("{:?}", check(&padded, CheckName::Status)).contains("another encoding"));
}

/// The list as the payload of a signed token.
fn token(payload: &Value, number: u8) -> String {
    let method = did::verification_method(ISSUER, &public(&key(1)));
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&json!({"alg": "EdDSA", "typ": "JWT", "kid": method})), part(payload));
    let signature = URL_SAFE_NO_PAD.encode(key(number).sign(signed.as_bytes()).to_bytes());
    format!("{signed}.{signature}")
}

fn claims(mut list: Value) -> Value {
    let seconds = |name: &str| at(list[name].as_str().unwrap()).millis() / 1000;
    let claims = json!({
        "iss": ISSUER, "jti": LIST, "sub": list["credentialSubject"]["id"],
        "nbf": seconds("validFrom"), "exp": seconds("validUntil"),
    });
    list.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
    list
}

#[test]
fn a_list_may_be_a_signed_token() {
    let status = |set: &[u32], number: u8| {
        let token = token(&claims(unsigned_list(set)), number);
        World::usual().with_bytes(LIST, token.as_bytes()).verify(&good())
    };
    assert_check(&status(&[], 1), CheckName::Status, Outcome::Passed, "not-revoked");
    assert_revoked(&status(&[INDEX], 1));
    assert_open(&status(&[], 2), "status-list-proof", false);
    assert_open(&status(&[INDEX], 2), "status-list-proof", true);
    let report = World::usual().with_bytes(LIST, b"eyJhbGciOiJub25lIn0.e30.").verify(&good());
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
}

/// VC-JOSE-COSE makes the claims optional; those present are binding.
#[test]
fn a_list_as_a_token_need_not_repeat_itself_in_claims() {
    let status = |set: &[u32], change: &dyn Fn(&mut Value)| {
        let mut payload = unsigned_list(set);
        change(&mut payload);
        World::usual().with_bytes(LIST, token(&payload, 1).as_bytes()).verify(&good())
    };
    assert_check(&status(&[], &|_| ()), CheckName::Status, Outcome::Passed, "not-revoked");
    assert_revoked(&status(&[INDEX], &|_| ()));
    let expired = |payload: &mut Value| payload["exp"] = json!(at("2026-12-01T11:00:00Z").millis() / 1000);
    let report = status(&[], &expired);
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-unsupported");
    let other = |payload: &mut Value| payload["iss"] = json!("did:web:evil.example");
    let report = status(&[], &other);
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-unsupported");
}

#[test]
fn an_expired_token_is_no_list_of_this_moment() {
    let old = |set: &[u32]| {
        let mut list = unsigned_list(set);
        list["validUntil"] = json!("2026-12-01T11:00:00Z");
        World::usual().with_bytes(LIST, token(&claims(list), 1).as_bytes()).verify(&good())
    };
    assert_open(&old(&[]), "status-list-expired", false);
    assert_revoked(&old(&[INDEX]));
}
