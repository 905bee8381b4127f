//! The permitted signers of a badge's list: its issuer, or the keeper that the issuer's own document names.

use credentials::did::{self, StatusListKeeper};
use credentials::verify::{CheckName, Need, Outcome, Verdict};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{
    INDEX, ISSUER, KEYS_AT, LIST, World, assert_check, badge, check, did_key, good, key, now, public, signed,
    unsigned_list,
};

const KEEPER: &str = "did:web:lists.example";
const KEEPER_KEYS: &str = "https://lists.example/.well-known/did.json";
const BELOW: &str = "https://badges.vrijhaven.example/status/";

/// The list of `issuer`, signed by `key(3)`.
fn list_of(issuer: &str, set: &[u32]) -> Value {
    let mut list = unsigned_list(set);
    list["issuer"] = json!(issuer);
    signed(list, issuer, &key(3))
}

/// The document of a DID with one key and these services.
fn document(did: &str, number: u8, services: &Value) -> Value {
    let mut document = did::document(did, &[public(&key(number))]);
    document["service"] = services.clone();
    document
}

fn service() -> Value {
    StatusListKeeper::new(ISSUER, KEEPER, BELOW).unwrap().service(ISSUER)
}

/// The issuer names services; the keeper publishes its key; its list has these bits.
fn world(services: &Value, set: &[u32]) -> World {
    World::usual()
        .with(KEYS_AT, &document(ISSUER, 1, services))
        .with(LIST, &list_of(KEEPER, set))
        .with(KEEPER_KEYS, &did::document(KEEPER, &[public(&key(3))]))
}

fn kept(set: &[u32]) -> World {
    world(&json!([service()]), set)
}

#[track_caller]
fn assert_foreign(report: &Report) {
    assert_check(report, CheckName::Status, Outcome::NotChecked, "status-list-issuer");
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
}

#[test]
fn the_list_of_a_keeper_that_the_issuer_names_decides_and_says_who_publishes_it() {
    let (report, asked) = kept(&[]).verify_for(good().to_string().as_bytes(), now(), None);
    assert_check(&report, CheckName::Status, Outcome::Passed, "not-revoked");
    assert_eq!(report.verdict, Verdict::Valid);
    assert!(check(&report, CheckName::Status).says.contains("which lists.example publishes"));
    let keys = Need::DidDocument { url: KEEPER_KEYS.to_owned(), did: KEEPER.to_owned() };
    assert_eq!(asked.last(), Some(&keys));
    let report = kept(&[INDEX]).verify(&good());
    assert_check(&report, CheckName::Status, Outcome::Failed, "revoked");
    assert!(report.sentence.contains("lists.example"), "{}", report.sentence);
}

#[test]
fn the_issuer_itself_still_signs_its_lists_where_it_names_a_keeper() {
    let own = crate::support::list(&[]);
    assert_eq!(kept(&[]).with(LIST, &own).verify(&good()).verdict, Verdict::Valid);
}

#[test]
fn a_keeper_s_list_is_not_believed_without_its_own_keys() {
    let report = kept(&[]).without(KEEPER_KEYS).verify(&good());
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-keys");
    let strangers = did::document(KEEPER, &[public(&key(4))]);
    let report = kept(&[INDEX]).with(KEEPER_KEYS, &strangers).verify(&good());
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-proof");
    assert!(report.sentence.contains("shows the badge as revoked"), "{}", report.sentence);
}

/// Anybody can sign a list, and an attacker who controls the web server can serve it at the signed address.
#[test]
fn a_revoked_badge_does_not_become_valid_by_a_list_that_somebody_else_signed() {
    let (report, asked) = world(&json!([]), &[]).verify_for(good().to_string().as_bytes(), now(), None);
    assert_foreign(&report);
    let sent_to_the_stranger = |need: &Need| need.url().is_some_and(|url| url.contains("lists.example"));
    assert!(!asked.iter().any(sent_to_the_stranger), "{asked:?}");
    let stranger = did_key(&key(3));
    assert_foreign(&World::usual().with(LIST, &list_of(&stranger, &[])).verify(&good()));
}

#[test]
fn a_set_bit_in_the_list_of_somebody_else_decides_nothing_and_is_shown() {
    let report = world(&json!([]), &[INDEX]).verify(&good());
    assert_foreign(&report);
    assert!(report.sentence.contains("shows the badge as revoked"), "{}", report.sentence);
    assert!(report.sentence.contains("lists.example"), "{}", report.sentence);
}

#[test]
fn a_keeper_counts_only_for_lists_below_the_address_that_the_issuer_names() {
    for (endpoint, counts) in [
        (BELOW, true),
        ("https://BADGES.vrijhaven.example:443/status/", true),
        ("https://badges.vrijhaven.example/", true),
        ("https://badges.vrijhaven.example/status", false),
        ("https://badges.vrijhaven.example/status/7", false),
        ("https://badges.vrijhaven.example/status/7/", false),
        ("https://badges.vrijhaven.example/other/", false),
        ("https://badges.vrijhaven.example/other/../status/", false),
        ("https://badges.vrijhaven.example/status/?x", false),
        ("https://badges.vrijhaven.example/status/#x", false),
        ("https://badges.vrijhaven.example:8443/status/", false),
        ("http://badges.vrijhaven.example/status/", false),
        ("https://lists.example/status/", false),
    ] {
        let mut service = service();
        service["serviceEndpoint"] = json!(endpoint);
        let report = world(&json!([service]), &[]).verify(&good());
        let code = check(&report, CheckName::Status).code.clone();
        assert_eq!(code, if counts { "not-revoked" } else { "status-list-issuer" }, "{endpoint}");
    }
}

#[test]
fn a_badge_that_names_an_address_outside_the_keeper_s_finds_no_list_there() {
    for elsewhere in [
        "https://badges.vrijhaven.example/status/../keys/7",
        "https://badges.vrijhaven.example/status/%2e%2e/keys/7",
        "https://badges.vrijhaven.example/statusx/7",
    ] {
        let mut badge = badge(ISSUER);
        badge["credentialStatus"]["statusListCredential"] = json!(elsewhere);
        let mut list = unsigned_list(&[]);
        list["id"] = json!(elsewhere);
        list["issuer"] = json!(KEEPER);
        let world = kept(&[]).with(elsewhere, &signed(list, KEEPER, &key(3)));
        assert_foreign(&world.verify(&signed(badge, ISSUER, &key(1))));
    }
}

#[test]
fn a_keeper_is_named_by_the_issuer_s_own_document_in_exactly_one_form() {
    let stranger = did_key(&key(3));
    let changed = |member: &str, value: Value| {
        let mut service = service();
        service[member] = value;
        json!([service])
    };
    for services in [
        changed("keeper", json!("did:web:others.example")),
        changed("keeper", json!([KEEPER])),
        changed("type", json!("StatusListService")),
        changed("id", json!("did:web:lists.example#status")),
        json!([service(), service()]),
        service(),
    ] {
        assert_foreign(&world(&services, &[]).verify(&good()));
    }
    let by_key = changed("keeper", json!(stranger));
    assert_foreign(&world(&by_key, &[]).with(LIST, &list_of(&stranger, &[])).verify(&good()));
}

#[test]
fn a_keeper_that_a_keeper_names_does_not_count() {
    let second = "did:web:second.example";
    let of_the_keeper = StatusListKeeper::new(KEEPER, second, BELOW).unwrap().service(KEEPER);
    let world = kept(&[])
        .with(KEEPER_KEYS, &document(KEEPER, 3, &json!([of_the_keeper, service()])))
        .with("https://second.example/.well-known/did.json", &did::document(second, &[public(&key(3))]))
        .with(LIST, &list_of(second, &[]));
    assert_foreign(&world.verify(&good()));
}

#[test]
fn an_issuer_without_a_fetched_document_has_no_keeper() {
    let issuer = did_key(&key(1));
    let badge = signed(badge(&issuer), &issuer, &key(1));
    let report = kept(&[]).verify(&badge);
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-issuer");
}
