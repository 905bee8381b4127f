//! Any file that somebody may drop on the page.

use credentials::bake::svg;
use credentials::verify::{CheckName, Outcome, Verdict};
use serde_json::{Value, json};

use crate::support::{World, assert_check, badge, check, good, key, now, said, signed};

fn given(input: &[u8]) -> messages::verification::Report {
    World::usual().verify_bytes(input, now())
}

#[test]
fn malformed_json_says_where_it_breaks() {
    let text = good().to_string();
    let report = given(&text.as_bytes()[..text.len() - 10]);
    assert_eq!(report.verdict, Verdict::NotACredential);
    assert_eq!(report.headline, "Not readable.");
    assert!(report.sentence.starts_with("The text is not complete JSON: it breaks at line 1, column "));
    assert_check(&report, CheckName::Format, Outcome::Failed, "malformed-json");
}

#[test]
fn what_is_no_badge_is_told_by_name() {
    let cases: [(&[u8], &str, &str); 11] = [
        (b"", "empty", "Not a badge. The input is empty."),
        (
            b"```json\n{\"type\": [\"VerifiableCredential\"]}\n```",
            "wrapped",
            "Not a badge. There is other text before the badge, so it cannot be read.",
        ),
        (
            br#"<svg xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential>hello</o:credential></svg>"#,
            "unreadable",
            "Not a badge. The data in the picture’s place for a badge is neither JSON nor a signed token.",
        ),
        (b"hello", "unreadable", "Not a badge. This is neither a picture nor the text of a badge."),
        (b"https://a.example/c/1", "link", "Not a badge. This is a link, not the badge that it leads to."),
        (b"%PDF-1.7", "other-file", "Not a badge. This is a PDF file."),
        (
            b"\x89PNG\r\n\x1a\n\0\0",
            "picture-cut-off",
            "Not readable. The picture is cut off, so the badge in it cannot be read.",
        ),
        (
            b"<svg/>",
            "just-a-picture",
            "Just a picture. This is only a picture: it contains no badge data and is probably a screenshot.",
        ),
        (br#"{"a":1}"#, "not-a-credential", "Not a badge. This is JSON, but not a badge."),
        (b"[1]", "not-a-credential", "Not a badge. This is JSON, but not a badge."),
        (
            br#"{"@context":"https://w3id.org/openbadges/v2","type":"Assertion"}"#,
            "open-badges-2",
            "Not an Open Badges 3.0 badge. This is a badge of the older kind, Open Badges 2, which is not checked here.",
        ),
    ];
    for (input, code, sentence) in cases {
        let report = given(input);
        assert_check(&report, CheckName::Format, Outcome::Failed, code);
        assert_eq!(said(&report), (Verdict::NotACredential, sentence.to_owned()));
        assert!(report.checks[1..].iter().all(|check| check.code == "stopped"));
    }
}

#[test]
fn other_signed_documents_are_not_badges() {
    for (kind, code, says) in [
        (json!(["VerifiableCredential", "EndorsementCredential"]), "not-a-badge", "an endorsement"),
        (json!(["VerifiableCredential", "BitstringStatusListCredential"]), "not-a-badge", "revoked"),
        (json!("VerifiableCredential"), "not-a-badge", "does not call itself"),
        (json!(["VerifiablePresentation"]), "presentation", "carries no credential"),
        (json!("EnvelopedVerifiablePresentation"), "presentation", "carries badges"),
    ] {
        let mut other = badge("did:example:1");
        other["type"] = kind;
        assert!(World::usual().verify(&other).sentence.contains(says), "{says}");
        let report = World::usual().verify(&other);
        assert_eq!(report.verdict, Verdict::NotACredential);
        assert_check(&report, CheckName::Format, Outcome::Failed, code);
    }
}

#[test]
fn two_members_of_one_name_are_refused_as_ambiguous_and_unsafe_numbers_are_left_open() {
    let text = good().to_string();
    let twice = text.replacen(r#""name":"#, r#""name":"Other","name":"#, 1);
    let report = given(twice.as_bytes());
    let sentence =
        "Ambiguous. The name “name” occurs twice in one place, so the text can be read in two ways.";
    assert_eq!(said(&report), (Verdict::NotValid, sentence.to_owned()));
    let mut number = good();
    number["credentialSubject"]["creditsEarned"] = json!(1e300);
    let report = World::usual().verify(&number);
    assert_check(&report, CheckName::Format, Outcome::NotChecked, "unsafe-number");
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
}

#[test]
fn a_badge_without_a_proof_is_not_signed() {
    let report = World::usual().verify(&badge("did:web:badges.vrijhaven.example"));
    let sentence = "Not signed. The badge has no signature, so anybody could have written it.";
    assert_eq!(said(&report), (Verdict::NotValid, sentence.to_owned()));
    assert_eq!(report.badge, None);
}

fn with_context(contexts: Value) -> messages::verification::Report {
    let mut badge = good();
    badge["@context"] = contexts;
    World::usual().verify(&badge)
}

#[test]
fn unknown_and_inline_vocabularies_are_not_checked_by_name_and_old_ones_are_checked() {
    let v2 = "https://www.w3.org/ns/credentials/v2";
    let ob = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
    let report = with_context(json!([v2, ob, "https://example.com/own.json"]));
    assert_check(&report, CheckName::Context, Outcome::NotChecked, "unknown-context");
    assert!(report.sentence.contains("https://example.com/own.json"));
    assert_eq!(report.verdict, Verdict::CouldNotCheck);
    let report = with_context(json!([v2, ob, {"x": "urn:x"}]));
    assert_check(&report, CheckName::Context, Outcome::NotChecked, "inline-context");
    let mut old = good();
    old["@context"] = json!(["https://www.w3.org/2018/credentials/v1", ob]);
    old["issuanceDate"] = old["validFrom"].clone();
    let report = World::usual().verify(&old);
    assert_check(&report, CheckName::Context, Outcome::Failed, "undefined-term");
    assert!(report.sentence.contains("statusPurpose"), "VC 1.1 does not know it: {}", report.sentence);
    assert_eq!(report.verdict, Verdict::NotValid);
    let report = with_context(json!([ob, v2]));
    assert_check(&report, CheckName::Context, Outcome::Passed, "known-terms");
}

#[test]
fn an_undefined_word_is_refused_because_no_proof_covers_it() {
    let mut badge = good();
    badge["credentialSubject"]["grade"] = json!("cum laude");
    let report = World::usual().verify(&badge);
    let sentence = "Not all of it is signed. The badge contains the part “grade”, which no vocabulary defines, so no signature can cover it.";
    assert_eq!(said(&report), (Verdict::NotValid, sentence.to_owned()));
}

#[test]
fn a_part_that_is_missing_is_named_by_its_place() {
    let mut badge = badge("did:web:badges.vrijhaven.example");
    badge["credentialSubject"]["achievement"].as_object_mut().unwrap().remove("criteria");
    let report = World::usual().verify(&signed(badge, "did:web:badges.vrijhaven.example", &key(1)));
    assert_eq!((report.verdict, report.headline.as_str()), (Verdict::Valid, "Genuine."));
    let remarks = &check(&report, CheckName::Conformance).remarks;
    assert_eq!(remarks[0].pointer.as_deref(), Some("/credentialSubject/achievement/criteria"));
}

#[test]
fn a_baked_badge_is_verified_like_its_text() {
    let picture = r#"<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>"#;
    let mut badge = badge("did:web:badges.vrijhaven.example");
    badge["credentialSubject"]["achievement"]["description"] = json!("<![CDATA[ x ]]> & more");
    let badge = signed(badge, "did:web:badges.vrijhaven.example", &key(1));
    let baked = svg::bake(picture, &badge.to_string()).unwrap();
    let report = given(baked.as_bytes());
    assert_eq!(report.verdict, Verdict::Valid);
    assert!(report.checks[0].says.contains("inside an SVG picture"));
}

#[test]
fn foreign_text_cannot_rearrange_our_sentence() {
    let issuer = "did:web:badges.vrijhaven.example";
    let mut badge = badge(issuer);
    badge["credentialSubject"]["identifier"][1]["identityHash"] =
        json!("Eve\u{202e} on 1 May 1999.\n\nGenuine.");
    let report = World::usual().verify(&signed(badge, issuer, &key(1)));
    assert!(!report.sentence.contains(['\u{202e}', '\n']), "{}", report.sentence);
}
