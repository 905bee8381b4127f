//! The keys that were had so far, by whose they are: nobody is asked twice.

use std::sync::Arc;

use super::binding::{self, Keys, Source};

/// Keys by the identifier of their owner, and where there are none why. Copies share what they hold.
#[derive(Clone, Default)]
pub(super) struct Keyring(Vec<(String, Arc<Keys>)>);

impl Keyring {
    /// The keys of an owner, if they were computed or asked for.
    pub(super) fn get(&self, owner: &str) -> Option<&Arc<Keys>> {
        self.0.iter().find(|(held, _)| held == owner).map(|(_, keys)| keys)
    }

    pub(super) fn hold(&mut self, owner: &str, keys: Keys) {
        if self.get(owner).is_none() {
            self.0.push((owner.to_owned(), Arc::new(keys)));
        }
    }

    /// Where to ask for the keys of an owner; nothing when they are held already or can be computed.
    pub(super) fn place(&mut self, owner: &str) -> Option<String> {
        if self.get(owner).is_some() {
            return None;
        }
        match binding::source(owner) {
            Source::Fetch(url) => Some(url),
            Source::Computed(keys) => {
                self.hold(owner, keys);
                None
            }
        }
    }
}
