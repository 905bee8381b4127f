//! What was registered for a badge: the issuer's profile, and the members that may differ for each recipient.

use crate::documents::{Institution, bind, now, profile};
use crate::house::refusal;
use credentials::model::{Achievement, Class as _, Profile};
use protocol::{Answer, Change, Decision, RefusalCode, Request, Waiting};
use serde_json::{Value, json};

impl Institution {
    /// A second version of the badge, with these entries.
    pub(crate) fn second_version(&self) -> Achievement {
        let mut achievement = self.achievement();
        achievement.id = achievement.id.replace("FA1/1", "FA1/2");
        achievement
    }

    pub(crate) fn ask_to_register_with(&self, achievement: &Achievement, entries: &Value) -> Answer {
        self.house.ask(Request::RegisterBadgeVersion {
            issuer: self.did.clone(),
            achievement: achievement.to_value().to_string(),
            per_recipient: entries.to_string(),
        })
    }

    /// Registers the second version with these entries, and returns the change that waited for people.
    pub(crate) fn register_second(&self, entries: &Value) -> Waiting {
        let asked = self.ask_to_register_with(&self.second_version(), entries);
        let Answer::Decision(Decision::Waiting(waiting)) = asked else { panic!("{asked:?}") };
        self.house.decide(&waiting);
        waiting
    }

    /// The `n`th credential, of the second version.
    pub(crate) fn second_credential(&self, n: u32) -> Value {
        let mut badge = self.credential(n);
        badge.achievement = self.second_version();
        badge.to_value()
    }
}

/// Every type of entry.
fn entries() -> Value {
    json!([
        {"type": "text", "member": "/credentialSubject/licenseNumber", "most": 8},
        {"type": "date", "member": "/validUntil"},
        {"type": "number", "member": "/credentialSubject/creditsEarned", "least": 0, "most": 30},
        {"type": "one-of", "member": "/credentialSubject/term", "values": ["Spring", "Autumn"]},
        {"type": "url", "member": "/evidence/0/id", "below": "https://work.example.edu/e/"},
        {"type": "text", "member": "/credentialSubject/identifier/sourcedId", "most": 10},
        {"type": "one-of", "member": "/relatedResource/0/digestSRI", "values": ["sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="]}
    ])
}

/// A credential that holds a value for each entry.
fn full(school: &Institution, n: u32) -> Value {
    let mut value = school.second_credential(n);
    value["validUntil"] = json!(now().plus_seconds(86_400).rfc3339());
    value["awardedDate"] = json!(now().plus_seconds(-86_400).rfc3339());
    value["evidence"] = json!([{"id": "https://work.example.edu/e/7", "type": ["Evidence"]}]);
    value["relatedResource"] = json!([{
        "id": school.achievement().image.unwrap().id,
        "digestSRI": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    }]);
    let subject = &mut value["credentialSubject"];
    subject["id"] = json!("did:example:ada");
    subject["licenseNumber"] = json!("W-1234/5");
    subject["creditsEarned"] = json!(2.5);
    subject["term"] = json!("Spring");
    subject["identifier"].as_array_mut().unwrap().push(json!({
        "type": "IdentityObject", "hashed": false, "identityHash": "4711", "identityType": "sourcedId"
    }));
    value
}

#[test]
fn what_people_approved_for_each_recipient_is_signed_within_its_bounds() {
    let school = Institution::founded();
    school.register_second(&entries());
    let signed = school.house.sign(&full(&school, 1)).unwrap();
    assert!(signed.document.contains("W-1234/5"));
    let bounds: [(&str, Value); 6] = [
        ("/credentialSubject/licenseNumber", json!("W-1234/56")),
        ("/credentialSubject/creditsEarned", json!(31)),
        ("/credentialSubject/term", json!("Summer")),
        ("/evidence/0/id", json!("https://work.example.edu/e/../7")),
        ("/relatedResource/0/digestSRI", json!("sha256-AAAAQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")),
        ("/credentialSubject/identifier/2/identityHash", json!("12345678901")),
    ];
    for (pointer, other) in bounds {
        let mut value = full(&school, 2);
        *value.pointer_mut(pointer).unwrap() = other;
        let refusal = school.house.sign(&value).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::OutsideBound, "{pointer}");
        assert!(refusal.findings.iter().any(|found| pointer.starts_with(found.split(':').next().unwrap())));
    }
    let mut value = full(&school, 2);
    value["relatedResource"][0]["id"] = json!("https://elsewhere.example/picture");
    assert_eq!(school.house.sign(&value).unwrap_err().code, RefusalCode::UnregisteredMember);
    // The same members in a badge of the version that was registered without entries.
    let mut value = full(&school, 3);
    value["credentialSubject"]["achievement"] = school.achievement().to_value();
    assert_eq!(school.house.sign(&value).unwrap_err().code, RefusalCode::UnregisteredMember);
}

#[test]
fn approvers_see_what_may_differ() {
    let school = Institution::founded();
    let asked = school.ask_to_register_with(&school.second_version(), &entries());
    assert!(matches!(asked, Answer::Decision(Decision::Waiting(_))));
    let facts = school.house.view()["waiting"][0]["words"]["facts"].clone();
    let fact = |name: &str| {
        let found = facts.as_array().unwrap().iter().find(|fact| fact[0] == name);
        found.unwrap_or_else(|| panic!("{name} is not in {facts}"))[1].as_str().unwrap().to_owned()
    };
    let licence = "May differ for each recipient: credentialSubject, licenseNumber";
    assert_eq!(fact(licence), "a text of at most 8 characters");
    let evidence = "May differ for each recipient: evidence, 0, id";
    assert_eq!(fact(evidence), "an address that begins with https://work.example.edu/e/");
    let waiting = school.house.command(&["waiting"]).output().unwrap();
    let waiting = String::from_utf8(waiting.stdout).unwrap();
    assert!(waiting.contains(&format!("{licence}: a text of at most 8 characters")), "{waiting}");
}

#[test]
fn a_version_keeps_its_entries() {
    let mut school = Institution::founded();
    school.register_second(&entries());
    let other = school.ask_to_register_with(&school.second_version(), &json!([]));
    assert_eq!(refusal(other).code, RefusalCode::BadgeVersionChanged);
    let same = school.ask_to_register_with(&school.second_version(), &entries());
    assert!(matches!(same, Answer::Registered { .. }));
    school.house.kill_run();
    school.house.start_run();
    assert!(school.house.sign(&full(&school, 1)).is_ok());
}

fn with_name(school: &Institution, name: &str) -> Profile {
    Profile { name: Some(name.into()), ..profile(&school.house, &school.did) }
}

fn set(school: &Institution, profile: &Profile) -> Change {
    Change::SetProfile { issuer: school.did.clone(), profile: profile.to_value().to_string() }
}

#[test]
fn the_issuer_s_profile_changes_by_an_approval_alone() {
    let mut school = Institution::founded();
    let renamed = with_name(&school, "School of Welding and Casting");
    let mut badge = school.credential(1);
    badge.issuer = renamed.clone();
    let sign = |school: &Institution| school.house.sign(&badge.to_value());
    assert_eq!(sign(&school).unwrap_err().code, RefusalCode::UnregisteredProfile);
    // Repeating the same binding changes nothing.
    let again = school.house.ask(Request::BindIssuer {
        key: "badges".into(),
        did: "did:key".into(),
        institution: crate::house::INSTITUTION.into(),
        setup_code: String::new(),
        profile: renamed.to_value().to_string(),
    });
    assert!(matches!(again, Answer::Bound(_)));
    assert_eq!(sign(&school).unwrap_err().code, RefusalCode::UnregisteredProfile);
    let waiting = school.house.propose(set(&school, &renamed));
    let facts = school.house.view()["waiting"][0]["words"]["facts"].to_string();
    assert!(facts.contains("School of Welding and Casting (now School of Welding)"), "{facts}");
    assert_eq!(sign(&school).unwrap_err().code, RefusalCode::UnregisteredProfile);
    school.house.decide(&waiting);
    assert!(sign(&school).is_ok());
    let old = school.house.sign(&school.credential(2).to_value());
    assert_eq!(old.unwrap_err().code, RefusalCode::UnregisteredProfile);
    assert_eq!(school.house.view()["issuers"][0]["name"], "School of Welding and Casting");
    let same = school.house.ask(Request::Propose { change: set(&school, &renamed) });
    assert!(matches!(same, Answer::Decision(Decision::Done { .. })));
    assert!(school.house.read("state/journal.jsonl").contains("issuer-profile"));
    school.house.kill_run();
    school.house.start_run();
    badge.id = school.credential(3).id;
    badge.status.index = 1_003;
    assert!(school.house.sign(&badge.to_value()).is_ok());
}

#[test]
fn a_profile_without_a_name_with_a_hidden_character_or_of_another_is_refused() {
    let school = Institution::founded();
    let code = |profile: &Profile| {
        refusal(school.house.ask(Request::Propose { change: set(&school, profile) })).code
    };
    assert_eq!(code(&Profile::reference(&school.did)), RefusalCode::Lint);
    assert_eq!(code(&with_name(&school, "School\nof Law")), RefusalCode::Lint);
    assert_eq!(code(&with_name(&school, "School \u{202e}waL")), RefusalCode::Lint);
    assert_eq!(code(&Profile::new("did:example:other", "Other")), RefusalCode::BadDid);
}

#[test]
fn a_journal_from_before_profiles_and_entries_is_read() {
    let mut school = Institution::founded();
    school.house.published();
    school.house.kill_run();
    let journal = school.house.read("state/journal.jsonl");
    let mut changed = 0;
    let old = journal.lines().map(|line| {
        let mut record: Value = serde_json::from_str(line).unwrap();
        if let Some(statement) = record.get_mut("statement").and_then(Value::as_object_mut) {
            changed += usize::from(statement.remove("profile").is_some());
            assert!(!statement.contains_key("per_recipient"), "an empty list is written");
        }
        format!("{record}\n")
    });
    let old: String = old.collect();
    assert_eq!(changed, 1);
    std::fs::write(school.house.path("state/journal.jsonl"), old).unwrap();
    school.house.start_run();
    let badge = school.credential(1).to_value();
    assert_eq!(school.house.sign(&badge).unwrap_err().code, RefusalCode::UnregisteredProfile);
    let own = profile(&school.house, &school.did);
    school.house.decide(&school.house.propose(set(&school, &own)));
    assert!(school.house.sign(&badge).is_ok());
    let mut more = school.credential(2).to_value();
    more["credentialSubject"]["licenseNumber"] = json!("1");
    assert_eq!(school.house.sign(&more).unwrap_err().code, RefusalCode::UnregisteredMember);
}

#[test]
fn how_far_back_a_badge_may_be_dated_is_a_setting() {
    let school = Institution::founded_with("[window]\ndays_back = 10");
    let mut badge = school.credential(1);
    badge.valid_from = badge.valid_from.plus_seconds(-11 * 86_400);
    assert_eq!(school.house.sign(&badge.to_value()).unwrap_err().code, RefusalCode::OutsideWindow);
    badge.valid_from = badge.valid_from.plus_seconds(2 * 86_400);
    let mut value = badge.to_value();
    value["awardedDate"] = json!(now().plus_seconds(-11 * 86_400).rfc3339());
    assert_eq!(school.house.sign(&value).unwrap_err().code, RefusalCode::OutsideWindow);
    value["awardedDate"] = json!(now().plus_seconds(-9 * 86_400).rfc3339());
    assert!(school.house.sign(&value).is_ok());
}

#[test]
fn a_binding_without_a_good_profile_does_not_use_up_the_code() {
    let house = crate::house::House::started();
    let key = crate::documents::create_key(&house);
    let code = house.read("state/setup-code");
    let answer = house.ask(Request::BindIssuer {
        key: "badges".into(),
        did: "did:key".into(),
        institution: crate::house::INSTITUTION.into(),
        setup_code: code.clone(),
        profile: json!({"id": format!("did:key:{}", key.public_key), "type": ["Profile"]}).to_string(),
    });
    assert_eq!(refusal(answer).code, RefusalCode::Lint);
    assert!(matches!(bind(&house, "did:key", &code), Answer::Bound(_)));
}
