//! Badges with content that nobody approved.

use super::{Attack, all_fail};
use crate::documents::{Badge, Institution, now, profile};
use crate::superseding::lost_after;
use credentials::model::{Class as _, Image, Profile};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(500);

/// Another badge each time.
pub(super) fn number() -> u32 {
    NEXT.fetch_add(1, Ordering::Relaxed)
}

pub(super) fn changed(institution: &Institution, change: impl FnOnce(&mut Value)) -> Value {
    let mut value = institution.credential(number()).to_value();
    change(&mut value);
    value
}

fn issued_by(institution: &Institution, change: impl FnOnce(&mut Profile)) -> Value {
    let mut badge = institution.credential(number());
    change(&mut badge.issuer);
    badge.to_value()
}

fn hashed(salt: &str) -> Value {
    json!({"type": "IdentityObject", "hashed": true, "identityHash": format!("sha256${}", "0a".repeat(32)),
        "identityType": "emailAddress", "salt": salt})
}

#[test]
fn members_that_nobody_approved() {
    let institution = Institution::founded();
    institution.register_second(&json!([
        {"type": "text", "member": "/credentialSubject/licenseNumber", "most": 8},
        {"type": "url", "member": "/evidence/0/id", "below": "https://work.example.edu/e/"}
    ]));
    let second = |change: &dyn Fn(&mut Value)| {
        let mut value = institution.second_credential(number());
        change(&mut value);
        value
    };
    let member = "unregistered-member";
    all_fail(
        &institution,
        &[
            Attack::credential(
                "unregistered member: a licence number",
                &changed(&institution, |badge| badge["credentialSubject"]["licenseNumber"] = json!("MD 1")),
                member,
            ),
            Attack::credential(
                "unregistered member: a picture of the attacker's own",
                &changed(&institution, |badge| {
                    badge["image"] = json!({"id": "https://evil.example/logo.png", "type": "Image"});
                }),
                member,
            ),
            Attack::credential(
                "unregistered member: evidence in words",
                &changed(&institution, |badge| {
                    badge["evidence"] = json!([{"type": ["Evidence"], "narrative": "Is a surgeon."}]);
                }),
                member,
            ),
            Attack::credential(
                "unregistered member: an end",
                &changed(&institution, |badge| badge["validUntil"] = json!("2090-01-01T00:00:00Z")),
                member,
            ),
            Attack::credential(
                "outside bound: a longer text than approved",
                &second(&|badge| badge["credentialSubject"]["licenseNumber"] = json!("123456789")),
                "outside-bound",
            ),
            Attack::credential(
                "outside bound: an address that climbs out of its prefix",
                &second(&|badge| {
                    badge["evidence"] =
                        json!([{"type": ["Evidence"], "id": "https://work.example.edu/e/%2e%2e/7"}]);
                }),
                "outside-bound",
            ),
            Attack::request(
                "unregistered member: a list that lets the issuer vary",
                &json!({"ask": "propose", "change": {"change": "register-badge", "issuer": institution.did,
                    "achievement": institution.second_version().to_value().to_string(),
                    "per_recipient": r#"[{"type":"text","member":"/issuer/name","most":100}]"#}}),
                "lint",
            ),
            Attack::request(
                "altered badge: another list for a version that is registered",
                &json!({"ask": "propose", "change": {"change": "register-badge", "issuer": institution.did,
                    "achievement": institution.achievement().to_value().to_string(),
                    "per_recipient": r#"[{"type":"text","member":"/credentialSubject/role","most":100}]"#}}),
                "badge-version-changed",
            ),
        ],
    );
}

#[test]
fn another_name_another_issuer_another_date() {
    let institution = Institution::founded();
    let at = |days: i64| now().plus_seconds(days * 86_400).rfc3339();
    let other =
        Profile { name: Some("Harvard University".into()), ..profile(&institution.signer, &institution.did) };
    // Proposed, and approved by nobody.
    institution.signer.propose(protocol::Change::SetProfile {
        issuer: institution.did.clone(),
        profile: other.to_value().to_string(),
    });
    all_fail(
        &institution,
        &[
            Attack::credential(
                "other name: a credential that is called otherwise than its achievement",
                &changed(&institution, |badge| badge["name"] = json!("Doctor of Medicine")),
                "other-name",
            ),
            Attack::credential(
                "other profile: a name that was asked for and that nobody approved",
                &issued_by(&institution, |issuer| issuer.name = other.name.clone()),
                "unregistered-profile",
            ),
            Attack::credential(
                "other profile: a picture of the attacker's own",
                &issued_by(&institution, |issuer| {
                    issuer.image = Some(Image::new("https://evil.example/logo.png"));
                }),
                "unregistered-profile",
            ),
            Attack::request(
                "other profile: one of another DID",
                &json!({"ask": "propose", "change": {"change": "set-profile", "issuer": institution.did,
                    "profile": Profile::new("did:example:other", "Other").to_value().to_string()}}),
                "bad-did",
            ),
            Attack::credential(
                "postdating: an award of the future",
                &changed(&institution, |badge| badge["awardedDate"] = json!("2090-01-01T00:00:00Z")),
                "outside-window",
            ),
            Attack::credential(
                "backdating: an award of two years ago",
                &changed(&institution, |badge| badge["awardedDate"] = json!(at(-730))),
                "outside-window",
            ),
            Attack::credential(
                "foreign id: a number in place of a ULID",
                &changed(&institution, |badge| badge["id"] = json!("http://localhost:3000/credentials/1")),
                "foreign-id",
            ),
        ],
    );
}

#[test]
fn for_a_thousand_people_at_once() {
    let institution = Institution::founded();
    let identified = |identities: Vec<Value>| {
        changed(&institution, |badge| badge["credentialSubject"]["identifier"] = json!(identities))
    };
    let named = |name: &str| json!([{"type": "IdentityObject", "hashed": false, "identityHash": name, "identityType": "name"}]);
    all_fail(
        &institution,
        &[
            Attack::credential(
                "identities: a thousand hashed addresses in one credential",
                &identified((0..1_000).map(|n| hashed(&format!("salt{n}"))).collect()),
                "too-many-identities",
            ),
            Attack::credential(
                "identities: two addresses",
                &identified(vec![hashed("one"), hashed("two")]),
                "too-many-identities",
            ),
            Attack::credential(
                "identities: of a type that nobody declared",
                &identified(vec![json!({"type": "IdentityObject", "hashed": false, "identityHash": "x",
                    "identityType": "sourcedId"})]),
                "unregistered-member",
            ),
            Attack::credential(
                "hidden character: a name that is read backwards",
                &changed(&institution, |badge| {
                    badge["credentialSubject"]["identifier"] = named("Ada \u{202e}evE");
                }),
                "hidden-character",
            ),
            Attack::credential(
                "hidden character: a name with letters that nobody sees",
                &changed(&institution, |badge| {
                    badge["credentialSubject"]["identifier"] =
                        named("Ada\u{200b}\u{e0045}\u{e0076}\u{e0065}");
                }),
                "hidden-character",
            ),
            Attack::credential(
                "hidden character: a second line in a name",
                &changed(&institution, |badge| {
                    badge["credentialSubject"]["identifier"] = named("Ada\nwith honours");
                }),
                "hidden-character",
            ),
        ],
    );
}

#[test]
fn that_a_holder_can_read_otherwise() {
    let institution = Institution::founded();
    let id = |n: u32| institution.credential(n).id;
    let (own, twice) = (number(), number());
    let of_badge = institution.second_version().id;
    let list = institution.list_url();
    let link = "https://work.example.edu/e/7";
    institution.register_second(&json!([
        {"type": "one-of", "member": "/evidence/0/id", "values": [id(own), of_badge, list, link]},
        {"type": "one-of", "member": "/evidence/1/id", "values": [link]}
    ]));
    let with = |n: u32, ids: &[&str]| {
        let mut value = institution.second_credential(n);
        let evidence = ids.iter().map(|id| json!({"id": id, "type": ["Evidence"]}));
        value["evidence"] = evidence.collect::<Vec<_>>().into();
        value
    };
    all_fail(
        &institution,
        &[
            Attack::credential(
                "moved members: evidence that has the credential's own id",
                &with(own, &[&id(own)]),
                "lint",
            ),
            Attack::credential(
                "moved members: evidence that has the achievement's id",
                &with(number(), &[&of_badge]),
                "lint",
            ),
            Attack::credential(
                "moved members: evidence that has the status list's id",
                &with(number(), &[&list]),
                "lint",
            ),
            Attack::credential(
                "fewer statements: the same part twice",
                &with(twice, &[link, link]),
                "statements-missing",
            ),
        ],
    );
}

fn reissue(name: &'static str, earlier: &Value, reissued: &Value, code: &'static str) -> Attack {
    let pair = json!({"earlier": earlier.to_string(), "credential": reissued.to_string()});
    let request = json!({"ask": "sign-superseding", "credentials": [pair]});
    Attack { at: "/results/0/Err/code", ..Attack::request(name, &request, code) }
}

#[test]
fn reissued_with_something_else() {
    let (institution, earlier, reissued) = lost_after(|_| ());
    let earlier = earlier.to_value();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut value = reissued.to_value();
        change(&mut value);
        value
    };
    let no = "not-superseding";
    all_fail(
        &institution,
        &[
            reissue(
                "reissue: with a narrative that was not there",
                &earlier,
                &with(&|badge| badge["credentialSubject"]["narrative"] = json!("With honours.")),
                no,
            ),
            reissue(
                "reissue: under another name",
                &earlier,
                &with(&|badge| badge["name"] = json!("Doctor of Medicine")),
                no,
            ),
            reissue(
                "reissue: without an end, or with another one",
                &earlier,
                &with(&|badge| badge["validUntil"] = json!("2090-01-01T00:00:00Z")),
                no,
            ),
            reissue(
                "reissue: from another issuer's name",
                &earlier,
                &with(&|badge| badge["issuer"]["name"] = json!("Harvard University")),
                no,
            ),
            reissue(
                "reissue: with a picture",
                &earlier,
                &with(&|badge| badge["image"] = json!({"id": "https://evil.example/p.png", "type": "Image"})),
                no,
            ),
        ],
    );
}

#[test]
fn reissued_beyond_its_end_or_its_ceiling() {
    let ends = now().plus_seconds(4);
    let entry = json!([{"type": "date", "member": "/validUntil"}]);
    let value = |institution: &Institution, n: u32, change: &dyn Fn(&mut Badge)| {
        let mut badge = institution.credential(n);
        badge.achievement = institution.second_version();
        badge.valid_from = badge.valid_from.plus_seconds(-86_400);
        change(&mut badge);
        badge.to_value()
    };
    let earlier_of = |institution: &Institution, n: u32| {
        let mut earlier = value(institution, n, &|_| ());
        if n == 2 {
            earlier["validUntil"] = json!(ends.rfc3339());
        }
        earlier
    };
    let signed = std::cell::RefCell::new(Vec::new());
    let (institution, ..) =
        crate::superseding::lost_with("[reissue]\nper_minute = 1\nper_day = 1", |institution| {
            institution.register_second(&entry);
            for n in [2, 3, 4] {
                let earlier = earlier_of(institution, n);
                institution.signer.sign(&earlier).unwrap();
                signed.borrow_mut().push(earlier);
            }
        });
    let signed = signed.into_inner();
    let reissued = |earlier: &Value, index: u32| {
        let mut reissued = earlier.clone();
        reissued["validFrom"] = json!(now().plus_seconds(-3_600).rfc3339());
        reissued["credentialStatus"]["statusListIndex"] = json!(index.to_string());
        reissued["credentialStatus"]["id"] = json!(format!("{}#{index}", institution.list_url()));
        reissued
    };
    crate::test_signer::until(std::time::Duration::from_secs(30), || (now() > ends).then_some(()));
    let name = "un-revoking: reissued after its end";
    all_fail(&institution, &[reissue(name, &signed[0], &reissued(&signed[0], 7_002), "expired")]);
    let pair =
        json!({"earlier": signed[1].to_string(), "credential": reissued(&signed[1], 7_003).to_string()});
    let first = institution
        .signer
        .ask_at(super::SERVER, &super::envelope(&json!({"ask": "sign-superseding", "credentials": [pair]})));
    assert!(first.pointer("/results/0/Ok").is_some(), "{first}");
    let name = "over ceiling: more reissued than the ceiling for it";
    all_fail(&institution, &[reissue(name, &signed[2], &reissued(&signed[2], 7_004), "over-ceiling")]);
}
