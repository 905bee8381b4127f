//! The keys read so far. No place where keys are published is requested twice.

use std::sync::Arc;

use super::binding::{self, Keys, Source};
use super::lookup::Place;
use crate::work::Work;

/// The content of each place, or the reason why it could not be read. Copies share the content.
#[derive(Clone, Default)]
pub(super) struct Keyring {
    held: Vec<(Place, Arc<Keys>)>,
    /// The places that another program read, and the host of that program.
    relays: Vec<(Place, String)>,
    /// The budget of the whole verification. It follows the keys into endorsements, lists and copies.
    work: Work,
}

impl Keyring {
    /// The budget of the whole verification.
    pub(super) fn work(&self) -> &Work {
        &self.work
    }

    /// The document of an identifier, if it was computed or fetched.
    pub(super) fn get(&self, owner: &str) -> Option<&Arc<Keys>> {
        let is_it = |place: &Place| matches!(place, Place::Document(held) if held == owner);
        self.held.iter().find(|(place, _)| is_it(place)).map(|(_, keys)| keys)
    }

    /// The content of a place, if it was read.
    pub(super) fn read(&self, place: &Place) -> Option<&Keys> {
        self.held.iter().find(|(held, _)| held == place).map(|(_, keys)| keys.as_ref())
    }

    pub(super) fn hold(&mut self, place: Place, keys: Keys) {
        if self.read(&place).is_none() {
            self.held.push((place, Arc::new(keys)));
        }
    }

    /// Records that another program read a place.
    pub(super) fn note_relay(&mut self, place: &Place, by: String) {
        self.relays.push((place.clone(), by));
    }

    /// The host of the program that read the document of an identifier, or another place without an identifier of its
    /// own that may hold its keys; none if the caller read all of them.
    pub(super) fn relay(&self, owner: &str) -> Option<&str> {
        let concerns = |place: &Place| match place {
            Place::Document(held) => held == owner,
            Place::Address(_) | Place::KeySet(_) => true,
        };
        self.relays.iter().find(|(place, _)| concerns(place)).map(|(_, by)| by.as_str())
    }

    /// The address of a place to fetch; none when it was read already or can be computed.
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
