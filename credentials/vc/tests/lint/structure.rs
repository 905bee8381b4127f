//! Judging the badges of others.

use credentials::lint;
use serde_json::{Value, json};

#[test]
fn foreign_badges_are_judged_by_the_lenient_family_of_schemas() {
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    for text in [
        include_str!("../fixtures/ob3-minimal.json"),
        include_str!("../fixtures/ob3-full.json"),
        include_str!("../fixtures/ob3-minimal-signed.json"),
    ] {
        assert_eq!(lint::structure(&read(text)), []);
    }
    let endorsement = &read(include_str!("../fixtures/ob3-full.json"))["endorsement"][0];
    assert_eq!(lint::structure(endorsement), []);

    let mut single = read(include_str!("../fixtures/ob3-minimal-signed.json"));
    single["proof"] = single["proof"][0].take();
    single["issuer"]["type"] = json!("Profile");
    single["credentialSubject"]["type"] = json!("AchievementSubject");
    single["@context"][1] = json!("https://purl.imsglobal.org/spec/ob/v3p0/context.json");
    single["@context"].as_array_mut().unwrap().push(json!("https://example.com/more.json"));
    assert_eq!(lint::structure(&single), []);

    single["credentialSubject"]["achievement"]["tag"] = json!("one");
    single["@context"][1] = json!("https://purl.imsglobal.org/spec/ob/v3p0/context-beta.json");
    let codes: Vec<_> = lint::structure(&single).into_iter().map(|finding| finding.code()).collect();
    assert_eq!(codes, ["context", "not-an-array"]);
}

#[test]
fn the_1edtech_validators_badges_are_judged_as_it_judges_them() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/1edtech-ob30");
    let judge = |name: &str| {
        let value = serde_json::from_slice(&std::fs::read(folder.join(name)).unwrap()).unwrap();
        lint::structure(&value)
    };
    for name in ["simple.json", "simple-context-alias.json", "complete.json", "simple-err-expired.json"] {
        assert_eq!(judge(name), [], "{name}");
    }
    for name in ["simple-err-type.json", "simple-err-issuer-type.json", "simple-err-evidence-type.json"] {
        assert_ne!(judge(name), [], "{name}");
    }
}
