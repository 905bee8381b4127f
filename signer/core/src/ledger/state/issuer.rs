//! An issuer: its keys in order of use, its permissions, and its recent usage.

use super::Entered;
use super::usage::Usage;
use credentials::time::Timestamp;
use protocol::{Ceilings, StatusKeeper};
use serde_json::Value;
use std::collections::HashMap;

/// How long an approval of revocations may be used, in seconds.
pub(crate) const REVOCATIONS_ALLOWED: i64 = 7 * 86_400;

/// A bound issuer.
#[derive(Clone, Debug)]
pub(crate) struct Issuer {
    /// ULID of the institution.
    pub(crate) institution: String,
    /// Every key that is published for it, oldest first; never empty.
    keys: Vec<IssuerKey>,
    /// Statement of the current DID document.
    pub(crate) document: Option<Entered>,
    pub(crate) ceilings: Ceilings,
    /// The profile in its badges as `issuer`. None where the journal is older than profiles, until one is approved.
    pub(crate) profile: Option<Value>,
    /// Whether people approved the profile: with a badge version, whose facts show it, or as a change of its own.
    pub(crate) is_profile_approved: bool,
    /// Credentials that count against the ceilings.
    pub(crate) usage: Usage,
    /// Reissued credentials, which have ceilings of their own.
    pub(crate) reissued: Usage,
    /// Credentials that people allowed beyond the ceilings: SHA-256 (hex) of the canonical form, and digest of the
    /// badge version.
    pub(crate) allowed: HashMap<String, String>,
    pub(crate) frozen: Option<Freeze>,
    /// May sign its status lists as well as the issuer itself.
    pub(crate) keeper: Option<StatusKeeper>,
    /// Status lists without new revocations.
    pub(crate) lists: Usage,
    /// Revocations without an approval.
    pub(crate) revoked: Usage,
    /// Revocations that people allowed beyond the ceilings, and when that ends.
    allowed_revocations: (u32, Timestamp),
}

/// A key of an issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IssuerKey {
    pub(crate) label: String,
    /// Time from which it signs, until the next key does.
    pub(crate) from: Timestamp,
}

/// Why an issuer is frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Freeze {
    pub(crate) reason: String,
    pub(crate) at: Timestamp,
}

impl Issuer {
    /// An issuer bound to its first key.
    pub(crate) fn new(institution: String, key: String, at: Timestamp) -> Self {
        Self {
            institution,
            keys: vec![IssuerKey { label: key, from: at }],
            document: None,
            ceilings: Ceilings::default(),
            profile: None,
            is_profile_approved: false,
            usage: Usage::default(),
            reissued: Usage::default(),
            allowed: HashMap::new(),
            frozen: None,
            keeper: None,
            lists: Usage::default(),
            revoked: Usage::default(),
            allowed_revocations: (0, at),
        }
    }

    /// Number of revocations that people allowed and that are not used up.
    pub(crate) fn revocations_allowed(&self, now: Timestamp) -> u32 {
        let (left, until) = self.allowed_revocations;
        if now < until { left } else { 0 }
    }

    /// Adds revocations that people allowed.
    pub(crate) fn allow_revocations(&mut self, count: u32, at: Timestamp) {
        let left = self.revocations_allowed(at).saturating_add(count);
        self.allowed_revocations = (left, at.plus_seconds(REVOCATIONS_ALLOWED));
    }

    /// Uses up allowed revocations.
    pub(crate) fn use_allowed_revocations(&mut self, count: usize) {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.allowed_revocations.0 = self.allowed_revocations.0.saturating_sub(count);
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

    /// The next key, if one is published and does not sign yet.
    pub(crate) fn next(&self, now: Timestamp) -> Option<&IssuerKey> {
        self.keys.last().filter(|key| key.from > now)
    }

    /// Publishes one more key, which signs from `from` on.
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
