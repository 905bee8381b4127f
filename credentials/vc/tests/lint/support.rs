//! A badge and a status list of ours, and the findings after a change to them.

use credentials::canonical::Processing;
use credentials::lint::{self, Finding, UnsignedCredential};
use credentials::model::{
    Achievement, AchievementCredential, AchievementSubject, AchievementType, Class as _, Criteria,
    IdentityObject, Image, Profile, StatusListCredential,
};
use credentials::status::{StatusEntry, StatusList};
use credentials::time::Timestamp;
use messages::Language;
use serde_json::Value;

pub(crate) const DID: &str = "did:web:badges.northfield.example:issuers:7f3a";

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

pub(crate) fn badge() -> Value {
    let issuer = Profile {
        url: Some("https://northfield.example".into()),
        description: Some("A technical college.".into()),
        image: Some(Image::new("https://northfield.example/logo.svg")),
        ..Profile::new(DID, "Northfield Institute of Technology")
    };
    let achievement = Achievement {
        achievement_type: Some(AchievementType::Badge),
        tag: vec!["safety".into()],
        image: Some(
            Image::new("https://badges.northfield.example/achievements/01JQ/1/image")
                .with_caption(Some("A soldering iron".into())),
        ),
        version: Some("1".into()),
        creator: Some(Profile::reference(DID)),
        ..Achievement::new(
            "https://badges.northfield.example/achievements/01JQ/1",
            "Bench Safety",
            "Works safely at an electronics bench.",
            Criteria::narrative("Passed the **bench test**."),
        )
    };
    let recipient = vec![
        IdentityObject::hashed_email(" Ada@Example.edu", "6b1f0a94c2e7d358"),
        IdentityObject::name("Ada Kovács"),
    ];
    let status = StatusEntry::revocation("https://badges.northfield.example/status/01JQ", 84_017);
    AchievementCredential {
        name: Some("Bench Safety".into()),
        valid_until: Some(at("2031-03-02T09:00:00Z")),
        credential_status: Some((&status).into()),
        ..AchievementCredential::new(
            "https://badges.northfield.example/credentials/01JQ",
            issuer,
            at("2026-03-02T09:00:00Z"),
            AchievementSubject::identified(recipient, achievement),
        )
    }
    .to_value()
}

pub(crate) fn status_list() -> Value {
    let mut list = StatusList::new();
    list.set(84_017);
    StatusListCredential {
        id: "https://badges.northfield.example/status/01JQ".into(),
        issuer: DID.into(),
        valid_from: at("2026-03-02T09:00:00Z"),
        valid_until: at("2026-03-03T09:00:00Z"),
        list,
        ttl_ms: 60_000,
    }
    .to_value()
}

pub(crate) fn lint(value: &Value) -> Result<lint::Linted, Vec<Finding>> {
    lint::lint(UnsignedCredential::parse(value.to_string().as_bytes()).unwrap())
}

/// The sentence of a finding.
pub(crate) fn says(finding: &Finding) -> String {
    Language::English.lint_fault(&finding.fault)
}

/// As [`lint`], for documents that the fast path does not cover.
pub(crate) fn lint_on_the_general_path(value: &Value) -> Result<lint::Linted, Vec<Finding>> {
    let general = Processing { general: Some(jsonld::statements), ..Processing::default() };
    lint::lint_with(UnsignedCredential::parse(value.to_string().as_bytes()).unwrap(), general)
}

/// Pointers and codes of the findings after setting (or with `None` removing) the value at a pointer.
pub(crate) fn findings(mut value: Value, pointer: &str, new: Option<Value>) -> Vec<(String, &'static str)> {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = value.pointer_mut(parent).unwrap();
    match (new, parent.as_array_mut()) {
        (Some(new), Some(items)) => items[name.parse::<usize>().unwrap()] = new,
        (Some(new), None) => parent[name] = new,
        (None, _) => drop(parent.as_object_mut().unwrap().shift_remove(name)),
    }
    let found = lint(&value).err().unwrap_or_default();
    assert!(found.iter().all(|finding| says(finding).ends_with('.')), "{found:?}");
    found.into_iter().map(|finding| (finding.pointer, finding.fault.code())).collect()
}

/// Checks that each change leads to a finding of that code at that place.
pub(crate) fn each_is_found(rules: &[(&str, Value, &str, &str)]) {
    for (pointer, value, place, code) in rules {
        let found = findings(badge(), pointer, Some(value.clone()));
        assert!(found.contains(&((*place).to_owned(), *code)), "{pointer} = {value}: {found:?}");
    }
}
