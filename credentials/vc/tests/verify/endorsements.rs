//! Embedded endorsements: each verified on its own, none of them decides about the badge.

use credentials::did;
use credentials::verify::{About, CheckName, Need, Options, Outcome, Verdict};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::ledgers;
use crate::support::{BADGE, ISSUER, World, assert_check, badge, check, did_key, key, now, public, signed};

const ENDORSER: &str = "did:web:accreditor.example";
const ENDORSER_KEYS: &str = "https://accreditor.example/.well-known/did.json";

fn unsigned(about: &str) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "https://accreditor.example/endorsements/1",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Good standing",
        "issuer": {"id": ENDORSER, "type": ["Profile"], "name": "The accreditor"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": about, "type": ["EndorsementSubject"], "endorsementComment": "In good standing."},
    })
}

fn endorsement(about: &str) -> Value {
    signed(unsigned(about), ENDORSER, &key(5))
}

fn world() -> World {
    World::usual().with(ENDORSER_KEYS, &did::document(ENDORSER, &[public(&key(5))]))
}

fn endorsed(endorsements: Value) -> Value {
    let mut badge = badge(ISSUER);
    badge["endorsement"] = endorsements;
    signed(badge, ISSUER, &key(1))
}

fn with(endorsement: &Value) -> Report {
    world().verify(&endorsed(json!([endorsement])))
}

#[test]
fn a_good_endorsement_of_the_badge_its_achievement_or_its_issuer_is_told_with_its_words() {
    let achievement = badge(ISSUER)["credentialSubject"]["achievement"]["id"].as_str().unwrap().to_owned();
    for (about, what) in
        [(BADGE, About::Badge), (achievement.as_str(), About::Achievement), (ISSUER, About::Issuer)]
    {
        let report = with(&endorsement(about));
        assert_eq!(report.verdict, Verdict::Valid);
        assert_check(&report, CheckName::Endorsements, Outcome::Passed, "endorsed");
        let [one] = report.endorsements.as_slice() else { panic!("{report:#?}") };
        assert_eq!((one.verdict, one.about), (Verdict::Valid, what), "{one:#?}");
        assert_eq!(one.comment.as_deref(), Some("In good standing."));
        assert_eq!(one.sentence, "Signed by accreditor.example.");
    }
}

#[test]
fn an_endorsement_stands_with_the_achievement_or_profile_that_it_is_about() {
    let mut badge = badge(ISSUER);
    let creator = "https://faculty.example";
    badge["credentialSubject"]["achievement"]["creator"] =
        json!({"id": creator, "type": ["Profile"], "endorsement": [endorsement(creator)]});
    let report = world().verify(&signed(badge, ISSUER, &key(1)));
    assert_eq!(report.endorsements[0].about, About::Bearer);
    assert_check(&report, CheckName::Endorsements, Outcome::Passed, "endorsed");
}

#[test]
fn an_endorsement_of_something_else_does_not_count_and_is_told() {
    let report = with(&endorsement("https://other.example/badge"));
    assert_eq!((report.verdict, report.endorsements[0].about), (Verdict::Valid, About::SomethingElse));
    let endorsements = check(&report, CheckName::Endorsements);
    assert_eq!(endorsements.outcome, Outcome::NotApplicable);
    assert!(endorsements.says.contains("1 valid, but about something else"), "{}", endorsements.says);
    assert!(!endorsements.remarks.is_empty());
}

#[test]
fn an_endorsement_that_is_not_good_is_reported_on_itself_and_leaves_the_badge() {
    let mut tampered = endorsement(BADGE);
    tampered["credentialSubject"]["endorsementComment"] = json!("Excellent.");
    let mut expired = unsigned(BADGE);
    expired["validUntil"] = json!("2026-06-01T00:00:00Z");
    for (bad, check_name, code) in [
        (tampered, CheckName::Proof, "changed"),
        (signed(expired, ENDORSER, &key(5)), CheckName::Validity, "expired"),
        (signed(unsigned(BADGE), ENDORSER, &key(6)), CheckName::IssuerBinding, "unknown-key"),
        (unsigned(BADGE), CheckName::Proof, "no-proof"),
    ] {
        let report = with(&bad);
        assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
        let one = &report.endorsements[0];
        let failed = one.checks.iter().find(|check| check.outcome == Outcome::Failed).unwrap();
        assert_eq!((failed.name, failed.code.as_str()), (check_name, code));
        assert_eq!((one.verdict, &one.comment), (Verdict::NotValid, &None));
        assert_check(&report, CheckName::Endorsements, Outcome::NotApplicable, "no-good-endorsement");
    }
}

#[test]
fn one_good_and_one_bad_endorsement_are_a_pass_with_a_warning() {
    let mut tampered = endorsement(BADGE);
    tampered["name"] = json!("Other");
    let report = world().verify(&endorsed(json!([tampered, endorsement(BADGE)])));
    let check = check(&report, CheckName::Endorsements);
    assert_eq!((check.outcome, !check.remarks.is_empty()), (Outcome::Passed, true));
    assert_eq!(check.says, "The badge contains 2 endorsements: 1 valid, 1 not valid.");
}

#[test]
fn an_endorser_that_cannot_be_reached_leaves_its_endorsement_open() {
    let report = World::usual().verify(&endorsed(json!([endorsement(BADGE)])));
    assert_eq!(report.verdict, Verdict::Valid);
    assert_eq!(report.endorsements[0].verdict, Verdict::CouldNotCheck);
    assert_check(&report, CheckName::Endorsements, Outcome::NotChecked, "endorsements-not-checked");
}

#[test]
fn many_endorsements_of_one_endorser_ask_for_its_keys_once_and_end_at_eight() {
    let many: Vec<Value> = (0..30).map(|_| endorsement(BADGE)).collect();
    let (report, asked) = world().verify_for(endorsed(json!(many)).to_string().as_bytes(), now(), None);
    let keys = asked.iter().filter(|need| need.url() == Some(ENDORSER_KEYS)).count();
    assert_eq!((keys, report.endorsements.len()), (1, 8));
    assert!(check(&report, CheckName::Endorsements).says.contains("22 not checked"));
}

#[test]
fn endorsements_of_many_hosts_do_not_make_us_ask_without_end() {
    let one = |number: usize| {
        let issuer = format!("did:web:endorser-{number}.example");
        let mut one = unsigned(BADGE);
        one["issuer"]["id"] = json!(issuer);
        one["credentialStatus"] = (0..4)
            .map(|list| {
                json!({"id": format!("https://endorser-{number}.example/{list}#1"), "type": "BitstringStatusListEntry",
                    "statusPurpose": "revocation", "statusListIndex": "1",
                    "statusListCredential": format!("https://endorser-{number}.example/{list}")})
            })
            .collect();
        (did::document(&issuer, &[public(&key(5))]), signed(one, &issuer, &key(5)))
    };
    let made: Vec<(Value, Value)> = (0..8).map(one).collect();
    let world = made.iter().enumerate().fold(World::usual(), |world, (number, (keys, _))| {
        world.with(&format!("https://endorser-{number}.example/.well-known/did.json"), keys)
    });
    let badge = endorsed(made.iter().map(|(_, endorsement)| endorsement.clone()).collect());
    let (report, asked) = world.verify_for(badge.to_string().as_bytes(), now(), None);
    assert_eq!(asked.len(), credentials::verify::Verification::MOST_NEEDS);
    assert_eq!((report.verdict, report.endorsements.len()), (Verdict::Valid, 8));
}

#[test]
fn an_endorsements_own_endorsements_are_not_followed() {
    let mut outer = unsigned(BADGE);
    let mut inner = unsigned(ENDORSER);
    inner["id"] = json!("https://accreditor.example/endorsements/2");
    outer["issuer"]["endorsement"] = json!([signed(inner, ENDORSER, &key(5))]);
    let report = with(&signed(outer, ENDORSER, &key(5)));
    assert_eq!(report.endorsements.len(), 1);
    let inner = &report.endorsements[0];
    assert_eq!(inner.verdict, Verdict::Valid, "{inner:#?}");
    let nested = inner.checks.iter().find(|check| check.name == CheckName::Endorsements).unwrap();
    assert_eq!(nested.code, "no-endorsements");
}

#[test]
fn nothing_is_asked_on_behalf_of_a_badge_that_is_not_good() {
    let mut bad = endorsed(json!([endorsement(BADGE)]));
    bad["name"] = json!("Other");
    let (report, asked) = world().verify_for(bad.to_string().as_bytes(), now(), None);
    assert!(report.endorsements.is_empty());
    assert!(asked.iter().all(|need| !matches!(need, Need::StatusList { .. })));
    assert!(!asked.iter().any(|need| need.url() == Some(ENDORSER_KEYS)), "{asked:?}");
}

#[test]
fn an_endorser_for_whom_nobody_vouches_makes_no_good_endorsement() {
    let anybody = did_key(&key(5));
    let mut unsigned = unsigned(BADGE);
    unsigned["issuer"]["id"] = json!(anybody);
    let badge = endorsed(json!([signed(unsigned, &anybody, &key(5))]));
    let report = world().verify(&badge);
    assert_eq!((report.verdict, report.endorsements[0].verdict), (Verdict::Valid, Verdict::Unvouched));
    assert_eq!(report.endorsements[0].comment, None, "anybody can praise a badge");
    let endorsements = check(&report, CheckName::Endorsements);
    assert_eq!(
        (endorsements.outcome, endorsements.code.as_str()),
        (Outcome::NotChecked, "endorsements-not-checked")
    );
    assert_eq!(
        endorsements.says,
        "The badge contains 1 endorsement: 1 by an issuer that nobody vouches for."
    );
    let report = world().verify_under(&badge, &Options::default().trusting(anybody));
    assert_eq!(report.endorsements[0].verdict, Verdict::Valid);
    assert_check(&report, CheckName::Endorsements, Outcome::Passed, "endorsed");
}

/// An endorsement by an issuer with a ledger is looked up like a badge: a copied key endorses nothing.
#[test]
fn an_endorsement_counts_only_if_the_ledger_that_its_issuer_publishes_holds_it() {
    let mut unsigned = unsigned(BADGE);
    unsigned["id"] = json!("https://badges.vrijhaven.example/credentials/02");
    unsigned["issuer"]["id"] = json!(ISSUER);
    let endorsement = signed(unsigned, ISSUER, &key(1));
    let badge = endorsed(json!([endorsement]));
    let world =
        ledgers::world().with(&ledgers::place(&badge), &ledgers::shown(&badge, &key(1), &ledgers::log_key()));

    let entered = ledgers::shown_as("other-credential", &endorsement, &key(1), &ledgers::log_key());
    let report = world.clone().with(&ledgers::place(&endorsement), &entered).verify(&badge);
    assert_eq!(report.verdict, Verdict::Valid);
    assert_check(&report, CheckName::Endorsements, Outcome::Passed, "endorsed");

    let absent = json!({"credential": endorsement["id"], "inLedger": false});
    let report = world.clone().with(&ledgers::place(&endorsement), &absent).verify(&badge);
    assert_eq!((report.verdict, report.endorsements[0].verdict), (Verdict::Valid, Verdict::NotValid));
    assert_check(&report, CheckName::Endorsements, Outcome::NotApplicable, "no-good-endorsement");

    let report = world.verify(&badge);
    assert_eq!((report.verdict, report.endorsements[0].verdict), (Verdict::Valid, Verdict::CouldNotCheck));
}
