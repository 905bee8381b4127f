//! Badges with parts that nobody approved: parts that hold only a type, types that are free text, salts without a hash.

use super::registered::{changed, number};
use super::{Attack, all_fail};
use crate::documents::Institution;
use serde_json::{Value, json};

#[test]
fn parts_that_nobody_approved() {
    let institution = Institution::founded();
    let degree = "https://evil.example/degree-of-doctor";
    let terms = "https://badges.example.edu/terms/";
    institution.register_second(&json!([{"type": "url", "member": "/termsOfUse/0/id", "below": terms}]));
    let with = |name: &'static str, place: &'static str, part: Value| {
        Attack::credential(name, &changed(&institution, |badge| badge[place] = part), "unregistered-member")
    };
    let salted = |salt: &str| {
        json!([{"type": "IdentityObject", "hashed": false, "identityHash": "Ada", "identityType": "name",
            "salt": salt}])
    };
    let mut typed = institution.second_credential(number());
    typed["termsOfUse"] = json!([{"id": format!("{terms}1"), "type": degree}]);
    all_fail(
        &institution,
        &[
            with(
                "unregistered member: evidence that holds nothing but its type",
                "evidence",
                json!([{"type": ["Evidence"]}]),
            ),
            with(
                "unregistered member: forty pieces of evidence",
                "evidence",
                json!(vec![json!({"type": ["Evidence"]}); 40]),
            ),
            with(
                "unregistered member: a statement as the type of terms of use",
                "termsOfUse",
                json!([{"type": degree}]),
            ),
            with(
                "unregistered member: a statement as the type of a way to render",
                "renderMethod",
                json!([{"type": degree}]),
            ),
            with(
                "unregistered member: a statement as the type of a way to confirm",
                "confidenceMethod",
                json!([{"type": degree}]),
            ),
            Attack::credential(
                "unregistered member: a result",
                &changed(&institution, |badge| {
                    badge["credentialSubject"]["result"] = json!([{"type": ["Result"]}]);
                }),
                "unregistered-member",
            ),
            Attack::credential(
                "unregistered type: a statement as the type of a part that was approved",
                &typed,
                "unregistered-member",
            ),
            Attack::credential(
                "outside bound: a text as the salt of a name in clear",
                &changed(&institution, |badge| {
                    badge["credentialSubject"]["identifier"] = salted("Doctor of Medicine, with honours");
                }),
                "outside-bound",
            ),
        ],
    );
}
