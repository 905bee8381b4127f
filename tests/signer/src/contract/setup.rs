//! From an empty ledger to a bound issuer.

use super::documents::{INSTITUTION, KEY, profile};
use super::{Installation, assert_refused, published};
use credentials::did::{did_key, verification_method};
use credentials::model::Class as _;
use credentials::multikey::PublicKey;
use protocol::{KeyInfo, KeyState, PinState, Problem, PublicKeys, RefusalCode, VERSION, request};

pub(super) fn health_of_a_new_signer(signer: &impl Installation) {
    let Ok(health) = signer.ask(&request::Health) else { panic!("no health") };
    assert_eq!((health.version, health.pin, health.issuer_bound), (VERSION, PinState::Good, false));
    assert_eq!(health.ledger_size, 0);
    assert_eq!((health.approvers, health.host_approves, health.approvals_needed), (0, true, 1));
    assert!(!health.proposals_paused && !health.ledger_rolled_back);
}

pub(super) fn nothing_is_entered_before_the_checkpoint_handshake(signer: &impl Installation) {
    assert_refused(create_key(signer, KEY), RefusalCode::HandshakeRequired);
    let Ok(checkpoint) = published(signer, &request::PresentCheckpoint { note: None }) else {
        panic!("no checkpoint")
    };
    assert_eq!(checkpoint.consistency, None);
}

pub(super) fn a_key_is_made_once(signer: &impl Installation) {
    let Ok(made) = create_key(signer, KEY) else { panic!("no key") };
    assert_eq!((&*made.label, made.state, &made.issuer), (KEY, KeyState::Created, &None));
    let Ok(again) = create_key(signer, KEY) else { panic!("no key") };
    assert_eq!(made, again);
    assert_refused(create_key(signer, "checkpoint"), RefusalCode::BadKeyLabel);
    assert_refused(create_key(signer, "another"), RefusalCode::TooManyKeys);
    assert_eq!(keys(signer), [made]);
}

/// Returns the issuer's DID.
pub(super) fn the_first_issuer_is_bound_without_an_approval(signer: &impl Installation) -> String {
    let [key] = keys(signer).try_into().unwrap();
    let public_key = PublicKey::parse(&key.public_key).unwrap();
    let did = did_key(&public_key);
    let bind = |did: &str, institution: &str| {
        signer.ask(&request::BindIssuer {
            key: KEY.to_owned(),
            did: did.to_owned(),
            institution: institution.to_owned(),
            profile: profile(signer, &did_key(&public_key)).to_value().to_string(),
        })
    };
    assert_refused(bind("did:web:elsewhere.example", INSTITUTION), RefusalCode::BadDid);
    let Ok(bound) = bind("did:key", INSTITUTION) else { panic!("not bound") };
    assert_eq!((&bound.did, &*bound.key), (&did, KEY));
    assert_eq!(bound.verification_method, verification_method(&did, &public_key));
    let Ok(again) = bind("did:key", INSTITUTION) else { panic!("not bound") };
    assert_eq!(bound, again);
    assert_refused(bind("did:key", "01ARZ3NDEKTSV4RRFFQ69G5FA2"), RefusalCode::NeedsApproval);
    let [key] = keys(signer).try_into().unwrap();
    assert_eq!((key.state, key.issuer.as_ref()), (KeyState::Active, Some(&did)));
    did
}

fn create_key(signer: &impl Installation, label: &str) -> Result<KeyInfo, Problem> {
    signer.ask(&request::CreateKey { label: label.to_owned() })
}

fn keys(signer: &impl Installation) -> Vec<KeyInfo> {
    match signer.ask(&request::ListPublicKeys) {
        Ok(PublicKeys { keys }) => keys,
        other => panic!("{other:?}"),
    }
}
