//! Real inputs whose form differs from the standards, or exceeds a limit of ours (`tests/vectors/cases`).

use std::path::Path;

use credentials::verify::{CheckName, Options, Outcome, Verdict, Verification};
use messages::verification::Report;
use serde_json::{Value, json};

use crate::support::{ISSUER, LIST, World, assert_check, at, badge, check, good, key, list, now, signed};

/// The file of a case.
fn case(name: &str) -> Vec<u8> {
    std::fs::read(Path::new("../../tests/vectors/cases").join(name)).unwrap()
}

/// Verifies a case whose issuer the reader trusts.
fn trusted(input: &[u8], options: Options) -> Report {
    let text = String::from_utf8_lossy(input);
    let issuer =
        text.find("did:key:").and_then(|from| text[from..].split(['"', '#']).next()).unwrap_or_default();
    let options = options.trusting(issuer);
    World::default().finish(Verification::begin_under(input, &options, at("2026-11-29T20:29:57Z"))).0
}

fn verdicts(name: &str) -> (Report, Report) {
    let input = case(name);
    (trusted(&input, Options::default()), trusted(&input, Options::default().strictly()))
}

fn pointers(report: &Report) -> Vec<&str> {
    report.checks.iter().flat_map(|check| &check.remarks).filter_map(|one| one.pointer.as_deref()).collect()
}

#[test]
fn a_deviation_from_the_schemas_is_remarked_by_its_place_and_fails_only_strictly() {
    for (name, pointer) in [
        ("18-identifier-object/badge.json", "/credentialSubject/identifier"),
        ("39-image-as-string/badge.json", "/credentialSubject/achievement/image"),
        ("23-no-time-zone/badge-no-zone.json", "/validFrom"),
    ] {
        let (lenient, strict) = verdicts(name);
        assert!(pointers(&lenient).contains(&pointer), "{name}: {lenient:#?}");
        assert_check(&lenient, CheckName::Conformance, Outcome::Passed, "deviates");
        assert_eq!(lenient.verdict, Verdict::Valid, "{name}: {lenient:#?}");
        assert_ne!(strict.verdict, Verdict::Valid, "{name}");
    }
}

#[test]
fn empty_arrays_coordinates_and_dates_with_offsets_are_genuine_even_strictly() {
    for name in [
        "33-empty-arrays/badge.json",
        "32-coordinates/long.json",
        "32-coordinates/short.json",
        "13-offset-dates/badge.json",
        "31-large-embedded-picture/badge-800k.json",
        "31-large-embedded-picture/badge-1200k.json",
        "24-unknown-suite-first/badge.json",
        "41-svg-doctype/doctype.svg",
    ] {
        let (lenient, strict) = verdicts(name);
        assert_eq!(
            (lenient.verdict, strict.verdict),
            (Verdict::Valid, Verdict::Valid),
            "{name}: {lenient:#?}"
        );
    }
}

#[test]
fn what_is_not_covered_here_is_left_open_by_name() {
    for (name, says) in [
        ("45-inline-context/badge.json", "definitions of its own"),
        ("24-unknown-suite-first/only.json", "eddsa-2022"),
        ("25-ed25519signature2018/badge.json", "Ed25519Signature2018"),
        ("41-svg-doctype/entities.svg", "entities"),
    ] {
        let (report, _) = verdicts(name);
        assert_eq!(report.verdict, Verdict::CouldNotCheck, "{name}: {report:#?}");
        assert!(report.sentence.contains(says), "{name}: {}", report.sentence);
    }
}

#[test]
fn what_is_false_is_false() {
    for (name, code) in [
        ("14-created-no-date/badge.json", "proof-malformed"),
        ("43-tampered-in-presentation/badge.json", "changed"),
        ("44-console-log-output/badge.txt", "malformed-json"),
        ("12-few-seconds-early/badge.json", "not-yet-valid"),
    ] {
        let (report, _) = verdicts(name);
        assert_eq!(report.verdict.exit_code(), 1, "{name}: {report:#?}");
        assert!(report.checks.iter().any(|check| check.code == code), "{name}: {report:#?}");
    }
    let (early, _) = verdicts("12-few-seconds-early/badge.json");
    assert!(early.sentence.contains(':') && early.sentence.contains("UTC"), "{}", early.sentence);
}

#[test]
fn a_set_revocation_bit_is_reported_whatever_the_schemas_say_of_the_badge() {
    let mut deviating = badge(ISSUER);
    deviating["credentialSubject"]["achievement"].as_object_mut().unwrap().remove("criteria");
    deviating["credentialSubject"]["identifier"] = deviating["credentialSubject"]["identifier"][0].clone();
    deviating["credentialStatus"].as_object_mut().unwrap().remove("id");
    let deviating = signed(deviating, ISSUER, &key(1));
    let clear = World::usual().verify(&deviating);
    assert_eq!(clear.verdict, Verdict::Valid, "{clear:#?}");
    assert!(pointers(&clear).contains(&"/credentialStatus/id"), "{clear:#?}");
    let revoked = World::usual().with(LIST, &list(&[crate::support::INDEX])).verify(&deviating);
    assert_check(&revoked, CheckName::Status, Outcome::Failed, "revoked");
    assert_eq!(revoked.verdict, Verdict::NotValid);
    let open = World::usual().without(LIST).verify(&deviating);
    assert_eq!(open.verdict, Verdict::CouldNotCheck);
}

/// A name, a change of a badge, and the code of its fault.
type Faulty = (&'static str, fn(&mut Value), &'static str);

/// Each fault of the plain form, under a proof that covers it.
#[test]
fn what_the_verdict_reads_is_there_once() {
    let cases: [Faulty; 6] = [
        (
            "two issuers",
            |badge| badge["issuer"] = json!([badge["issuer"], {"id": "did:example:2", "type": ["Profile"]}]),
            "no-issuer",
        ),
        (
            "two subjects",
            |badge| {
                badge["credentialSubject"] =
                    json!([badge["credentialSubject"], {"id": "urn:x", "type": ["AchievementSubject"]}]);
            },
            "not-one-each",
        ),
        (
            "no achievement",
            |badge| {
                badge["credentialSubject"].as_object_mut().unwrap().remove("achievement");
            },
            "not-one-each",
        ),
        (
            "two achievements",
            |badge| {
                badge["credentialSubject"]["achievement"] = json!([badge["credentialSubject"]["achievement"], {"id": "urn:y", "type": ["Achievement"]}]);
            },
            "not-one-each",
        ),
        (
            "two ends",
            |badge| badge["validUntil"] = json!([badge["validUntil"], "2099-01-01T00:00:00Z"]),
            "several-dates",
        ),
        (
            "two starts",
            |badge| badge["validFrom"] = json!([badge["validFrom"], "2020-01-01T00:00:00Z"]),
            "several-dates",
        ),
    ];
    for (what, alter, code) in cases {
        let mut altered = badge(ISSUER);
        alter(&mut altered);
        let report = World::usual().verify(&signed(altered, ISSUER, &key(1)));
        assert_check(&report, CheckName::PlainForm, Outcome::Failed, code);
        assert_eq!(report.verdict.exit_code(), 1, "{what}");
    }
}

#[test]
fn one_value_in_an_array_is_read_like_the_value() {
    let mut badge = badge(ISSUER);
    for place in ["issuer", "credentialSubject", "validFrom", "validUntil"] {
        badge[place] = json!([badge[place]]);
    }
    let report = World::usual().verify(&signed(badge, ISSUER, &key(1)));
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    assert_eq!(report.sentence, World::usual().verify(&good()).sentence);
}

#[test]
fn a_direction_is_not_signed_and_not_called_changed() {
    let mut directed = badge(ISSUER);
    directed["credentialSubject"]["achievement"]["name"] = json!({"@value": "Hafen", "@language": "de"});
    let mut directed = signed(directed, ISSUER, &key(1));
    directed["credentialSubject"]["achievement"]["name"]["@direction"] = json!("rtl");
    let report = World::usual().verify(&directed);
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    let remarks = &check(&report, CheckName::Context).remarks;
    assert!(remarks.iter().any(|remark| remark.code == "direction-not-signed"), "{remarks:#?}");
    directed["credentialSubject"]["achievement"]["name"]["@direction"] = json!("sideways");
    assert_eq!(World::usual().verify(&directed).verdict, Verdict::NotValid);
    let strict = World::usual().verify_under(&directed, &Options::default().strictly());
    assert_eq!(strict.verdict, Verdict::NotValid);
}

#[test]
fn limits_of_ours_never_end_in_not_valid() {
    let text = good().to_string();
    let deep = text.replacen('{', &format!("{{\"x\":{}1{},", "[".repeat(70), "]".repeat(70)), 1);
    let large = text.replacen('{', &format!("{{\"x\":\"{}\",", "a".repeat(8 << 20)), 1);
    let number = text.replacen('{', "{\"x\":0.123456789012345678901,", 1);
    let values = text.replacen('{', &format!("{{\"x\":[0{}],", ",0".repeat(200_000)), 1);
    for (what, input) in
        [("too-deep", deep), ("too-large", large), ("unsafe-number", number), ("too-much-work", values)]
    {
        let report = World::usual().verify_bytes(input.as_bytes(), now());
        assert_eq!(report.verdict, Verdict::CouldNotCheck, "{what}: {report:#?}");
        assert_check(&report, CheckName::Format, Outcome::NotChecked, what);
    }
}
