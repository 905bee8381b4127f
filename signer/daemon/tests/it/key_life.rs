//! A key's life: published, in use, replaced, compromised, destroyed.

use crate::documents::{Institution, now};
use crate::test_signer::{INSTITUTION, refusal, says};
use protocol::{Change, Decision, KeyInfo, KeyState, PublicKeys, RefusalCode, request};
use serde_json::Value;

const AT_ONCE: &str = "[keys]\noverlap_hours = 0";

impl Institution {
    pub(crate) fn make_key(&self, label: &str) -> KeyInfo {
        match self.signer.ask(&request::CreateKey { label: label.into() }) {
            Ok(key) => key,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn make(&self, change: Change) {
        let waiting = self.signer.propose(change);
        self.signer.decide(&waiting);
    }

    fn keys(&self) -> Vec<KeyInfo> {
        match self.signer.ask(&request::ListPublicKeys) {
            Ok(PublicKeys { keys }) => keys,
            other => panic!("{other:?}"),
        }
    }

    fn state_of(&self, label: &str) -> KeyState {
        self.keys().into_iter().find(|key| key.label == label).unwrap().state
    }

    fn did_document(&self) -> Value {
        serde_json::from_str(&self.signer.read(&format!("public/issuers/{INSTITUTION}/did.json"))).unwrap()
    }

    fn rotate(&self, key: &str) {
        self.make(Change::RotateKey { issuer: self.did.clone(), key: key.into() });
    }

    pub(crate) fn revoke(&self, key: &str) {
        self.make(Change::RevokeKey { key: key.into(), since: now().millis() });
    }
}

#[test]
fn a_next_key_is_published_a_day_before_it_signs() {
    let institution = Institution::founded_on_the_web("");
    let next = institution.make_key("next");
    assert_eq!(next.state, KeyState::Created);
    institution.rotate("next");
    let KeyState::Published { from } = institution.state_of("next") else {
        panic!("{:?}", institution.keys())
    };
    assert!((from - now().plus_seconds(86_400).millis()).abs() < 60_000);
    let document = institution.did_document();
    assert_eq!(document["assertionMethod"].as_array().unwrap().len(), 2);
    assert!(document.to_string().contains(&next.public_key));
    let signed = institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    assert!(signed.document.contains(&institution.public_key));
    let third = institution.make_key("third");
    let again =
        request::Propose { change: Change::RotateKey { issuer: institution.did.clone(), key: third.label } };
    assert_eq!(refusal(institution.signer.ask(&again)).code, RefusalCode::ImpossibleChange);
}

#[test]
fn a_retired_key_stays_published_and_the_next_one_signs() {
    let institution = Institution::founded_on_the_web(AT_ONCE);
    let first = institution.credential(1).to_value();
    let before = institution.signer.sign(&first).unwrap();
    let next = institution.make_key("next");
    institution.rotate("next");
    assert_eq!(
        (institution.state_of("badges"), institution.state_of("next")),
        (KeyState::Retired, KeyState::Active)
    );
    let after = institution.signer.sign(&institution.credential(2).to_value()).unwrap();
    assert!(after.document.contains(&next.public_key) && !after.document.contains(&institution.public_key));
    // A document that the old key signed is returned unchanged.
    assert_eq!(institution.signer.sign(&first).unwrap(), before);
    let document = institution.did_document().to_string();
    assert!(document.contains(&institution.public_key) && !document.contains("revoked"));
}

#[test]
fn a_did_key_is_its_key_and_cannot_be_rotated() {
    let institution = Institution::founded();
    institution.make_key("next");
    let change = Change::RotateKey { issuer: institution.did.clone(), key: "next".into() };
    assert_eq!(
        refusal(institution.signer.ask(&request::Propose { change })).code,
        RefusalCode::ImpossibleChange
    );
}

#[test]
fn whoever_says_that_a_key_is_lost_stops_it_at_once_and_people_revoke_it() {
    let institution = Institution::founded_on_the_web("");
    let change = Change::RevokeKey { key: "badges".into(), since: now().millis() };
    let waiting = institution.signer.propose(change);
    let refused = institution.signer.sign(&institution.credential(1).to_value()).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Frozen);
    assert!(!institution.did_document().to_string().contains("revoked"));
    institution.signer.approve_on_host(&waiting);
    assert_eq!(institution.state_of("badges"), KeyState::Compromised);
    assert!(institution.did_document()["verificationMethod"][0]["revoked"].is_string());
    // The next key signs at once, and the issuer with it.
    institution.make_key("next");
    institution.rotate("next");
    assert!(institution.signer.sign(&institution.credential(1).to_value()).is_ok());
}

#[test]
fn a_frozen_issuer_still_has_its_revocations_signed_and_people_unfreeze_it() {
    let institution = Institution::founded();
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    let reason = "we look into something".to_owned();
    let frozen = institution.signer.ask(&request::Freeze { issuer: institution.did.clone(), reason });
    assert!(matches!(frozen, Ok(())));
    let refused = institution.signer.sign(&institution.credential(2).to_value()).unwrap_err();
    assert_eq!(refused.code, RefusalCode::Frozen);
    assert!(says(&refused).contains("we look into something"));
    assert!(institution.signer.sign_list(&institution.list(&[1001]).to_value()).is_ok());
    institution.make(Change::Unfreeze { issuer: institution.did.clone() });
    assert!(institution.signer.sign(&institution.credential(2).to_value()).is_ok());
}

#[test]
fn a_key_in_use_is_not_destroyed_and_a_retired_one_is_inside_the_token() {
    let mut institution = Institution::founded_on_the_web(AT_ONCE);
    let destroy = |key: &str| Change::DestroyKey { key: key.into() };
    let asked = institution.signer.ask(&request::Propose { change: destroy("badges") });
    assert_eq!(refusal(asked).code, RefusalCode::ImpossibleChange);
    institution.make_key("next");
    institution.rotate("next");
    institution.make(destroy("badges"));
    assert_eq!(institution.state_of("badges"), KeyState::Destroyed);
    assert!(institution.did_document().to_string().contains(&institution.public_key));
    let again = institution.signer.ask(&request::Propose { change: destroy("badges") });
    assert!(matches!(again, Ok(Decision::Done { .. })), "{again:?}");
    // The label stays taken: no other key is ever pinned under it.
    institution.signer.kill_worker();
    institution.signer.start_worker();
    assert_eq!(institution.make_key("badges").public_key, institution.public_key);
    assert_eq!(institution.state_of("badges"), KeyState::Destroyed);
}
