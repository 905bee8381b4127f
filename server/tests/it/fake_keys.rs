//! The fake signer's keys, and the effects of approved changes on them.

use super::State;
use credentials::multikey::PublicKey;
use ed25519_dalek::SigningKey;
use protocol::{Change, KeyInfo, KeyState};

/// A key of the fake signer.
#[derive(Clone, Debug)]
pub(super) struct FakeKey {
    pub(super) label: String,
    pub(super) secret: SigningKey,
    pub(super) life: KeyState,
    /// Milliseconds since 1970, UTC.
    pub(super) created: i64,
}

impl FakeKey {
    pub(super) fn numbered(number: u8, label: &str, created: i64) -> Self {
        let secret = SigningKey::from_bytes(&[42 + number; 32]);
        Self { label: label.to_owned(), secret, life: KeyState::Created, created }
    }

    pub(super) fn public_key(&self) -> PublicKey {
        PublicKey::Ed25519(self.secret.verifying_key().to_bytes())
    }
}

/// Applies an approved change. A new key is active at once: no test waits a day.
pub(super) fn apply(state: &mut State, change: Change) {
    let life = |keys: &mut Vec<FakeKey>, label: &str, life| {
        keys.iter_mut().find(|key| key.label == label).unwrap().life = life;
    };
    match change {
        Change::SetProfile { profile, .. } => state.profile = serde_json::from_str(&profile).unwrap(),
        Change::SetCeilings { ceilings, .. } => state.ceilings = ceilings,
        Change::Unfreeze { .. } => state.frozen = None,
        Change::AllowBatch { digests, .. } => state.allowed.extend(digests),
        Change::RotateKey { key, .. } => {
            for old in state.keys.iter_mut().filter(|old| old.life == KeyState::Active) {
                old.life = KeyState::Retired;
            }
            life(&mut state.keys, &key, KeyState::Active);
        }
        Change::RevokeKey { key, .. } => life(&mut state.keys, &key, KeyState::Compromised),
        Change::DestroyKey { key } => life(&mut state.keys, &key, KeyState::Destroyed),
        _ => {}
    }
}

pub(super) fn key_info(state: &State, key: &FakeKey) -> KeyInfo {
    let issuer =
        state.bound.as_ref().filter(|_| key.life != KeyState::Created).map(|bound| bound.did.clone());
    KeyInfo {
        label: key.label.clone(),
        public_key: key.public_key().multibase(),
        cryptosuite: "eddsa-rdfc-2022".to_owned(),
        created: key.created,
        state: key.life,
        attributes: vec!["non-extractable".to_owned()],
        frozen: issuer.as_ref().and_then(|_| state.frozen.clone()),
        ceilings: issuer.as_ref().map(|_| state.ceilings),
        issuer,
    }
}
