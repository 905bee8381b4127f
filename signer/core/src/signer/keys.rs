//! Keys: made in the token, their public halves pinned in the journal.

use super::Signer;
use crate::CHECKPOINT_KEY;
use crate::ledger::record::{Record, Statement};
use crate::ledger::state::{PinnedKey, State};
use credentials::proof::Cryptosuite;
use credentials::time::Timestamp;
use protocol::{Answer, Fault, KeyInfo, KeyState, Problem, Refusal, RefusalCode};

/// Maximum number of keys that are not destroyed: more than an institution needs, fewer than fill a token.
const MOST_KEYS: usize = 16;

impl Signer {
    pub(super) fn list_public_keys(&self) -> Result<Answer, Problem> {
        let ledger = self.ledger()?;
        let (state, now) = (ledger.state(), self.now());
        Ok(Answer::Keys { keys: state.keys.iter().map(|key| info(state, key, now)).collect() })
    }

    /// Destroys a private key in the token. The ledger has recorded the destruction first.
    pub(super) fn destroy(&self, label: &str) -> Result<(), Fault> {
        self.token.destroy(label)
    }

    /// Makes a key. `from_host`: for a ceremony on the signer's host. The web server may have only one unused key for
    /// each issuer, so that it cannot use up the maximum.
    pub(super) fn create_key(&self, label: &str, from_host: bool) -> Result<Answer, Problem> {
        check_label(label)?;
        // Held while the token works, so that concurrent requests cannot pin one label twice.
        let mut ledger = self.ledger()?;
        if let Some(key) = ledger.state().key(label) {
            return Ok(Answer::Key(info(ledger.state(), key, self.now())));
        }
        check_count(ledger.state(), from_host)?;
        let (public_key, attributes) = self.token.create_key(label)?;
        if ledger.state().checkpoint_key == Some(public_key) {
            let sentence =
                "the token's key of this name is the ledger's own, which signs checkpoints and nothing else";
            return Err(Refusal::new(RefusalCode::BadKeyLabel, sentence).into());
        }
        let now = self.now();
        let record = Record::Key {
            label: label.to_owned(),
            public_key: public_key.multibase(),
            created: now.millis(),
            attributes,
        };
        let statement = Statement::KeyPinned { key: label.to_owned() };
        let canonical = statement.canonical();
        ledger.state_publicly(statement, &canonical, None, vec![record], now)?;
        match ledger.state().key(label) {
            Some(key) => Ok(Answer::Key(info(ledger.state(), key, self.now()))),
            None => Err(Refusal::new(RefusalCode::UnknownKey, "the key was not pinned").into()),
        }
    }
}

/// May one more key be made?
fn check_count(state: &State, from_host: bool) -> Result<(), Refusal> {
    if state.keys.iter().filter(|key| !key.is_destroyed).count() >= MOST_KEYS {
        return Err(Refusal::new(
            RefusalCode::TooManyKeys,
            format!(
                "the signer holds {MOST_KEYS} keys, and no more may be made. Destroy one that signs no more"
            ),
        ));
    }
    let unused = state
        .keys
        .iter()
        .filter(|key| !key.is_destroyed && key.revoked.is_none() && state.owner_of(&key.label).is_none());
    if !from_host && unused.count() >= state.issuers.len().max(1) {
        return Err(Refusal::new(
            RefusalCode::TooManyKeys,
            "a key that no issuer uses is there already, one for each issuer. Use or destroy it first",
        ));
    }
    Ok(())
}

fn check_label(label: &str) -> Result<(), Refusal> {
    let plain = label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !plain || label.is_empty() || label.len() > 32 || label == CHECKPOINT_KEY {
        let sentence = "a key's name is 1 to 32 of a-z, 0-9 and -, and not `checkpoint`";
        return Err(Refusal::new(RefusalCode::BadKeyLabel, sentence));
    }
    Ok(())
}

fn info(state: &State, key: &PinnedKey, now: Timestamp) -> KeyInfo {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_s_name_is_plain_and_the_checkpoint_key_s_is_kept() {
        for good in ["a", "badges-2026", "0123456789abcdef0123456789abcdef"] {
            assert!(check_label(good).is_ok(), "{good}");
        }
        for bad in ["", "checkpoint", "Badges", "a b", "ä", "a/b", "0123456789abcdef0123456789abcdef0"] {
            assert!(check_label(bad).is_err(), "{bad}");
        }
    }
}
