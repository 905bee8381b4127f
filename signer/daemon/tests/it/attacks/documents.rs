//! Credentials that the institution's policy forbids.

use super::{Attack, all_fail};
use crate::documents::{Badge, Institution};
use credentials::model::{Achievement, Class as _};
use credentials::status::StatusEntry;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

const STRANGER: &str = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

/// Another badge each time, so that one that is signed without a check does not affect the others.
fn changed(institution: &Institution, change: impl FnOnce(&mut Badge)) -> Value {
    static NEXT: AtomicU32 = AtomicU32::new(50);
    let mut badge = institution.credential(NEXT.fetch_add(1, Ordering::Relaxed));
    change(&mut badge);
    badge.to_value()
}

fn register(institution: &Institution, change: impl FnOnce(&mut Achievement)) -> Value {
    let mut achievement = institution.achievement();
    change(&mut achievement);
    let achievement = achievement.to_value().to_string();
    let change = json!({"change": "register-badge", "issuer": institution.did, "achievement": achievement});
    json!({"ask": "propose", "change": change})
}

#[test]
fn in_another_issuer_s_name() {
    let institution = Institution::founded();
    all_fail(
        &institution,
        &[
            Attack::credential(
                "other issuer: a DID that is another's",
                &changed(&institution, |badge| badge.issuer.id = STRANGER.into()),
                "unknown-issuer",
            ),
            Attack::credential(
                "other issuer: a did:web below our own address that was never bound",
                &changed(&institution, |badge| {
                    badge.issuer.id = "did:web:localhost%3A3000:issuers:01ARZ3NDEKTSV4RRFFQ69G5FAV".into();
                }),
                "unknown-issuer",
            ),
            Attack::credential(
                "other issuer: an achievement that names another creator",
                &{
                    let mut value = changed(&institution, |_| ());
                    value["credentialSubject"]["achievement"]["creator"] =
                        json!({"id": STRANGER, "type": ["Profile"]});
                    value
                },
                "unregistered-badge",
            ),
        ],
    );
}

#[test]
fn of_a_badge_that_nobody_approved() {
    let institution = Institution::founded();
    all_fail(
        &institution,
        &[
            Attack::credential(
                "unregistered badge: another version of one that is registered",
                &changed(&institution, |badge| {
                    badge.achievement.id = badge.achievement.id.replace("FA1/1", "FA1/2");
                }),
                "unregistered-badge",
            ),
            Attack::credential(
                "altered badge: one word of its criteria",
                &changed(&institution, |badge| badge.achievement.criteria = "Pay.".into()),
                "unregistered-badge",
            ),
            Attack::credential(
                "altered badge: one more member",
                &{
                    let mut value = changed(&institution, |_| ());
                    value["credentialSubject"]["achievement"]["fieldOfStudy"] = json!("Surgery");
                    value
                },
                "unregistered-badge",
            ),
            Attack::request(
                "altered badge: registering a known version with other content",
                &register(&institution, |achievement| achievement.criteria = "Pay.".into()),
                "badge-version-changed",
            ),
            Attack::request(
                "unregistered badge: registering one at a foreign address",
                &register(&institution, |achievement| {
                    achievement.id = "https://elsewhere.example/achievements/1".into();
                }),
                "foreign-id",
            ),
        ],
    );
}

#[test]
fn at_another_time() {
    let institution = Institution::founded();
    let at = |days: i64| {
        changed(&institution, |badge| badge.valid_from = badge.valid_from.plus_seconds(days * 86_400))
    };
    all_fail(
        &institution,
        &[
            Attack::credential("backdating: by two years", &at(-730), "outside-window"),
            Attack::credential("backdating: by a day more than allowed", &at(-401), "outside-window"),
            Attack::credential("postdating: by a day", &at(1), "outside-window"),
            Attack::credential(
                "backdating: an end before the beginning",
                &{
                    let mut value = changed(&institution, |_| ());
                    value["validUntil"] = json!("2020-01-01T00:00:00Z");
                    value
                },
                "lint",
            ),
        ],
    );
}

#[test]
fn under_a_name_that_was_used() {
    let institution = Institution::founded();
    let first = institution.credential(1);
    institution.signer.sign(&first.to_value()).unwrap();
    let again = |change: &dyn Fn(&mut Badge)| {
        let mut other = first.clone();
        change(&mut other);
        other.to_value()
    };
    all_fail(
        &institution,
        &[
            Attack::credential(
                "same id, other content: another person",
                &again(&|badge| badge.recipient.name = "Eve".into()),
                "same-id-other-content",
            ),
            Attack::credential(
                "same id, other content: another status index, so that a revocation of the first does not reach it",
                &again(&|badge| badge.status.index = 9_000),
                "same-id-other-content",
            ),
            Attack::credential(
                "same id, other content: a later validFrom, as if it were reissued",
                &again(&|badge| badge.valid_from = badge.valid_from.plus_seconds(60)),
                "same-id-other-content",
            ),
            Attack::credential(
                "same status index: one that is another credential's",
                &changed(&institution, |badge| badge.status.index = 1_001),
                "status-index-taken",
            ),
            Attack::credential(
                "foreign id: an address of somebody else",
                &changed(&institution, |badge| badge.id = "https://elsewhere.example/credentials/1".into()),
                "foreign-id",
            ),
        ],
    );
}

#[test]
fn that_cannot_be_revoked() {
    let institution = Institution::founded();
    let listed = |list: &str, index| {
        changed(&institution, |badge| badge.status = StatusEntry::revocation(list, index))
    };
    all_fail(
        &institution,
        &[
            Attack::credential(
                "foreign list: one that lies elsewhere",
                &listed("https://elsewhere.example/status/1", 7),
                "status-missing",
            ),
            Attack::credential(
                "foreign list: a place that the list does not have",
                &listed(&institution.list_url(), 131_072),
                "status-missing",
            ),
            Attack::credential(
                "foreign list: none at all",
                &{
                    let mut value = changed(&institution, |_| ());
                    value.as_object_mut().unwrap().remove("credentialStatus");
                    value
                },
                "lint",
            ),
        ],
    );
}

#[test]
fn with_something_smuggled_in() {
    let institution = Institution::founded();
    let text = changed(&institution, |_| ()).to_string();
    let with = |pointer: &str, name: &str, member: Value| {
        let mut value = changed(&institution, |_| ());
        value.pointer_mut(pointer).unwrap()[name] = member;
        value
    };
    let twice = text.replacen('{', r#"{"issuer":"did:example:twice","#, 1);
    assert_ne!(twice, text);
    all_fail(
        &institution,
        &[
            Attack::text("duplicate keys: two issuers", &twice, "lint"),
            Attack::text(
                "duplicate keys: one of them spelt with an escape",
                &text.replacen('{', r#"{"\u0069ssuer":"did:example:twice","#, 1),
                "lint",
            ),
            Attack::credential(
                "unknown terms: a member that no context defines",
                &with("", "grade", json!("with honours")),
                "lint",
            ),
            Attack::credential(
                "unknown terms: one within the subject",
                &with("/credentialSubject", "alsoMayOperate", json!(true)),
                "lint",
            ),
            Attack::credential(
                "unknown terms: a context of the attacker's own",
                &with(
                    "",
                    "@context",
                    json!(["https://www.w3.org/ns/credentials/v2", "https://evil.example/v1"]),
                ),
                "lint",
            ),
            Attack::credential(
                "smuggled: a second badge within the first, under the same issuer",
                &with(
                    "/credentialSubject",
                    "hasMember",
                    changed(&institution, |badge| badge.id = format!("{}9", badge.id)),
                ),
                "lint",
            ),
            Attack::credential(
                "smuggled: a proof of the attacker's own",
                &with("", "proof", json!([{"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}])),
                "lint",
            ),
            Attack::credential(
                "another kind: a credential that is no badge, which the key does not sign",
                &{
                    let mut value = changed(&institution, |_| ());
                    value["type"] = json!(["VerifiableCredential"]);
                    value["@context"] = json!(["https://www.w3.org/ns/credentials/v2"]);
                    value["credentialSubject"] = json!({"id": "did:example:eve"});
                    value["issuer"] = json!(institution.did);
                    value.as_object_mut().unwrap().remove("name");
                    value
                },
                "type-not-admitted",
            ),
        ],
    );
}
