//! The first binding is free, and people approve its profile with the first badge; a second binding needs an approval.

use crate::documents::{Institution, bind, bound, create_key};
use crate::test_signer::{INSTITUTION, TestSigner, refusal};
use credentials::model::Class as _;
use protocol::summary::{Fact, ProfileMember};
use protocol::{Decision, RefusalCode, Waiting, request};
use serde_json::{Value, json};

#[test]
fn the_first_binding_needs_no_approval_and_is_made_once() {
    let signer = TestSigner::started();
    let key = create_key(&signer);
    let first = bound(bind(&signer, "did:key"));
    assert_eq!(first.did, format!("did:key:{}", key.public_key));
    assert_eq!(first.verification_method, format!("{}#{}", first.did, key.public_key));
    // The repeated request changes nothing.
    assert_eq!(bound(bind(&signer, "did:key")), first);
    assert_eq!(signer.health().ledger_size, 2);
}

#[test]
fn the_first_badge_is_approved_with_the_institution_s_profile_and_a_later_one_without() {
    let signer = TestSigner::started();
    create_key(&signer);
    let did = bound(bind(&signer, "did:key")).did;
    let institution = Institution { public_key: String::new(), did, signer };
    let first = institution.propose_version(1);
    let web = format!("{}/", institution.signer.public_url);
    let profile =
        [(ProfileMember::Name, "School of Welding".to_owned()), (ProfileMember::WebAddress, web)].to_vec();
    assert_eq!(institution.first_profile(&first), profile);
    // Members that are no fact of their own are in the whole text.
    let whole = institution.profile_text(&first).unwrap();
    let own = crate::documents::profile(&institution.signer, &institution.did).to_value();
    assert_eq!(serde_json::from_str::<Value>(&whole).unwrap(), own);
    // Nobody has approved it yet, so the request for a second badge shows it too.
    let second = institution.propose_version(2);
    assert_eq!(institution.first_profile(&second), profile);
    institution.signer.decide(&first);
    let third = institution.propose_version(3);
    assert_eq!(institution.first_profile(&third), []);
    assert_eq!(institution.profile_text(&third), None);
}

impl Institution {
    /// Asks for a version of the badge.
    fn propose_version(&self, version: u32) -> Waiting {
        let mut achievement = self.achievement();
        achievement.id = format!("{}/{version}", achievement.id.rsplit_once('/').unwrap().0);
        let asked = self.ask_to_register_with(&achievement, &json!([]));
        let Ok(Decision::Waiting(waiting)) = asked else { panic!("{asked:?}") };
        waiting
    }

    /// The parts of the profile that approvers of this change see as new.
    fn first_profile(&self, waiting: &Waiting) -> Vec<(ProfileMember, String)> {
        let of_profile = self.facts(waiting).into_iter().filter_map(|fact| match fact {
            Fact::FirstProfile { member, value } => Some((member, value)),
            _ => None,
        });
        of_profile.collect()
    }

    /// The whole profile that approvers of this change see as new.
    fn profile_text(&self, waiting: &Waiting) -> Option<String> {
        self.facts(waiting).into_iter().find_map(|fact| match fact {
            Fact::FirstProfileText { text } => Some(text),
            _ => None,
        })
    }

    fn facts(&self, waiting: &Waiting) -> Vec<Fact> {
        let view = self.signer.view();
        let mut shown = view["waiting"].as_array().unwrap().iter();
        let shown = shown.find(|change| change["change"] == waiting.digest.as_str()).unwrap();
        serde_json::from_value(shown["summary"]["facts"].clone()).unwrap()
    }
}

#[test]
fn a_second_binding_needs_an_approval() {
    let signer = TestSigner::started();
    create_key(&signer);
    bound(bind(&signer, "did:key"));
    signer.ask(&request::CreateKey { label: "mine".into() }).unwrap();
    for (key, institution) in [("mine", INSTITUTION), ("badges", "01ARZ3NDEKTSV4RRFFQ69G5FZZ")] {
        let answer = signer.ask(&request::BindIssuer {
            key: key.into(),
            did: "did:key".into(),
            institution: institution.into(),
            profile: String::new(),
        });
        assert_eq!(refusal(answer).code, RefusalCode::NeedsApproval);
    }
}

#[test]
fn a_did_web_is_bound_only_at_the_institution_s_own_https_address() {
    let signer = TestSigner::started();
    create_key(&signer);
    let local = format!("did:web:localhost%3A3000:issuers:{INSTITUTION}");
    assert_eq!(refusal(bind(&signer, &local)).code, RefusalCode::BadDid);

    let mut signer = TestSigner::built_at("https://badges.example.org");
    signer.start();
    create_key(&signer);
    for did in [
        "did:web:elsewhere.example",
        "did:web:badges.example.org",
        "did:web:badges.example.org:issuers:x",
        "did:jwk:e30",
    ] {
        assert_eq!(refusal(bind(&signer, did)).code, RefusalCode::BadDid, "{did}");
    }
    let own = format!("did:web:badges.example.org:issuers:{INSTITUTION}");
    assert_eq!(bound(bind(&signer, &own)).did, own);
}

#[test]
fn a_key_that_is_not_there_and_an_institution_that_is_a_path_are_refused() {
    let signer = TestSigner::started();
    assert_eq!(refusal(bind(&signer, "did:key")).code, RefusalCode::UnknownKey);
    create_key(&signer);
    let answer = signer.ask(&request::BindIssuer {
        key: "badges".into(),
        did: "did:key".into(),
        institution: "../../../../../../tmp/x".into(),
        profile: String::new(),
    });
    assert_eq!(refusal(answer).code, RefusalCode::BadDid);
    let unknown = signer.ask(&request::PublishDidDocument { issuer: "did:key:z6Mk".into() });
    assert_eq!(refusal(unknown).code, RefusalCode::UnknownIssuer);
}
