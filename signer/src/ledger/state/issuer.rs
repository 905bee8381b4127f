//! An issuer: its keys in the order of their use, what it may do, and what it did lately.

use super::Entered;
use super::usage::Usage;
use credentials::time::Timestamp;
use protocol::Ceilings;
use std::collections::HashMap;

/// An issuer that is bound.
#[derive(Clone, Debug)]
pub(crate) struct Issuer {
    /// ULID of the institution.
    pub(crate) institution: String,
    /// Every key that is published for it, oldest first; never empty.
    keys: Vec<IssuerKey>,
    /// The statement of the DID document that stands now.
    pub(crate) document: Option<Entered>,
    pub(crate) ceilings: Ceilings,
    /// Credentials that count against the ceilings.
    pub(crate) usage: Usage,
    /// Credentials that people allowed whatever the ceilings say: SHA-256 (hex) of the canonical form, and digest of
    /// the badge version that each is of.
    pub(crate) allowed: HashMap<String, String>,
    pub(crate) frozen: Option<Freeze>,
}

/// A key of an issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IssuerKey {
    pub(crate) label: String,
    /// From when on it signs; until the next one does.
    pub(crate) from: Timestamp,
}

/// Why an issuer has no badges signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Freeze {
    pub(crate) reason: String,
    pub(crate) at: Timestamp,
}

impl Issuer {
    /// Bound to its first key.
    pub(crate) fn new(institution: String, key: String, at: Timestamp) -> Self {
        Self {
            institution,
            keys: vec![IssuerKey { label: key, from: at }],
            document: None,
            ceilings: Ceilings::default(),
            usage: Usage::default(),
            allowed: HashMap::new(),
            frozen: None,
        }
    }

    /// Every key that is published for it, oldest first.
    pub(crate) fn keys(&self) -> &[IssuerKey] {
        &self.keys
    }

    /// Label of the key that signs now.
    pub(crate) fn active(&self, now: Timestamp) -> &str {
        let started = self.keys.iter().rev().find(|key| key.from <= now);
        started.or(self.keys.first()).map_or("", |key| &key.label)
    }

    /// The key that follows, if one is published and does not sign yet.
    pub(crate) fn next(&self, now: Timestamp) -> Option<&IssuerKey> {
        self.keys.last().filter(|key| key.from > now)
    }

    /// One more key is published; it signs from this moment on.
    pub(crate) fn add_key(&mut self, label: String, from: Timestamp) {
        self.keys.push(IssuerKey { label, from });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_key_signs_from_its_moment_on() {
        let at = |second: i64| Timestamp::from_millis(second * 1000);
        let mut issuer = Issuer::new("01ARZ3NDEKTSV4RRFFQ69G5FAV".into(), "one".into(), at(10));
        assert_eq!((issuer.active(at(0)), issuer.next(at(10))), ("one", None));
        issuer.add_key("two".into(), at(100));
        assert_eq!(issuer.active(at(99)), "one");
        assert_eq!(issuer.next(at(99)).unwrap().label, "two");
        assert_eq!((issuer.active(at(100)), issuer.next(at(100))), ("two", None));
    }
}
