//! What was registered for a badge: the issuer's profile, and the members that may differ for each recipient.

use crate::documents::{Institution, bind, now, profile};
use crate::test_signer::refusal;
use credentials::model::{Achievement, Class as _, Profile};
use protocol::{Change, Decision, Problem, RefusalCode, Waiting, request};
use serde_json::{Value, json};

impl Institution {
    /// A second version of the badge, with these entries.
    pub(crate) fn second_version(&self) -> Achievement {
        let mut achievement = self.achievement();
        achievement.id = achievement.id.replace("FA1/1", "FA1/2");
        achievement
    }

    pub(crate) fn ask_to_register_with(
        &self,
        achievement: &Achievement,
        entries: &Value,
    ) -> Result<Decision, Problem> {
        self.signer.ask(&request::Propose {
            change: Change::RegisterBadge {
                issuer: self.did.clone(),
                achievement: achievement.to_value().to_string(),
                per_recipient: entries.to_string(),
            },
        })
    }

    /// Registers the second version with these entries, and returns the change that waited for people.
    pub(crate) fn register_second(&self, entries: &Value) -> Waiting {
        let asked = self.ask_to_register_with(&self.second_version(), entries);
        let Ok(Decision::Waiting(waiting)) = asked else { panic!("{asked:?}") };
        self.signer.decide(&waiting);
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
fn full(institution: &Institution, n: u32) -> Value {
    let mut value = institution.second_credential(n);
    value["validUntil"] = json!(now().plus_seconds(86_400).rfc3339());
    value["awardedDate"] = json!(now().plus_seconds(-86_400).rfc3339());
    value["evidence"] = json!([{"id": "https://work.example.edu/e/7", "type": ["Evidence"]}]);
    value["relatedResource"] = json!([{
        "id": institution.achievement().image.unwrap().id,
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
    let institution = Institution::founded();
    institution.register_second(&entries());
    let signed = institution.signer.sign(&full(&institution, 1)).unwrap();
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
        let mut value = full(&institution, 2);
        *value.pointer_mut(pointer).unwrap() = other;
        let refusal = institution.signer.sign(&value).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::OutsideBound, "{pointer}");
        assert!(refusal.findings.iter().any(|found| pointer.starts_with(&found.pointer)));
    }
    let mut value = full(&institution, 2);
    value["relatedResource"][0]["id"] = json!("https://elsewhere.example/picture");
    assert_eq!(institution.signer.sign(&value).unwrap_err().code, RefusalCode::UnregisteredMember);
    // The same members in a badge of the version that was registered without entries.
    let mut value = full(&institution, 3);
    value["credentialSubject"]["achievement"] = institution.achievement().to_value();
    assert_eq!(institution.signer.sign(&value).unwrap_err().code, RefusalCode::UnregisteredMember);
}

#[test]
fn approvers_see_what_may_differ() {
    let institution = Institution::founded();
    let asked = institution.ask_to_register_with(&institution.second_version(), &entries());
    assert!(matches!(asked, Ok(Decision::Waiting(_))));
    let facts = institution.signer.shown_facts();
    let fact = |name: &str| {
        let found = facts.iter().find(|(shown, _)| shown == name);
        found.unwrap_or_else(|| panic!("{name} is not in {facts:?}")).1.clone()
    };
    let licence = "May differ for each recipient: credentialSubject, licenseNumber";
    assert_eq!(fact(licence), "a text of at most 8 characters");
    let evidence = "May differ for each recipient: evidence, 0, id";
    assert_eq!(fact(evidence), "an address that begins with https://work.example.edu/e/");
    let waiting = institution.signer.command(&["waiting"]).output().unwrap();
    let waiting = String::from_utf8(waiting.stdout).unwrap();
    assert!(waiting.contains(&format!("{licence}: a text of at most 8 characters")), "{waiting}");
}

#[test]
fn a_version_keeps_its_entries() {
    let mut institution = Institution::founded();
    institution.register_second(&entries());
    let other = institution.ask_to_register_with(&institution.second_version(), &json!([]));
    assert_eq!(refusal(other).code, RefusalCode::BadgeVersionChanged);
    let same = institution.ask_to_register_with(&institution.second_version(), &entries());
    assert!(matches!(same, Ok(Decision::Done { .. })));
    institution.signer.kill_run();
    institution.signer.start_run();
    assert!(institution.signer.sign(&full(&institution, 1)).is_ok());
}

fn with_name(institution: &Institution, name: &str) -> Profile {
    Profile { name: Some(name.into()), ..profile(&institution.signer, &institution.did) }
}

fn set(institution: &Institution, profile: &Profile) -> Change {
    Change::SetProfile { issuer: institution.did.clone(), profile: profile.to_value().to_string() }
}

#[test]
fn the_issuer_s_profile_changes_by_an_approval_alone() {
    let mut institution = Institution::founded();
    let renamed = with_name(&institution, "School of Welding and Casting");
    let mut badge = institution.credential(1);
    badge.issuer = renamed.clone();
    let sign = |institution: &Institution| institution.signer.sign(&badge.to_value());
    assert_eq!(sign(&institution).unwrap_err().code, RefusalCode::UnregisteredProfile);
    // Repeating the same binding changes nothing.
    let again = institution.signer.ask(&request::BindIssuer {
        key: "badges".into(),
        did: "did:key".into(),
        institution: crate::test_signer::INSTITUTION.into(),
        profile: renamed.to_value().to_string(),
    });
    assert!(again.is_ok());
    assert_eq!(sign(&institution).unwrap_err().code, RefusalCode::UnregisteredProfile);
    let waiting = institution.signer.propose(set(&institution, &renamed));
    let facts = institution.signer.shown_facts();
    let renamed_from = "School of Welding and Casting (now School of Welding)";
    assert!(facts.iter().any(|(_, value)| value == renamed_from), "{facts:?}");
    assert_eq!(sign(&institution).unwrap_err().code, RefusalCode::UnregisteredProfile);
    institution.signer.decide(&waiting);
    assert!(sign(&institution).is_ok());
    let old = institution.signer.sign(&institution.credential(2).to_value());
    assert_eq!(old.unwrap_err().code, RefusalCode::UnregisteredProfile);
    assert_eq!(institution.signer.view()["issuers"][0]["name"], "School of Welding and Casting");
    let same = institution.signer.ask(&request::Propose { change: set(&institution, &renamed) });
    assert!(matches!(same, Ok(Decision::Done { .. })));
    assert!(institution.signer.read("state/journal.jsonl").contains("issuer-profile"));
    institution.signer.kill_run();
    institution.signer.start_run();
    badge.id = institution.credential(3).id;
    badge.status.index = 1_003;
    assert!(institution.signer.sign(&badge.to_value()).is_ok());
}

#[test]
fn those_who_approve_see_the_contact_of_a_profile() {
    let institution = Institution::founded();
    let own = || profile(&institution.signer, &institution.did);
    let with_contact = Profile { email: Some("badges@school.example".into()), ..own() };
    let waiting = institution.signer.propose(set(&institution, &with_contact));
    let shown = |value: &str| {
        let facts = institution.signer.shown_facts();
        assert!(facts.iter().any(|(name, of)| name == "Contact e-mail" && of == value), "{facts:?}");
    };
    shown("badges@school.example");
    institution.signer.decide(&waiting);
    institution.signer.propose(set(&institution, &own()));
    shown("none (now badges@school.example)");
}

#[test]
fn a_profile_without_a_name_with_a_hidden_character_or_of_another_is_refused() {
    let institution = Institution::founded();
    let code = |profile: &Profile| {
        refusal(institution.signer.ask(&request::Propose { change: set(&institution, profile) })).code
    };
    assert_eq!(code(&Profile::reference(&institution.did)), RefusalCode::Lint);
    assert_eq!(code(&with_name(&institution, "School\nof Law")), RefusalCode::Lint);
    assert_eq!(code(&with_name(&institution, "School \u{202e}waL")), RefusalCode::Lint);
    assert_eq!(code(&Profile::new("did:example:other", "Other")), RefusalCode::BadDid);
}

#[test]
fn a_journal_from_before_profiles_and_entries_is_read() {
    let mut institution = Institution::founded();
    institution.signer.published();
    institution.signer.kill_run();
    let journal = institution.signer.read("state/journal.jsonl");
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
    std::fs::write(institution.signer.path("state/journal.jsonl"), old).unwrap();
    institution.signer.start_run();
    let badge = institution.credential(1).to_value();
    assert_eq!(institution.signer.sign(&badge).unwrap_err().code, RefusalCode::UnregisteredProfile);
    let own = profile(&institution.signer, &institution.did);
    institution.signer.decide(&institution.signer.propose(set(&institution, &own)));
    assert!(institution.signer.sign(&badge).is_ok());
    let mut more = institution.credential(2).to_value();
    more["credentialSubject"]["licenseNumber"] = json!("1");
    assert_eq!(institution.signer.sign(&more).unwrap_err().code, RefusalCode::UnregisteredMember);
}

#[test]
fn how_far_back_a_badge_may_be_dated_is_a_setting() {
    let institution = Institution::founded_with("[window]\ndays_back = 10");
    let mut badge = institution.credential(1);
    badge.valid_from = badge.valid_from.plus_seconds(-11 * 86_400);
    assert_eq!(institution.signer.sign(&badge.to_value()).unwrap_err().code, RefusalCode::OutsideWindow);
    badge.valid_from = badge.valid_from.plus_seconds(2 * 86_400);
    let mut value = badge.to_value();
    value["awardedDate"] = json!(now().plus_seconds(-11 * 86_400).rfc3339());
    assert_eq!(institution.signer.sign(&value).unwrap_err().code, RefusalCode::OutsideWindow);
    value["awardedDate"] = json!(now().plus_seconds(-9 * 86_400).rfc3339());
    assert!(institution.signer.sign(&value).is_ok());
}

#[test]
fn a_binding_without_a_good_profile_binds_nothing() {
    let signer = crate::test_signer::TestSigner::started();
    let key = crate::documents::create_key(&signer);
    let answer = signer.ask(&request::BindIssuer {
        key: "badges".into(),
        did: "did:key".into(),
        institution: crate::test_signer::INSTITUTION.into(),
        profile: json!({"id": format!("did:key:{}", key.public_key), "type": ["Profile"]}).to_string(),
    });
    assert_eq!(refusal(answer).code, RefusalCode::Lint);
    assert!(bind(&signer, "did:key").is_ok());
}
