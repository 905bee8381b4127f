//! Badges of a version whose picture is bound by its digest, without the picture or with another one.

use super::registered::number;
use super::{Attack, all_fail};
use crate::documents::Institution;
use credentials::lint::registered::with_picture;
use serde_json::json;

#[test]
fn another_picture_or_none() {
    let institution = Institution::founded();
    let entry = serde_json::to_value(with_picture(b"the picture that people saw")).unwrap();
    institution.register_second(&json!([entry]));
    let address = institution.second_version().image.unwrap().id;
    let mut other = institution.second_credential(number());
    let other_digest = serde_json::to_value(with_picture(b"another picture")).unwrap()["values"][0].clone();
    other["relatedResource"] = json!([{"id": address, "digestSRI": other_digest}]);
    let mut elsewhere = institution.second_credential(number());
    elsewhere["relatedResource"] = json!([{"id": "https://evil.example/p", "digestSRI": entry["values"][0]}]);
    all_fail(
        &institution,
        &[
            Attack::credential(
                "picture: none in the badge, so that its address can show any",
                &institution.second_credential(number()),
                "unregistered-member",
            ),
            Attack::credential("picture: another one", &other, "outside-bound"),
            Attack::credential("picture: at another address", &elsewhere, "unregistered-member"),
        ],
    );
}
