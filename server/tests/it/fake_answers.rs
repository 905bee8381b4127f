//! The longer answers of the fake signer.

use super::keys::{FakeKey, key_info};
use super::{Mood, SETUP_CODE, State, ledger};
use credentials::did::{did_key, verification_method};
use protocol::{Answer, BoundIssuer, Fault, FaultCode, KeyState, Problem, Refusal, RefusalCode, Request};

/// Its answer to every request while it has a fault, and to signing requests before the checkpoint handshake.
pub(super) fn unable(state: &State, request: &Request) -> Option<Answer> {
    if state.mood == Mood::Faulty && !matches!(request, Request::Health) {
        let fault = Fault::new(FaultCode::WorkerAway, "The worker does not answer.");
        return Some(Answer::Problem(Problem::Failed(fault)));
    }
    let sentence = "Show the newest checkpoint first.";
    (!state.greeted && signs(request)).then(|| refused(RefusalCode::HandshakeRequired, sentence))
}

pub(super) fn present(state: &mut State, note: Option<String>) -> Answer {
    let answer = ledger::present(state, note.as_deref());
    state.greeted |= matches!(answer, Answer::Checkpoint(_));
    state.shown = note;
    answer
}

/// Does this request append to the ledger?
pub(super) fn signs(request: &Request) -> bool {
    matches!(
        request,
        Request::SignCredentials { .. } | Request::SignStatusList { .. } | Request::SignSuperseding { .. }
    )
}

/// A request's name.
pub(super) fn name(request: &Request) -> &'static str {
    match request {
        Request::Health => "health",
        Request::Metrics => "metrics",
        Request::ListEvents => "list-events",
        Request::ListPublicKeys => "list-public-keys",
        Request::CreateKey { .. } => "create-key",
        Request::BindIssuer { .. } => "bind-issuer",
        Request::PublishDidDocument { .. } => "publish-did-document",
        Request::RegisterBadgeVersion { .. } => "register-badge-version",
        Request::Propose { .. } => "propose",
        Request::LookUpChange { .. } => "look-up-change",
        Request::ListWaiting => "list-waiting",
        Request::Freeze { .. } => "freeze",
        Request::SignCredentials { .. } => "sign-credentials",
        Request::SignStatusList { .. } => "sign-status-list",
        Request::SignSuperseding { .. } => "sign-superseding",
        Request::ListSigned { .. } => "list-signed",
        Request::Checkpoint => "checkpoint",
        Request::PresentCheckpoint { .. } => "present-checkpoint",
        Request::ProveInclusion { .. } => "prove-inclusion",
        Request::CountSigned { .. } => "count-signed",
    }
}

pub(super) fn create_key(state: &mut State, label: &str, mood: Mood) -> Answer {
    if mood == Mood::RefusesKeys {
        return refused(RefusalCode::BadKeyLabel, "The signer holds as many keys as it may.");
    }
    if !state.keys.iter().any(|key| key.label == label) {
        let number = u8::try_from(state.keys.len()).unwrap();
        let key = FakeKey::numbered(number, label, state.people.now);
        state.keys.push(key);
    }
    let key = state.keys.iter().find(|key| key.label == label).unwrap();
    Answer::Key(key_info(state, key))
}

pub(super) fn bind(
    state: &mut State,
    key: String,
    did: String,
    institution: String,
    setup_code: &str,
    profile: &str,
) -> Answer {
    if state.bound.is_none() && setup_code != SETUP_CODE {
        return refused(RefusalCode::WrongSetupCode, "The set-up code is wrong. Look it up again.");
    }
    let made = state.keys.iter_mut().find(|made| made.label == key).unwrap();
    made.life = KeyState::Active;
    let public_key = made.public_key();
    let did = if did == "did:key" { did_key(&public_key) } else { did };
    let verification_method = verification_method(&did, &public_key);
    let bound = BoundIssuer { verification_method, did, key };
    state.institution = institution;
    if state.bound.is_none() {
        state.profile = serde_json::from_str(profile).unwrap();
        assert_eq!(state.profile["id"], bound.did, "the profile is another issuer's");
    }
    Answer::Bound(state.bound.get_or_insert(bound).clone())
}

pub(super) fn refused(code: RefusalCode, sentence: &str) -> Answer {
    Answer::Problem(Problem::Refused(Refusal::new(code, sentence)))
}
