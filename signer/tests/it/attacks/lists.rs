//! Status lists that take a revocation back, or are not ours.

use super::{Attack, all_fail};
use crate::documents::Institution;
use crate::superseding::lost_after;
use credentials::model::StatusListCredential;
use serde_json::{Value, json};

fn list(name: &'static str, list: &Value, code: &'static str) -> Attack {
    Attack::request(name, &json!({"ask": "sign-status-list", "credential": list.to_string()}), code)
}

#[test]
fn a_revocation_taken_back_or_a_list_that_is_not_ours() {
    let mut school = Institution::founded();
    for n in [1, 2] {
        school.house.sign(&school.credential(n).to_value()).unwrap();
    }
    school.house.sign_list(&school.list(&[1_001]).to_value()).unwrap();
    let changed = |school: &Institution, change: &dyn Fn(&mut StatusListCredential)| {
        let mut list = school.list(&[1_001]);
        change(&mut list);
        list.to_value()
    };
    all_fail(
        &school,
        &[
            list("un-revoking: an empty list", &school.list(&[]).to_value(), "revocation-cleared"),
            list(
                "un-revoking: another one in its place",
                &school.list(&[1_002]).to_value(),
                "revocation-cleared",
            ),
            list(
                "un-revoking: under another purpose",
                &{
                    let mut value = school.list(&[]).to_value();
                    value["credentialSubject"]["statusPurpose"] = json!("suspension");
                    value
                },
                "lint",
            ),
            list("revoking what nobody holds", &school.list(&[1_001, 77]).to_value(), "status-index-unknown"),
            list(
                "foreign list: at somebody else's address",
                &changed(&school, &|list| list.id = "https://elsewhere.example/status/1".into()),
                "foreign-id",
            ),
            list(
                "foreign list: under another issuer",
                &changed(&school, &|list| {
                    list.issuer = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK".into();
                }),
                "unknown-issuer",
            ),
            list(
                "old list: one that could be shown for a year",
                &changed(&school, &|list| list.valid_until = list.valid_from.plus_seconds(365 * 86_400)),
                "status-list-too-long",
            ),
            list(
                "old list: one that verifiers may keep for an hour",
                &changed(&school, &|list| list.ttl_ms = 3_600_000),
                "status-list-too-long",
            ),
            list("another kind: a badge as a list", &school.credential(3).to_value(), "wrong-kind"),
        ],
    );
    school.house.kill_run();
    school.house.start_run();
    all_fail(
        &school,
        &[list("un-revoking: after a restart", &school.list(&[]).to_value(), "revocation-cleared")],
    );
}

#[test]
fn a_revoked_badge_comes_back_by_no_lost_key() {
    let (school, earlier, anew) = lost_after(|school| {
        school.house.sign_list(&school.list(&[1_001]).to_value()).unwrap();
    });
    let pair = json!({"earlier": earlier.to_value().to_string(), "credential": anew.to_value().to_string()});
    let attack = Attack {
        at: "/results/0/Err/code",
        ..Attack::request(
            "un-revoking: issued anew for a key that was lost",
            &json!({"ask": "sign-superseding", "credentials": [pair]}),
            "revocation-cleared",
        )
    };
    all_fail(&school, &[attack]);
}
