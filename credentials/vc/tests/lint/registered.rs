//! The members that a badge may have in addition to those registered for its version.

use credentials::lint::registered::{PerRecipient, Registered, deviations, with_picture};
use serde_json::{Value, json};

/// The places of the findings about a badge with these members.
fn places(root: &Value, subject: &Value, entries: &Value) -> Vec<String> {
    let mut badge = json!({
        "name": "Welding",
        "issuer": {"id": "did:example:school"},
        "credentialSubject": {"id": "did:example:ada", "type": ["AchievementSubject"], "achievement": {}}
    });
    let members = |value: &Value| value.as_object().cloned().unwrap();
    badge["credentialSubject"].as_object_mut().unwrap().extend(members(subject));
    badge.as_object_mut().unwrap().extend(members(root));
    let registered = Registered {
        name: "Welding",
        profile: &json!({"id": "did:example:school"}),
        per_recipient: &PerRecipient::read(&entries.to_string()).unwrap(),
    };
    deviations(&badge, &registered).into_iter().map(|finding| finding.pointer).collect()
}

fn of_root(root: &Value, entries: &Value) -> Vec<String> {
    places(root, &json!({}), entries)
}

#[test]
fn a_part_that_holds_nothing_approved_is_refused() {
    let none = json!([]);
    assert!(of_root(&json!({}), &none).is_empty());
    let parts = [
        (json!({"evidence": [{"type": ["Evidence"]}]}), "/evidence/0"),
        (json!({"evidence": []}), "/evidence"),
        (json!({"evidence": {}}), "/evidence"),
        (json!({"image": {"type": "Image"}}), "/image"),
        (json!({"credentialSchema": [{"type": "1EdTechJsonSchemaValidator2019"}]}), "/credentialSchema/0"),
        (json!({"termsOfUse": [{"type": "https://evil.example/degree"}]}), "/termsOfUse/0/type"),
        (json!({"renderMethod": [{"type": "https://evil.example/degree"}]}), "/renderMethod/0/type"),
        (json!({"confidenceMethod": {"type": ["urn:x:degree"]}}), "/confidenceMethod/type"),
        (json!({"a": {"b": {"c": {}}}}), "/a/b/c"),
    ];
    for (part, place) in parts {
        assert!(of_root(&part, &none).contains(&place.to_owned()), "{part}");
    }
    let result = json!({"result": [{"type": ["Result"], "alignment": [{"type": ["Alignment"]}]}]});
    let found = places(&json!({}), &result, &none);
    assert_eq!(found, ["/credentialSubject/result/0/alignment/0", "/credentialSubject/result/0"]);
}

#[test]
fn a_list_has_as_many_parts_as_were_approved() {
    let entries = json!([{"type": "text", "member": "/evidence/0/narrative", "most": 40}]);
    let part = json!({"type": ["Evidence"], "narrative": "A weld."});
    assert!(of_root(&json!({"evidence": [part]}), &entries).is_empty());
    let more = json!({"evidence": [part, {"type": ["Evidence"]}]});
    assert_eq!(of_root(&more, &entries), ["/evidence/1"]);
    let only_type = json!({"evidence": [{"type": ["Evidence"]}]});
    assert_eq!(of_root(&only_type, &entries), ["/evidence/0"]);
    let deep =
        json!([{"type": "text", "member": "/credentialSubject/result/0/alignment/0/targetName", "most": 9}]);
    let result = json!({"result": [
        {"type": ["Result"], "alignment": [{"type": ["Alignment"], "targetName": "TIG"}]}
    ]});
    assert!(places(&json!({}), &result, &deep).is_empty());
}

#[test]
fn a_type_that_the_standard_does_not_name_for_its_place_needs_an_entry() {
    let id = |member: &str| json!({"type": "url", "member": member, "below": "https://a.example/"});
    let a = "https://a.example/1";
    let schema = "1EdTechJsonSchemaValidator2019";
    let without = json!([id("/termsOfUse/0/id"), id("/credentialSchema/0/id"), id("/evidence/0/id")]);
    let terms = |kind: &str| json!({"termsOfUse": [{"id": a, "type": kind}]});
    assert_eq!(of_root(&terms("Terms"), &without), ["/termsOfUse/0/type"]);
    assert!(of_root(&json!({"credentialSchema": [{"id": a, "type": schema}]}), &without).is_empty());
    assert_eq!(
        of_root(&json!({"evidence": [{"id": a, "type": ["Degree"]}]}), &without),
        ["/evidence/0/type"]
    );
    let with = json!([
        id("/termsOfUse/0/id"),
        {"type": "one-of", "member": "/termsOfUse/0/type", "values": ["Terms"]}
    ]);
    assert!(of_root(&terms("Terms"), &with).is_empty());
    assert_eq!(of_root(&terms("Other"), &with), ["/termsOfUse/0/type"]);
}

#[test]
fn a_picture_without_a_digest_is_refused() {
    let image = json!({"achievement": {"image": {"id": "https://a.example/p"}}});
    let root = json!({"relatedResource": [{"id": "https://a.example/p"}]});
    assert_eq!(places(&root, &image, &json!([])), ["/relatedResource/0"]);
}

#[test]
fn a_badge_of_a_version_with_a_bound_picture_names_it_with_its_digest() {
    let entries = json!([serde_json::to_value(with_picture(b"a picture")).unwrap()]);
    let digest = &entries[0]["values"][0];
    let image = json!({"achievement": {"image": {"id": "https://a.example/p"}}});
    let named = |id: &str, digest: &Value| json!({"relatedResource": [{"id": id, "digestSRI": digest}]});
    let found = |root: &Value| places(root, &image, &entries);
    assert!(found(&named("https://a.example/p", digest)).is_empty());
    assert_eq!(found(&json!({})), ["/relatedResource"]);
    assert_eq!(found(&named("https://a.example/other", digest)), ["/relatedResource"]);
    let mut repeated = named("https://a.example/p", digest);
    repeated["relatedResource"][0]["caption"] = json!("A weld.");
    assert_eq!(found(&repeated), ["/relatedResource/0/caption"]);
    let image = json!({"achievement": {"image": {"id": "https://a.example/p", "caption": "A weld."}}});
    assert!(places(&repeated, &image, &entries).is_empty());
    let other = json!("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    assert_eq!(found(&named("https://a.example/p", &other)), ["/relatedResource/0/digestSRI"]);
}

#[test]
fn a_salt_belongs_to_a_hash() {
    let identity = |hashed: bool| {
        json!({"identifier": [{"type": "IdentityObject", "identityType": "name", "identityHash": "Ada",
            "hashed": hashed, "salt": "a text"}]})
    };
    let place = "/credentialSubject/identifier/0";
    assert_eq!(places(&json!({}), &identity(false), &json!([])), [place]);
    assert!(places(&json!({}), &identity(true), &json!([])).is_empty());
}
