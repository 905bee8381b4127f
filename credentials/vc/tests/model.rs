//! The classes as types: the written form, and reading it back.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use credentials::model::{
    Achievement, AchievementCredential, AchievementType, Class as _, Criteria, EndorsementCredential,
    EndorsementSubject, IdentityObject, Image, Profile, Result, ResultDescription, ResultStatusType,
    ResultType, from_value,
};
use credentials::time::Timestamp;
use serde_json::{Value, json};

fn full() -> Value {
    serde_json::from_str(include_str!("fixtures/ob3-full.json")).unwrap()
}

#[test]
fn the_full_example_is_read_and_written_back_whole() {
    let read: AchievementCredential = from_value(&full()).unwrap();
    assert_eq!(read.to_value(), full());
    let achievement = read.credential_subject.achievement.model().unwrap();
    assert_eq!(achievement.achievement_type, Some(AchievementType::Badge));
    assert_eq!(achievement.result_description[2].result_type, Some(ResultType::Status));
    assert_eq!(read.credential_subject.result[2].status, Some(ResultStatusType::Completed));
    assert_eq!(read.issuer.parent_org.as_ref().unwrap().name.as_deref(), Some("Example University System"));
    let endorsement: EndorsementCredential = from_value(&full()["endorsement"][0]).unwrap();
    assert_eq!(endorsement.to_value(), full()["endorsement"][0]);
}

#[test]
fn single_values_of_the_json_ld_form_are_read_and_written_as_arrays() {
    let mut single = full();
    single["type"] = json!("OpenBadgeCredential");
    single["issuer"] = json!("did:web:x.example");
    single["credentialSchema"] = single["credentialSchema"][0].take();
    let written = from_value::<AchievementCredential>(&single).unwrap().to_value();
    assert_eq!(written["type"], json!(["OpenBadgeCredential"]));
    assert_eq!(written["issuer"], json!({"id": "did:web:x.example", "type": ["Profile"]}));
    assert_eq!(written["credentialSchema"], full()["credentialSchema"]);
}

#[test]
fn what_is_empty_is_not_written_and_members_keep_their_order() {
    let achievement = Achievement {
        tag: vec![String::new(), "safety".into()],
        version: Some(String::new()),
        image: Some(Image::new("https://x.example/i").with_caption(None)),
        creator: Some(Profile::reference("did:web:x.example")),
        ..Achievement::new("urn:a:1", "Name", "Says", Criteria::narrative("Do it."))
    };
    assert_eq!(
        achievement.to_value().to_string(),
        r#"{"id":"urn:a:1","type":["Achievement"],"name":"Name","description":"Says","criteria":{"narrative":"Do it."},"image":{"id":"https://x.example/i","type":"Image"},"creator":{"id":"did:web:x.example","type":["Profile"]},"tag":["safety"]}"#
    );
}

#[test]
fn further_types_and_members_are_kept() {
    let mut value = json!({"id": "urn:a:1", "type": ["Profile", "Other"], "shoeSize": {"x": 1}});
    let mut profile: Profile = from_value(&value).unwrap();
    assert_eq!(profile.to_value(), value);
    profile.types.add("ext");
    value["type"] = json!(["Profile", "Other", "ext"]);
    assert_eq!(profile.to_value(), value);
}

#[test]
fn words_of_the_standard_and_own_words_are_written_as_they_are() {
    for word in AchievementType::WORDS {
        assert!(!matches!(AchievementType::from(*word), AchievementType::Other(_)), "{word}");
        assert_eq!(AchievementType::from(*word).as_str(), *word);
    }
    assert_eq!(AchievementType::from("ext:Sticker"), AchievementType::Other("ext:Sticker".into()));
    let description = ResultDescription::new("urn:a:1#r", "R", ResultType::Other("ext:Stars".into()));
    assert_eq!(description.to_value()["resultType"], "ext:Stars");
    assert_eq!(
        Result::of(&description).to_value(),
        json!({"type": ["Result"], "resultDescription": "urn:a:1#r"})
    );
}

/// An endorsement's proof covers its own text, which must not be normalised.
#[test]
fn signed_endorsements_are_left_as_they_are() {
    let signed = json!({"type": "EndorsementCredential", "name": "", "proof": []});
    let achievement = Achievement { endorsement: vec![signed.clone()], ..Achievement::default() };
    assert_eq!(achievement.to_value()["endorsement"], json!([signed]));
}

#[test]
fn an_endorsement_that_is_built_may_be_signed() {
    let subject = EndorsementSubject {
        id: "https://x.example/achievements/1".into(),
        endorsement_comment: Some("Well made.".into()),
        ..EndorsementSubject::default()
    };
    let issuer = Profile::new("did:web:quality.example", "Quality Agency");
    let from = Timestamp::parse("2026-03-02T09:00:00Z").unwrap();
    let endorsement =
        EndorsementCredential::new("urn:uuid:1", "Endorsement", issuer, from, subject).to_value();
    let unsigned = credentials::lint::UnsignedCredential::parse(endorsement.to_string().as_bytes()).unwrap();
    assert_eq!(credentials::lint::lint(unsigned).unwrap().issuer(), "did:web:quality.example");
}

#[test]
fn members_of_another_kind_are_errors() {
    for value in
        [json!(1), json!({"id": 1}), json!({"tag": "x"}), json!({"criteria": "x"}), json!({"type": 1})]
    {
        assert!(from_value::<Achievement>(&value).is_err(), "{value}");
    }
}

#[test]
fn a_persons_name_is_kept_out_of_logs() {
    assert!(!format!("{:?}", IdentityObject::name("Ada")).contains("Ada"));
}
