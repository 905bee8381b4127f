//! Status lists that the credentials of one request would open. Policy judges each credential by the recorded state, so
//! two of them that name two new lists must not be judged by the same state.

use crate::ledger::state::State;
use credentials::lint::Linted;
use std::collections::HashMap;

/// The new list of each issuer, by DID.
#[derive(Debug, Default)]
pub(super) struct Opening(HashMap<String, String>);

impl Opening {
    /// Does the credential name a second new list of its issuer?
    pub(super) fn is_another(&mut self, state: &State, linted: &Linted) -> bool {
        let Some(place) = linted.status().filter(|place| !state.lists.contains_key(&place.list)) else {
            return false;
        };
        let first = self.0.entry(linted.issuer().to_owned()).or_insert_with(|| place.list.clone());
        *first != place.list
    }
}
