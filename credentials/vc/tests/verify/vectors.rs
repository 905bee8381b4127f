//! 1EdTech's own badges, and the worked example, with the outcomes stated in their notes.

use std::path::Path;

use credentials::did;
use credentials::multikey::PublicKey;
use credentials::verify::{CheckName, Outcome, Verdict};
use messages::verification::Report;
use serde_json::Value;

use crate::support::{World, assert_check, now, said};

const FOLDER: &str = "../../tests/vectors/1edtech-ob30";
/// The keys that those badges name: the second in the pictures, the third in the one after VC 1.1.
const KEYS: [&str; 3] = [
    "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",
    "z6MkrvfzkMnvCroEUP2DVc9SHPE48CRsvHiVSusHioxTYu1x",
    "z6MknNHHrBzPytzu6CUBP9Lg7fg4KSBjzimc2Frh693YbMiv",
];
/// All valid ones of a supported form.
const GOOD: [&str; 7] = [
    "simple.json",
    "simple.1ob",
    "simple-context-alias.json",
    "simple-did-web-method.json",
    "simple-json.png",
    "simple-json.svg",
    "simple_v1.json",
];

fn read(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(FOLDER).join(name)).unwrap()
}

/// A world in which each issuer publishes the key that its badge names. (None of them does; see the note in the
/// folder of the vectors.)
fn published() -> World {
    let keys = KEYS.map(|key| PublicKey::parse(key).unwrap());
    let issuers = ["https://example.com/issuers/876543", "https://1edtech.edu/issuers/565049"];
    issuers.iter().fold(World::default(), |world, issuer| world.with(issuer, &did::document(issuer, &keys)))
}

fn verified(name: &str, world: &World) -> Report {
    world.verify_bytes(&read(name), now())
}

#[test]
fn badges_of_1edtech_are_intact_and_who_signed_them_is_not_shown_by_them() {
    for name in GOOD {
        let report = verified(name, &World::default());
        println!("{name}: {}", report.sentence);
        assert_check(&report, CheckName::Proof, Outcome::Passed, "unchanged");
        assert_check(&report, CheckName::IssuerBinding, Outcome::NotChecked, "issuer-unreachable");
        assert_eq!(report.verdict, Verdict::CouldNotCheck, "{name}");
    }
}

#[test]
fn badges_of_1edtech_are_genuine_where_the_issuer_publishes_its_key() {
    for name in GOOD {
        let report = verified(name, &published());
        assert_eq!(report.verdict, Verdict::Valid, "{name}: {report:#?}");
        assert!(report.sentence.starts_with("Issued by "), "{}", report.sentence);
    }
}

#[test]
fn the_fullest_badge_of_1edtech_is_read_whole() {
    let report = verified("complete.json", &published());
    println!("complete.json: {:?}", said(&report));
    for name in [CheckName::Format, CheckName::Context, CheckName::PlainForm, CheckName::Conformance] {
        assert_eq!(crate::support::check(&report, name).outcome, Outcome::Passed, "{report:#?}");
    }
    assert_check(&report, CheckName::Proof, Outcome::Passed, "unchanged");
}

#[test]
fn what_1edtech_refuses_is_refused() {
    let cases = [
        ("simple-noproof.json", CheckName::Proof, "no-proof"),
        ("simple-err-proof-value.json", CheckName::Proof, "changed"),
        ("simple-err-expired.json", CheckName::Validity, "expired"),
        ("simple-err-type.json", CheckName::Format, "not-a-badge"),
    ];
    for world in [World::default(), published()] {
        for (name, check, code) in cases {
            let report = verified(name, &world);
            println!("{name}: {:?}", said(&report));
            assert_check(&report, check, Outcome::Failed, code);
            assert!(matches!(report.verdict, Verdict::NotValid | Verdict::NotACredential));
        }
    }
}

#[test]
fn what_departs_from_the_schemas_is_remarked_with_its_place() {
    for (name, place) in
        [("simple-err-issuer-type.json", "/issuer/type"), ("simple-err-evidence-type.json", "/evidence")]
    {
        let report = verified(name, &published());
        assert_check(&report, CheckName::Conformance, Outcome::Passed, "deviates");
        let remarks = &crate::support::check(&report, CheckName::Conformance).remarks;
        let pointer = remarks[0].pointer.as_deref().unwrap();
        assert!(remarks[0].code == "structure-type" && pointer.starts_with(place), "{name}: {remarks:?}");
    }
}

/// Their headers name no key, their second vocabulary is a draft's, and they contain no achievement. Their notes call
/// them valid because that validator's tests supply the key; nobody else can check them.
#[test]
fn tokens_of_1edtech_that_name_no_key_are_read_and_never_valid() {
    for name in ["simple.jwt", "simple-jwt.png", "simple-jwt.svg"] {
        let report = verified(name, &published());
        println!("{name}: {:?}", said(&report));
        assert_ne!(report.verdict, Verdict::Valid);
        assert_ne!(report.verdict, Verdict::NotACredential, "{name} is read: {report:#?}");
        assert_eq!(report.badge, None);
    }
}

#[test]
fn the_worked_example_is_genuine() {
    let text = include_str!("../fixtures/ob3-minimal-signed.json");
    let badge: Value = serde_json::from_str(text).unwrap();
    let issuer = badge["issuer"]["id"].as_str().unwrap();
    let key = PublicKey::parse("z6Mkvmr6MowuwBxAwqtd7JUHoP5RqqQ9TMfbLPpaCymkozCu").unwrap();
    let keys = did::document(issuer, &[key]);
    let world = World::default().with("https://badges.northfield.example/issuers/7f3a/did.json", &keys);
    let report = world.verify_bytes(text.as_bytes(), now());
    let sentence = "Genuine. Issued by badges.northfield.example/issuers/7f3a on 2 March 2026.";
    assert_eq!(said(&report), (Verdict::Valid, sentence.to_owned()));
}
