//! Publicly reported cases, as folders of inputs: the results of the checks of keys and forms of input.

use std::path::PathBuf;

use credentials::verify::{CheckName, Outcome};
use messages::verification::{Check, Report};
use serde_json::{Value, json};

use crate::support::{World, at, check};

/// A folder of the cases.
fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/cases").join(name)
}

/// The documents that a verifier fetches: lines of `URL file`.
fn world(folder: &std::path::Path) -> World {
    let lines = std::fs::read_to_string(folder.join("world.txt")).unwrap_or_default();
    lines.lines().filter_map(|line| line.split_once(' ')).fold(World::default(), |world, (url, file)| {
        world.with_bytes(url, &std::fs::read(folder.join(file.trim())).unwrap())
    })
}

fn verify_in(world: &World, folder: &std::path::Path, file: &str) -> Report {
    world.verify_bytes(&std::fs::read(folder.join(file)).unwrap(), at("2026-11-29T12:00:00Z"))
}

fn verify(name: &str, file: &str) -> Report {
    let folder = folder(name);
    verify_in(&world(&folder), &folder, file)
}

#[track_caller]
fn assert_end(name: &str, file: &str, which: CheckName, outcome: Outcome, code: &str) -> Check {
    let report = verify(name, file);
    let found = check(&report, which).clone();
    assert_eq!((found.outcome, found.code.as_str()), (outcome, code), "{name}/{file}: {report:#?}");
    found
}

#[test]
fn a_key_at_an_address_counts_once_the_issuers_document_lists_it() {
    const NAME: &str = "01-https-key-without-fragment";
    let folder = folder(NAME);
    let issuer = "https://school.example/issuers/abc123";
    let mut listing: Value =
        serde_json::from_slice(&std::fs::read(folder.join("issuer.json")).unwrap()).unwrap();
    listing["assertionMethod"] = json!(["https://school.example/issuers/abc123/key"]);
    for file in ["badge.json", "badge-issuer-string.json"] {
        let binding =
            |world: &World| check(&verify_in(world, &folder, file), CheckName::IssuerBinding).clone();
        let open = binding(&world(&folder));
        assert_eq!((open.outcome, open.code.as_str()), (Outcome::NotChecked, "issuer-lists-no-keys"));
        let listed = binding(&world(&folder).with(issuer, &listing));
        assert_eq!((listed.outcome, listed.code.as_str()), (Outcome::Passed, "published-by-host"));
        let silent = binding(&World::default());
        assert_eq!((silent.outcome, silent.code.as_str()), (Outcome::NotChecked, "issuer-unreachable"));
    }
}

#[test]
fn exp_alone_ends_a_badge() {
    let valid =
        assert_end("02-token-exp-alone", "badge.jwt", CheckName::Validity, Outcome::Passed, "within-dates");
    assert!(valid.says.contains("1 January 2030"));
    assert_end("02-token-exp-alone", "badge-past.jwt", CheckName::Validity, Outcome::Failed, "expired");
}

#[test]
fn the_type_of_a_token_is_remarked() {
    const NAME: &str = "09-token-typ-vc-jwt";
    for (file, remarked) in [("badge.jwt", true), ("badge-typ-jwt.jwt", false)] {
        let report = verify(NAME, file);
        assert_eq!(check(&report, CheckName::IssuerBinding).code, "published-by-host", "{report:#?}");
        let remarks = &check(&report, CheckName::Conformance).remarks;
        assert_eq!(remarks.iter().any(|remark| remark.says.contains("vc+jwt")), remarked, "{remarks:?}");
    }
}

#[test]
fn a_wrapped_badge_is_said_to_be_wrapped() {
    for (file, place) in [
        ("jwt.json", "/jwt"),
        ("vcapi.json", "/verifiableCredential"),
        ("oid4vci.json", "/credentials/0/credential"),
        ("array.json", "/0"),
        ("quoted.txt", "quotation marks"),
    ] {
        let found = assert_end("10-wrapped", file, CheckName::Format, Outcome::Failed, "wrapped");
        assert!(found.says.contains("wrapper") && found.says.contains(place), "{file}");
    }
    assert_end("10-wrapped", "wrapped-lines.txt", CheckName::Format, Outcome::Failed, "token-broken");
}

#[test]
fn a_badge_under_the_old_keyword_is_verified_with_a_remark() {
    for file in ["json.png", "token.png", "token.svg"] {
        let report = verify("16-baked-under-old-keyword", file);
        assert_eq!(check(&report, CheckName::IssuerBinding).outcome, Outcome::Passed, "{file}: {report:#?}");
        assert!(
            serde_json::to_string(&report.checks[0]).unwrap().contains("in the place of Open Badges 2"),
            "{file}"
        );
    }
}

#[test]
fn text_that_is_not_utf_8_is_named() {
    for (file, name) in [("utf16le-bom.json", "UTF-16"), ("latin1.json", "not UTF-8")] {
        let found = assert_end("21-file-encodings", file, CheckName::Format, Outcome::Failed, "not-utf-8");
        assert!(found.says.contains(name), "{file}");
    }
    assert_end("21-file-encodings", "utf8-bom.json", CheckName::Format, Outcome::Passed, "open-badge");
}

#[test]
fn a_kid_that_is_a_did_names_its_only_key() {
    const NAME: &str = "27-kid-did-without-fragment";
    for file in ["did-key-fragment.jwt", "did-key.jwt", "did-jwk.jwt", "bare-kid.jwt"] {
        assert_end(NAME, file, CheckName::IssuerBinding, Outcome::Passed, "key-only");
    }
}

#[test]
fn older_badges_are_known_under_any_context() {
    for file in ["ob1.json", "ob2.json", "ob2-array.json", "ob2-w3id.json"] {
        let found = assert_end(
            "28-older-badge-other-context",
            file,
            CheckName::Format,
            Outcome::Failed,
            "open-badges-2",
        );
        assert!(found.says.contains("a badge of the older kind, Open Badges 2"));
    }
}

#[test]
fn what_was_right_about_keys_stays_right() {
    use CheckName::{Format, IssuerBinding, Proof};
    for (name, file, which, outcome, code) in [
        ("11-multikey-without-header", "badge.json", IssuerBinding, Outcome::NotChecked, "key-type"),
        ("19-two-fragments", "badge.json", Proof, Outcome::Failed, "proof-malformed"),
        ("36-did-web-unresolved", "badge.json", IssuerBinding, Outcome::NotChecked, "issuer-unreachable"),
        ("38-token-nbf", "same.jwt", IssuerBinding, Outcome::Passed, "key-only"),
        ("38-token-nbf", "other.jwt", Format, Outcome::Failed, "token-claims"),
        ("38-token-nbf", "millis.jwt", Format, Outcome::Failed, "token-claims"),
        ("44-console-log-output", "badge.txt", Format, Outcome::Failed, "malformed-json"),
        (
            "46-did-document-publicKey",
            "badge.json",
            IssuerBinding,
            Outcome::NotChecked,
            "issuer-lists-no-keys",
        ),
        ("47-document-of-another", "badge.json", IssuerBinding, Outcome::Failed, "issuer-mismatch"),
    ] {
        let found = assert_end(name, file, which, outcome, code);
        assert!(code != "key-type" || found.says.contains("neither a Multikey"));
    }
}
