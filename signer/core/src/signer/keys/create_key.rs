//! Making a key in the token.

use super::list_keys::info;
use crate::CHECKPOINT_KEY;
use crate::environment::Token;
use crate::ledger::record::{Record, Statement};
use crate::ledger::state::State;
use crate::signer::ledger_handle::LedgerHandle;
use protocol::reason::KeyReason;
use protocol::{KeyInfo, Problem, Refusal};

/// Maximum number of keys that are not destroyed: more than an institution needs, fewer than fill a token.
const MOST_KEYS: usize = 16;

/// Makes keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CreateKey<'a> {
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) token: &'a dyn Token,
}

impl CreateKey<'_> {
    /// Makes a key. `from_host`: for a ceremony on the signer's host. The web server may have only one unused key for
    /// each issuer, so that it cannot use up the maximum.
    pub(crate) fn create(self, label: &str, from_host: bool) -> Result<KeyInfo, Problem> {
        check_label(label)?;
        // Held while the token works, so that concurrent requests cannot pin one label twice.
        let mut ledger = self.ledger.lock()?;
        if let Some(key) = ledger.state().key(label) {
            return Ok(info(ledger.state(), key, self.ledger.now()));
        }
        check_count(ledger.state(), from_host)?;
        let (public_key, attributes) = self.token.create_key(label)?;
        if ledger.state().checkpoint_key == Some(public_key) {
            return Err(Refusal::new(KeyReason::LedgersOwn).into());
        }
        let now = self.ledger.now();
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
            Some(key) => Ok(info(ledger.state(), key, self.ledger.now())),
            None => Err(Refusal::new(KeyReason::NotPinned).into()),
        }
    }
}

/// May one more key be made?
fn check_count(state: &State, from_host: bool) -> Result<(), Refusal> {
    if state.keys.iter().filter(|key| !key.is_destroyed).count() >= MOST_KEYS {
        return Err(Refusal::new(KeyReason::TooMany { most: MOST_KEYS }));
    }
    let unused = state
        .keys
        .iter()
        .filter(|key| !key.is_destroyed && key.revoked.is_none() && state.owner_of(&key.label).is_none());
    if !from_host && unused.count() >= state.issuers.len().max(1) {
        return Err(Refusal::new(KeyReason::UnusedWaits));
    }
    Ok(())
}

fn check_label(label: &str) -> Result<(), Refusal> {
    let plain = label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !plain || label.is_empty() || label.len() > 32 || label == CHECKPOINT_KEY {
        return Err(Refusal::new(KeyReason::Name { most: 32 }));
    }
    Ok(())
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
