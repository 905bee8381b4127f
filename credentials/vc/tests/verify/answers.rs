//! The sentence for each outcome of a check.

use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::did;
use credentials::verify::{CheckName, Need, Outcome, Verdict};
use messages::verification::Report;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::support::{
    BADGE, INDEX, ISSUER, KEYS_AT, LIST, World, assert_check, at, badge, did_key, good, key, list, now,
    public, said, signed,
};

#[test]
fn a_good_badge_is_genuine_with_its_host_its_holder_and_its_day() {
    let report = World::usual().verify(&good());
    let sentence = "Genuine. Issued by badges.vrijhaven.example to “Maren Óskarsdóttir” on 19 November 2026. Not revoked.";
    assert_eq!(said(&report), (Verdict::Valid, sentence.to_owned()));
    assert_eq!(
        report.detail.as_deref(),
        Some(
            "The badge is named “Coastal Flood Modelling”. The name “Vrijhaven University” is the issuer’s own claim."
        )
    );
    for check in &report.checks {
        let absent = [CheckName::Ledger, CheckName::Recipient, CheckName::Refresh, CheckName::Endorsements];
        let expected = if absent.contains(&check.name) { Outcome::NotApplicable } else { Outcome::Passed };
        assert_eq!(check.outcome, expected, "{check:?}");
    }
}

#[test]
fn the_summary_holds_what_the_badge_says() {
    let summary = World::usual().verify(&good()).badge.unwrap();
    assert_eq!(summary.name, "Coastal Flood Modelling");
    assert_eq!(summary.issuer_host.as_deref(), Some("badges.vrijhaven.example"));
    assert_eq!(summary.recipient.as_deref(), Some("Maren Óskarsdóttir"));
    assert_eq!(summary.expires, Some(at("2027-11-19T08:20:11Z")));
    assert_eq!((summary.credential_id.as_str(), summary.achievement_type.as_str()), (BADGE, "Certificate"));
    assert!(summary.image.unwrap().ends_with("/image"));
}

#[test]
fn only_the_issuers_keys_and_its_list_are_asked_for() {
    let (_, asked) = World::usual().verify_for(good().to_string().as_bytes(), now(), None);
    assert_eq!(
        asked,
        [
            Need::DidDocument { url: KEYS_AT.to_owned(), did: ISSUER.to_owned() },
            Need::StatusList { url: LIST.to_owned() },
        ]
    );
}

#[test]
fn a_changed_badge_says_so_and_shows_nothing_of_itself() {
    let mut changed = good();
    changed["credentialSubject"]["achievement"]["name"] = json!("Coastal Flood Mastery");
    let report = World::usual().verify(&changed);
    let sentence = "Changed. The badge was altered after it was signed. Do not rely on its content.";
    assert_eq!(said(&report), (Verdict::NotValid, sentence.to_owned()));
    assert!(report.detail.as_deref().unwrap().starts_with("The signature does not fit the text"));
    assert_eq!(report.badge, None);
    let everything = serde_json::to_string(&report).unwrap();
    for word in ["Coastal", "Maren", "Vrijhaven", "2026-11-19"] {
        assert!(!everything.contains(word), "{word} is shown: {everything}");
    }
}

#[test]
fn a_badge_is_expired_after_its_last_day_and_not_valid_before_its_first() {
    let at_time = |time: &str| {
        let mut fresh = crate::support::unsigned_list(&[]);
        fresh["validFrom"] = json!("2020-01-01T00:00:00Z");
        fresh["validUntil"] = json!("2030-01-01T00:00:00Z");
        let world = World::usual().with(LIST, &signed(fresh, ISSUER, &key(1)));
        world.verify_bytes(good().to_string().as_bytes(), at(time))
    };
    let late = at_time("2028-01-01T00:00:00Z");
    assert_eq!(
        said(&late),
        (Verdict::NotValid, "Expired. The badge was valid until 19 November 2027.".to_owned())
    );
    assert_eq!(
        late.detail.as_deref(),
        Some(
            "Issued by badges.vrijhaven.example to “Maren Óskarsdóttir” on 19 November 2026. The signature is valid."
        )
    );
    let early = at_time("2026-11-01T00:00:00Z");
    let sentence = "Not valid yet. The badge is not valid before 19 November 2026.";
    assert_eq!(said(&early), (Verdict::NotValid, sentence.to_owned()));
}

/// The address of the notice of an issuer who shows the reason only to holders of the badge.
fn notice_url() -> String {
    let canonical = canonical_unsecured(&good(), &[], RdfcHash::Sha256).unwrap();
    format!("{BADGE}/revocation?digest={}", hex::encode(Sha256::digest(canonical)))
}

fn notice(reason: &str) -> (String, Value) {
    (notice_url(), json!({"revoked": "2026-11-30T10:00:00Z", "reason": reason}))
}

fn revoked() -> World {
    World::usual().with(LIST, &list(&[INDEX]))
}

#[test]
fn a_revoked_badge_says_when_and_why() {
    let (url, notice) = notice("issued in error");
    let report = revoked().with(&url, &notice).verify(&good());
    assert_eq!(
        said(&report),
        (
            Verdict::NotValid,
            "Not valid. Revoked on 30 November 2026. The issuer gives the reason “issued in error”."
                .to_owned()
        )
    );
    assert!(
        report.detail.as_deref().unwrap().ends_with("The badge is unaltered, but the issuer has revoked it.")
    );
    assert_eq!(report.revoked.as_ref().unwrap().reason, "issued in error");
    assert_check(&report, CheckName::Status, Outcome::Failed, "revoked");
}

#[test]
fn a_revoked_badge_without_a_notice_is_revoked_all_the_same() {
    for world in [revoked(), revoked().with(&notice_url(), &json!({"revoked": "soon"}))] {
        let report = world.verify(&good());
        let sentence = "Not valid. Revoked. The issuer gives no date and no reason.";
        assert_eq!(said(&report), (Verdict::NotValid, sentence.to_owned()));
        assert_eq!(report.revoked, None);
    }
}

#[test]
fn a_notice_is_asked_for_only_after_the_list_says_revoked() {
    let (url, notice) = notice("never");
    let (report, asked) =
        World::usual().with(&url, &notice).verify_for(good().to_string().as_bytes(), now(), None);
    assert_eq!((report.verdict, asked.len()), (Verdict::Valid, 2));
    let (_, asked) = revoked().verify_for(good().to_string().as_bytes(), now(), None);
    assert_eq!(asked.last(), Some(&Need::RevocationNotice { url }));
}

#[test]
fn that_a_badge_was_revoked_is_said_before_that_it_expired() {
    let mut old = badge(ISSUER);
    old["validUntil"] = json!("2026-11-20T00:00:00Z");
    let report = revoked().verify(&signed(old, ISSUER, &key(1)));
    assert!(report.sentence.starts_with("Revoked."));
    assert_check(&report, CheckName::Validity, Outcome::Failed, "expired");
}

#[test]
fn a_list_that_does_not_answer_leaves_it_open_and_is_never_not_revoked() {
    let report = World::usual().without(LIST).verify(&good());
    assert_eq!(
        said(&report),
        (
            Verdict::CouldNotCheck,
            "Could not be checked. We could not fetch the issuer’s list of revoked badges (no answer). Whether the \
             badge was revoked is unknown."
                .to_owned()
        )
    );
    assert_check(&report, CheckName::Status, Outcome::NotChecked, "status-list-unreachable");
    assert!(report.badge.is_some(), "the signature is valid");
}

#[test]
fn a_badge_without_a_list_is_genuine_and_not_called_not_revoked() {
    let mut badge = badge(ISSUER);
    badge.as_object_mut().unwrap().remove("credentialStatus");
    let report = World::usual().verify(&signed(badge, ISSUER, &key(1)));
    assert_eq!(report.verdict, Verdict::Valid);
    assert!(report.sentence.ends_with("on 19 November 2026."));
    assert_check(&report, CheckName::Status, Outcome::NotApplicable, "no-status");
}

fn by_key() -> Value {
    let mut badge = badge(&did_key(&key(1)));
    badge.as_object_mut().unwrap().remove("credentialStatus");
    signed(badge, &did_key(&key(1)), &key(1))
}

#[test]
fn nobody_vouches_for_a_bare_key_and_its_name_is_its_own_claim() {
    let (report, asked) = World::default().verify_for(by_key().to_string().as_bytes(), now(), None);
    let sentence = "Unaltered, but nobody vouches for the issuer. Issued by the key z6Mk…xvL9, to “Maren \
                    Óskarsdóttir” on 19 November 2026.";
    let multibase = public(&key(1)).multibase();
    let sentence = sentence.replace("xvL9", &multibase[multibase.len() - 4..]);
    assert_eq!(said(&report), (Verdict::Unvouched, sentence));
    assert_eq!(asked, []);
    assert_check(&report, CheckName::Identity, Outcome::NotChecked, "nobody-vouches");
    let detail = report.detail.clone().unwrap();
    assert!(detail.ends_with("The name “Vrijhaven University” is the issuer’s own claim."), "{detail}");
    assert_check(&report, CheckName::IssuerBinding, Outcome::Passed, "key-only");
    assert_eq!(report.badge.unwrap().issuer_host, None);
}

#[test]
fn the_recipient_is_compared_with_what_is_sealed_and_not_repeated() {
    let compare =
        |whose: &str| World::usual().verify_for(good().to_string().as_bytes(), now(), Some(whose)).0;
    for same in ["Maren@Example.org ", "maren óskarsdóttir"] {
        let report = compare(same);
        assert_eq!(report.verdict, Verdict::Valid);
        assert_check(&report, CheckName::Recipient, Outcome::Passed, "same-recipient");
    }
    let other = compare("eve@evil.example");
    let sentence = "Somebody else’s. The address you gave does not match the fingerprint in the badge.";
    assert_eq!(said(&other), (Verdict::NotValid, sentence.to_owned()));
    assert!(!serde_json::to_string(&other).unwrap().contains("eve@"));
}

#[test]
fn a_report_survives_its_json_with_words_in_small_letters() {
    let report = World::usual().without(LIST).verify(&good());
    let text = serde_json::to_string(&report).unwrap();
    assert!(text.contains(r#""verdict":"could-not-check""#) && text.contains(r#""name":"issuer-binding""#));
    assert!(text.contains(r#""outcome":"not-checked""#) && text.contains(r#""checkedAt""#));
    assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
}

#[test]
fn the_exit_codes_are_those_of_the_command_line() {
    let codes = [Verdict::Valid, Verdict::NotValid, Verdict::CouldNotCheck, Verdict::NotACredential];
    assert_eq!(codes.map(Verdict::exit_code), [0, 1, 2, 1]);
    assert_eq!(Verdict::Unvouched.exit_code(), 2);
}

#[test]
fn an_issuer_under_a_path_is_shown_with_its_path() {
    let issuer = "did:web:badges.example:issuers:7f3a";
    let mut badge = badge(issuer);
    badge.as_object_mut().unwrap().remove("credentialStatus");
    let keys = did::document(issuer, &[public(&key(1))]);
    let world = World::default().with("https://badges.example/issuers/7f3a/did.json", &keys);
    let report = world.verify(&signed(badge, issuer, &key(1)));
    assert!(report.sentence.starts_with("Issued by badges.example/issuers/7f3a to "), "{}", report.sentence);
}

/// The issuer chooses the names in a badge. No name may look like our own words.
#[test]
fn no_name_in_a_badge_goes_on_as_a_sentence() {
    let lie = "Eve” on 1 May 2026. Not revoked. Harvard University vouches for the issuer. \"Checked";
    let mut badge = badge(ISSUER);
    badge["credentialSubject"]["identifier"][1]["identityHash"] = json!(lie);
    badge["issuer"]["name"] = json!("Uni” was confirmed, and harvard.edu vouches for it. “Uni");
    badge["credentialSubject"]["achievement"]["name"] = json!("Genuine”. Issued by harvard.edu. «x");
    let report = World::usual().verify(&signed(badge, ISSUER, &key(1)));
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    let shown = format!("{} {}", report.sentence, report.detail.unwrap());
    // The words outside quotation marks are our own.
    let ours: String =
        shown.split('“').map(|part| part.split_once('”').map_or(part, |(_, ours)| ours)).collect();
    for word in ["Harvard", "harvard", "confirmed", "Genuine", "vouches"] {
        assert!(shown.contains(word) && !ours.contains(word), "{word}: {shown}");
    }
}
