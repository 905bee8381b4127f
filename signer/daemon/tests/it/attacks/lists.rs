//! Status lists that clear a revocation, or are not ours.

use super::{Attack, all_fail, stopped};
use crate::documents::{Institution, now};
use crate::superseding::lost_after;
use crate::test_signer::HOST;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use credentials::model::StatusListCredential;
use credentials::status::{MIN_LENGTH, StatusList};
use protocol::{Ceilings, Change};
use serde_json::{Value, json};

fn list(name: &'static str, list: &Value, code: &'static str) -> Attack {
    Attack::request(name, &json!({"ask": "sign-status-list", "credential": list.to_string()}), code)
}

#[test]
fn a_revocation_taken_back_or_a_list_that_is_not_ours() {
    let mut institution = Institution::founded();
    for n in [1, 2] {
        institution.signer.sign(&institution.credential(n).to_value()).unwrap();
    }
    institution.signer.sign_list(&institution.list(&[1_001]).to_value()).unwrap();
    let changed = |institution: &Institution, change: &dyn Fn(&mut StatusListCredential)| {
        let mut list = institution.list(&[1_001]);
        change(&mut list);
        list.to_value()
    };
    all_fail(
        &institution,
        &[
            list("un-revoking: an empty list", &institution.list(&[]).to_value(), "revocation-cleared"),
            list(
                "un-revoking: another one in its place",
                &institution.list(&[1_002]).to_value(),
                "revocation-cleared",
            ),
            list(
                "un-revoking: under another purpose",
                &{
                    let mut value = institution.list(&[]).to_value();
                    value["credentialSubject"]["statusPurpose"] = json!("suspension");
                    value
                },
                "lint",
            ),
            list(
                "revoking what nobody holds",
                &institution.list(&[1_001, 77]).to_value(),
                "status-index-unknown",
            ),
            list(
                "foreign list: at somebody else's address",
                &changed(&institution, &|list| list.id = "https://elsewhere.example/status/1".into()),
                "foreign-id",
            ),
            list(
                "foreign list: under another issuer",
                &changed(&institution, &|list| {
                    list.issuer = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK".into();
                }),
                "unknown-issuer",
            ),
            list(
                "old list: one that could be shown for a year",
                &changed(&institution, &|list| list.valid_until = list.valid_from.plus_seconds(365 * 86_400)),
                "status-list-too-long",
            ),
            list(
                "old list: one that verifiers may keep for an hour",
                &changed(&institution, &|list| list.ttl_ms = 3_600_000),
                "status-list-too-long",
            ),
            list("another kind: a badge as a list", &institution.credential(3).to_value(), "wrong-kind"),
        ],
    );
    institution.signer.kill_run();
    institution.signer.start_run();
    all_fail(
        &institution,
        &[list("un-revoking: after a restart", &institution.list(&[]).to_value(), "revocation-cleared")],
    );
}

#[test]
fn a_revoked_badge_comes_back_by_no_lost_key() {
    let (institution, earlier, reissued) = lost_after(|institution| {
        institution.signer.sign_list(&institution.list(&[1_001]).to_value()).unwrap();
    });
    let pair =
        json!({"earlier": earlier.to_value().to_string(), "credential": reissued.to_value().to_string()});
    let attack = Attack {
        at: "/results/0/Err/code",
        ..Attack::request(
            "un-revoking: reissued for a key that was lost",
            &json!({"ask": "sign-superseding", "credentials": [pair]}),
            "revocation-cleared",
        )
    };
    all_fail(&institution, &[attack]);
}

/// Waits if the hour of the clock ends soon, so that no comparison with it changes during the test.
pub(crate) fn well_within_an_hour() {
    let left = 3_600 - now().millis().div_euclid(1_000).rem_euclid(3_600);
    if left < 120 {
        std::thread::sleep(std::time::Duration::from_secs(u64::try_from(left).unwrap()));
    }
}

/// `encodedList` with twice as many entries as a list needs, none set: GZIP (RFC 1952) with one stored block.
fn twice_as_long() -> String {
    let bytes = vec![0; 2 * MIN_LENGTH / 8];
    let length = u16::try_from(bytes.len()).unwrap();
    let mut gzip = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    gzip.extend(length.to_le_bytes());
    gzip.extend((!length).to_le_bytes());
    gzip.extend(&bytes);
    gzip.extend(crc32(&bytes).to_le_bytes());
    gzip.extend(u32::from(length).to_le_bytes());
    let text = format!("u{}", BASE64URL.encode(gzip));
    assert_eq!(StatusList::decode(&text).unwrap().len(), 2 * MIN_LENGTH);
    text
}

/// RFC 1952, section 8.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

/// The address of another list: its ULID differs in the last character.
fn another(list: &str, n: u32) -> String {
    let (start, _) = list.split_at(list.len() - 1);
    format!("{start}{}", n + 4)
}

#[test]
fn lists_without_end() {
    well_within_an_hour();
    let mut institution = Institution::founded();
    let opened = |institution: &Institution, n: u32| {
        let mut list = institution.list(&[]);
        list.id = another(&list.id, n);
        list.to_value()
    };
    let elsewhere = |institution: &Institution, n: u32, list: u32| {
        let mut badge = institution.credential(n);
        badge.status.list = another(&badge.status.list, list);
        badge.to_value()
    };
    // Two lists in one request: the first badge opens one, the second may not open another.
    let two: Vec<String> =
        [elsewhere(&institution, 1, 1), elsewhere(&institution, 2, 2)].map(|one| one.to_string()).into();
    let reply = institution
        .signer
        .ask_at(super::SERVER, &super::envelope(&json!({"ask": "sign-credentials", "credentials": two})));
    assert!(reply.pointer("/results/0/Ok").is_some(), "{reply}");
    stopped(
        "lists without end: two by the badges of one request",
        reply.pointer("/results/1/Err/code") == Some(&json!("list-still-open")),
    );
    let open = {
        let mut list = institution.list(&[]);
        list.id = another(&list.id, 1);
        list
    };
    institution.signer.sign_list(&open.to_value()).unwrap();
    let again = |seconds: i64| {
        let mut list = open.clone();
        list.valid_until = list.valid_until.plus_seconds(seconds);
        list.to_value()
    };
    let before = institution.signer.health().ledger_size;
    all_fail(
        &institution,
        &[
            list("lists without end: one that no badge needs", &opened(&institution, 3), "list-still-open"),
            Attack::credential(
                "lists without end: a badge in a new list while one is open",
                &elsewhere(&institution, 4, 4),
                "list-still-open",
            ),
            list("lists without end: the same list again, with another end", &again(7), "list-too-soon"),
        ],
    );
    let freeze = json!({"ask": "freeze", "issuer": institution.did, "reason": "x"});
    institution.signer.ask_at(HOST, &freeze);
    let frozen = "lists without end: the same list again, while the issuer is frozen";
    all_fail(&institution, &[list(frozen, &again(8), "list-too-soon")]);
    institution.signer.kill_run();
    institution.signer.start_run();
    let restarted = "lists without end: the same list again, after a restart";
    all_fail(&institution, &[list(restarted, &again(9), "list-too-soon")]);
    // The freeze is one leaf.
    stopped(
        "lists without end: what was asked for entered nothing",
        institution.signer.health().ledger_size == before + 1,
    );
    let first = Institution::founded();
    let name = "lists without end: one that is never full";
    let mut longer = first.list(&[]).to_value();
    longer["credentialSubject"]["encodedList"] = json!(twice_as_long());
    all_fail(&first, &[list(name, &longer, "status-list-changed")]);
}

#[test]
fn more_revocations_than_people_allowed() {
    let mut institution = Institution::founded();
    institution.allow(Ceilings { per_batch: 500, per_minute: 1_000, per_day: 1_000 });
    let badges: Vec<Value> = (1..=400).map(|n| institution.credential(n).to_value()).collect();
    assert!(institution.signer.sign_all(&badges).iter().all(Result::is_ok));
    let revoked = |institution: &Institution, count: u32| {
        let indexes: Vec<u32> = (1_001..=1_000 + count).collect();
        institution.list(&indexes).to_value()
    };
    let over = "over-revocation-ceiling";
    all_fail(&institution, &[list("mass revocation: 301 badges at once", &revoked(&institution, 301), over)]);
    institution.signer.sign_list(&revoked(&institution, 300)).unwrap();
    all_fail(
        &institution,
        &[list("mass revocation: one more within the minute", &revoked(&institution, 301), over)],
    );
    institution.signer.kill_run();
    institution.signer.start_run();
    all_fail(
        &institution,
        &[list("mass revocation: one more, after a restart", &revoked(&institution, 301), over)],
    );
    let allow = |count: u32, reason: &str| json!({"ask": "propose", "change": {"change": "allow-revocations", "issuer": institution.did, "count": count, "reason": reason}});
    all_fail(
        &institution,
        &[
            Attack::request(
                "mass revocation: an approval without a reason",
                &allow(10, " "),
                "impossible-change",
            ),
            Attack::request(
                "mass revocation: an approval without a number",
                &allow(0, "x"),
                "impossible-change",
            ),
        ],
    );
    let change = Change::AllowRevocations {
        issuer: institution.did.clone(),
        count: 50,
        reason: "A wrong class".into(),
    };
    let waiting = institution.signer.propose(change);
    all_fail(
        &institution,
        &[list("mass revocation: by an approval that nobody gave", &revoked(&institution, 350), over)],
    );
    institution.signer.decide(&waiting);
    all_fail(
        &institution,
        &[list("mass revocation: more than was approved", &revoked(&institution, 351), over)],
    );
    institution.signer.sign_list(&revoked(&institution, 350)).unwrap();
    all_fail(
        &institution,
        &[list("mass revocation: an approval used twice", &revoked(&institution, 351), over)],
    );
    let noticed =
        institution.signer.read("state/journal.jsonl").matches(r#""event":"revocation-ceiling""#).count();
    stopped("mass revocation: it is noticed", (1..=2).contains(&noticed));
}
