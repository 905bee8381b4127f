//! The keys that the signer pinned.

use crate::ledger::state::{PinnedKey, State};
use crate::signer::ledger_handle::LedgerHandle;
use credentials::proof::Cryptosuite;
use credentials::time::Timestamp;
use protocol::{KeyInfo, KeyState, Problem, PublicKeys};

/// Every pinned key, oldest first.
pub(crate) fn list_public_keys(ledger: &LedgerHandle) -> Result<PublicKeys, Problem> {
    let now = ledger.now();
    let ledger = ledger.lock()?;
    let state = ledger.state();
    Ok(PublicKeys { keys: state.keys.iter().map(|key| info(state, key, now)).collect() })
}

/// A pinned key as others see it.
pub(super) fn info(state: &State, key: &PinnedKey, now: Timestamp) -> KeyInfo {
    let owner = state.owner_of(&key.label);
    let issuer = owner.and_then(|did| state.issuers.get(did));
    let next = issuer.and_then(|issuer| issuer.next(now)).filter(|next| next.label == key.label);
    let life = match (issuer, next) {
        _ if key.is_destroyed => KeyState::Destroyed,
        _ if key.revoked.is_some() => KeyState::Compromised,
        (None, _) => KeyState::Created,
        (Some(_), Some(next)) => KeyState::Published { from: next.from.millis() },
        (Some(issuer), None) if issuer.active(now) == key.label => KeyState::Active,
        (Some(_), None) => KeyState::Retired,
    };
    KeyInfo {
        label: key.label.clone(),
        public_key: key.public_key.multibase(),
        cryptosuite: Cryptosuite::for_key(&key.public_key).name().to_owned(),
        created: key.created.millis(),
        state: life,
        issuer: owner.map(str::to_owned),
        attributes: key.attributes.clone(),
        frozen: issuer.and_then(|issuer| issuer.frozen.as_ref()).map(|freeze| freeze.reason.clone()),
        ceilings: issuer.map(|issuer| issuer.ceilings),
    }
}
