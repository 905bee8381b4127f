//! The fake signer's status lists, by the real one's rules as far as the server can notice them. One list is open; an
//! unchanged list is signed once an hour; no bit is cleared; revocations are limited.

use super::State;
use super::signing::sign;
use credentials::status::StatusList;
use protocol::{Refusal, RefusalCode, SignedDocument};
use serde_json::Value;
use std::collections::BTreeSet;

/// A list as last signed.
#[derive(Debug)]
pub(super) struct FakeList {
    pub(super) id: String,
    ones: BTreeSet<u32>,
    text: String,
    /// `validFrom`, cut to the hour.
    hour: String,
    /// The key that signed it.
    key: String,
}

pub(super) fn sign_list(state: &mut State, text: &str) -> Result<SignedDocument, Refusal> {
    let list: Value = serde_json::from_str(text).unwrap();
    let member = |pointer: &str| list.pointer(pointer).and_then(Value::as_str).unwrap();
    let id = member("/id").to_owned();
    let ones: BTreeSet<u32> =
        StatusList::decode(member("/credentialSubject/encodedList")).unwrap().ones().collect();
    let hour = member("/validFrom")[..13].to_owned();
    let key = signing_key(state);
    let known = state.lists.iter().position(|known| known.id == id);
    let before = known.and_then(|known| state.lists.get(known));
    if before.is_some_and(|before| before.text == text && before.key == key) {
        return Ok(sign(state, text));
    }
    if known.is_none() && !state.lists.is_empty() {
        return Err(Refusal::new(RefusalCode::ListStillOpen, "The newest list has room."));
    }
    let before_key = before.map(|before| before.key.clone());
    let before_ones = before.map(|before| before.ones.clone()).unwrap_or_default();
    if !before_ones.is_subset(&ones) {
        return Err(Refusal::new(RefusalCode::RevocationCleared, "The list would clear a revocation."));
    }
    let gained = ones.len() - before_ones.len();
    if gained == 0 && before.is_some_and(|before| before.key == key && before.hour >= hour) {
        return Err(Refusal::new(RefusalCode::ListTooSoon, "The list was signed in this hour already."));
    }
    if let Some(left) = &mut state.revocations_left {
        if gained > *left {
            let sentence = "So many revocations are above the ceiling of 300 a minute.";
            return Err(Refusal::new(RefusalCode::OverRevocationCeiling, sentence));
        }
        *left -= gained;
    }
    // Another key signs the same text again.
    if before_key.is_some_and(|before| before != key) {
        state.signed.remove(text);
    }
    state.lists.retain(|known| known.id != id);
    state.lists.push(FakeList { id, ones, text: text.to_owned(), hour, key });
    Ok(sign(state, text))
}

/// Name of the active key.
fn signing_key(state: &State) -> String {
    let active = state.keys.iter().find(|key| key.life == protocol::KeyState::Active);
    active.map_or_else(String::new, |key| key.label.clone())
}
