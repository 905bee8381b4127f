//! What was read so far of the places where keys are published: none is asked for twice.

use std::sync::Arc;

use super::binding::{self, Keys, Source};
use super::lookup::Place;

/// What each place holds, and where it could not be read why. Copies share what they hold.
#[derive(Clone, Default)]
pub(super) struct Keyring(Vec<(Place, Arc<Keys>)>);

impl Keyring {
    /// The document of an identifier, if it was computed or asked for.
    pub(super) fn get(&self, owner: &str) -> Option<&Arc<Keys>> {
        let is_it = |place: &Place| matches!(place, Place::Document(held) if held == owner);
        self.0.iter().find(|(place, _)| is_it(place)).map(|(_, keys)| keys)
    }

    /// What a place holds, if it was read.
    pub(super) fn read(&self, place: &Place) -> Option<&Keys> {
        self.0.iter().find(|(held, _)| held == place).map(|(_, keys)| keys.as_ref())
    }

    pub(super) fn hold(&mut self, place: Place, keys: Keys) {
        if self.read(&place).is_none() {
            self.0.push((place, Arc::new(keys)));
        }
    }

    /// Where to ask for what a place holds; nothing when it was read already or can be computed.
    pub(super) fn address(&mut self, place: &Place) -> Option<String> {
        if self.read(place).is_some() {
            return None;
        }
        let owner = match place {
            Place::Address(url) | Place::KeySet(url) => return Some(url.clone()),
            Place::Document(owner) => owner,
        };
        match binding::source(owner) {
            Source::Fetch(url) => Some(url),
            Source::Computed(keys) => {
                self.hold(place.clone(), keys);
                None
            }
        }
    }
}
