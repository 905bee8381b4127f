//! The identity of the issuer: the proven part, and its own claims.

use credentials::did;
use credentials::verify::{CheckName, Identity, Options, Outcome, TrustList, Verdict};
use serde_json::{Value, json};

use crate::ledgers::{log_key, place_in, published_at, shown_in};
use crate::support::{ISSUER, World, assert_check, badge, did_key, good, key, public, signed};

/// A badge by a key, and with a name, that anybody could have made.
fn self_made() -> Value {
    badge_at("https://badges.harvard.example/credentials/01")
}

fn badge_at(id: &str) -> Value {
    let issuer = did_key(&key(4));
    let mut badge = badge(&issuer);
    badge["id"] = json!(id);
    badge["issuer"]["name"] = json!("Harvard University");
    badge.as_object_mut().unwrap().remove("credentialStatus");
    signed(badge, &issuer, &key(4))
}

#[test]
fn a_self_made_key_with_a_famous_name_is_unaltered_and_nobody_vouches_for_it() {
    let report = World::default().verify(&self_made());
    assert_eq!((report.verdict, report.verdict.exit_code()), (Verdict::Unvouched, 2), "{report:#?}");
    assert_eq!(report.identity, Identity::None);
    assert_eq!(report.headline, "Unaltered, but nobody vouches for the issuer.");
    assert_check(&report, CheckName::Identity, Outcome::NotChecked, "nobody-vouches");
    for text in [&report.headline, &report.sentence] {
        assert!(!text.contains("Harvard") && !text.contains("enuine"), "{text}");
    }
    assert!(report.detail.unwrap().contains("“Harvard University” is the issuer’s own claim"));
}

#[test]
fn an_issuer_that_the_reader_pinned_is_compared_exactly() {
    let issuer = did_key(&key(4));
    let under = |id: &str| World::default().verify_under(&self_made(), &Options::default().trusting(id));
    let report = under(&issuer);
    assert_eq!((report.verdict, &report.identity), (Verdict::Valid, &Identity::Pinned));
    assert!(
        report.sentence.starts_with("Issued by an issuer that you trust, to “Maren"),
        "{}",
        report.sentence
    );
    for other in [format!("{issuer}#1"), issuer.to_uppercase(), format!(" {issuer}"), did_key(&key(5))] {
        assert_eq!(under(&other).verdict, Verdict::Unvouched, "{other}");
    }
}

#[test]
fn a_trust_list_names_the_issuer_and_whose_list_it_is() {
    let registry = json!({"meta": {}, "registry": {did_key(&key(4)): {"name": "Harbour School"}}});
    let list = TrustList::parse("the consortium", registry.to_string().as_bytes()).unwrap();
    let report = World::default().verify_under(&self_made(), &Options::default().with_trust_list(list));
    let listed = Identity::Listed { name: "Harbour School".to_owned(), owner: "the consortium".to_owned() };
    assert_eq!((report.verdict, &report.identity), (Verdict::Valid, &listed));
    let start = "Issued by Harbour School, an issuer in the list of the consortium, to “Maren";
    assert!(report.sentence.starts_with(start), "{}", report.sentence);
    assert!(!report.sentence.contains("Harvard"));
}

#[test]
fn identity_replaces_no_check() {
    let mut altered = self_made();
    altered["name"] = json!("Another badge");
    let pinned = Options::default().trusting(did_key(&key(4)));
    let report = World::default().verify_under(&altered, &pinned);
    assert_eq!((report.verdict, report.identity), (Verdict::NotValid, Identity::None));
    let unreachable = World::default().verify_under(&good(), &Options::default().trusting(ISSUER));
    assert_eq!(unreachable.verdict, Verdict::CouldNotCheck, "the key must still be fetched");
}

#[test]
fn a_domain_is_proven_by_a_fetched_document_and_not_by_a_file() {
    let report = World::usual().verify(&good());
    let domain =
        Identity::Domain { host: "badges.vrijhaven.example".to_owned(), path: None, fetched_by: None };
    assert_eq!((report.verdict, report.identity), (Verdict::Valid, domain));
    let offline = World::usual().verify_under(&good(), &Options::default().without_network());
    assert_eq!((offline.verdict, offline.identity), (Verdict::Unvouched, Identity::None));
    let pinned = Options::default().without_network().trusting(ISSUER);
    assert_eq!(World::usual().verify_under(&good(), &pinned).identity, Identity::Pinned);
}

#[test]
fn host_port_and_path_are_named_and_a_host_is_never_shortened() {
    let host = format!("{}.example", ["a".repeat(60).as_str(); 3].join("."));
    let path = format!("issuers:{}:end", "b".repeat(90));
    let issuer = format!("did:web:{}%3A8443:{path}", host.to_uppercase());
    let url = format!("https://{}:8443/{}/did.json", host.to_uppercase(), path.replace(':', "/"));
    let mut unsigned = badge(&issuer);
    unsigned.as_object_mut().unwrap().remove("credentialStatus");
    let signed = signed(unsigned, &issuer, &key(1));
    let report = World::default().with(&url, &did::document(&issuer, &[public(&key(1))])).verify(&signed);
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    let named = format!("Issued by {host}:8443/issuers/bbb");
    assert!(report.sentence.starts_with(&named), "{}", report.sentence);
    assert!(
        report.sentence.contains("…") && report.sentence.contains("bbb/end to “Maren"),
        "{}",
        report.sentence
    );
}

const OWN: &str = "http://localhost:3000";

/// A badge of the installation at this address; its profile names its ledger, which contains the badge.
fn installation(own: &str) -> (Value, World) {
    let mine = badge_at(&format!("{own}/credentials/01"));
    let ledger = published_at(&format!("{own}/ledger"));
    let named = json!({"address": ledger.address, "key": ledger.key.to_string()});
    let profile = json!({"id": did_key(&key(4)), "name": "Vrijhaven", "ledger": named});
    let shown = shown_in(&ledger, &mine, &key(4), &log_key());
    let world = World::default().with(&place_in(&ledger, &mine), &shown).with(&did_key(&key(4)), &profile);
    (mine, world)
}

#[test]
fn a_key_in_the_ledger_of_the_installation_on_this_computer_is_called_that() {
    let (mine, world) = installation(OWN);
    let report = world.verify_under(&mine, &Options::default().with_own(OWN));
    assert_eq!(
        (report.verdict, &report.identity),
        (Verdict::Valid, &Identity::OwnInstallation),
        "{report:#?}"
    );
    assert_check(&report, CheckName::Ledger, Outcome::Passed, "in-ledger");
    assert!(report.sentence.contains("a key of the installation on this computer"), "{}", report.sentence);
    assert_eq!(
        world.verify(&mine).verdict,
        Verdict::Unvouched,
        "nothing is asked of an installation unnamed"
    );
}

#[test]
fn outside_loopback_an_installation_vouches_for_no_key() {
    for own in ["https://badges.vrijhaven.example", "http://localhost.evil.example", "http://10.0.0.1"] {
        let (mine, world) = installation(own);
        let report = world.verify_under(&mine, &Options::default().with_own(own));
        assert_eq!((report.verdict, report.identity), (Verdict::Unvouched, Identity::None), "{own}");
    }
}

#[test]
fn a_profile_without_an_entry_in_the_ledger_is_no_identity() {
    let (mine, world) = installation(OWN);
    let place = place_in(&published_at("http://localhost:3000/ledger"), &mine);
    let options = Options::default().with_own(OWN);
    let silent = world.clone().without(&place).verify_under(&mine, &options);
    assert_eq!((silent.verdict, silent.identity), (Verdict::CouldNotCheck, Identity::None));
    let refused = world.with(&place, &json!({"inLedger": false})).verify_under(&mine, &options);
    assert_eq!(refused.verdict, Verdict::NotValid);
    // A ledger at another address is not that of the installation.
    let (_, other) = installation("http://localhost:4000");
    let report = other.verify_under(&mine, &options);
    assert_eq!((report.verdict, report.identity), (Verdict::Unvouched, Identity::None));
}

#[test]
fn a_bare_key_in_a_ledger_whose_checkpoint_key_is_pinned_is_identified() {
    let (mine, world) = installation("https://badges.vrijhaven.example");
    let ledger = published_at("https://badges.vrijhaven.example/ledger");
    let report = world.verify_under(&mine, &Options::default().with_ledger_key(ledger.key.clone()));
    assert_eq!((report.verdict, &report.identity), (Verdict::Valid, &Identity::PinnedLedger), "{report:#?}");
    let elsewhere = published_at("https://badges.other.example/ledger");
    let report = world.verify_under(&mine, &Options::default().with_ledger_key(elsewhere.key));
    assert_eq!((report.verdict, report.identity), (Verdict::Unvouched, Identity::None));
    let place = place_in(&ledger, &mine);
    let report = world.without(&place).verify_under(&mine, &Options::default().with_ledger_key(ledger.key));
    assert_eq!((report.verdict, report.identity), (Verdict::CouldNotCheck, Identity::None));
}

#[test]
fn in_a_strict_verification_each_remark_counts_as_a_failed_check() {
    let mut loose = badge(ISSUER);
    loose["credentialSubject"]["achievement"].as_object_mut().unwrap().remove("criteria");
    let loose = signed(loose, ISSUER, &key(1));
    let report = World::usual().verify(&loose);
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    assert_check(&report, CheckName::Conformance, Outcome::Passed, "deviates");
    let strict = World::usual().verify_under(&loose, &Options::default().strictly());
    assert_eq!(
        (strict.verdict, strict.headline.as_str()),
        (Verdict::NotValid, "Not in the form of the standard.")
    );
    assert_check(&strict, CheckName::Conformance, Outcome::Failed, "structure-missing");
    assert_eq!(World::usual().verify_under(&good(), &Options::default().strictly()).verdict, Verdict::Valid);
}

#[test]
fn a_badge_without_an_id_is_shown_with_what_it_has() {
    let mut less = badge(ISSUER);
    less.as_object_mut().unwrap().remove("id");
    let report = World::usual().verify(&signed(less, ISSUER, &key(1)));
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    let summary = report.badge.unwrap();
    assert_eq!((summary.name.as_str(), summary.credential_id.as_str()), ("Coastal Flood Modelling", ""));
}
