//! One parsed proof: its members, checked for form (VC Data Integrity 1.0, section 2.1).

use serde_json::{Map, Value};

use super::{Cryptosuite, ProofFailure};
use crate::multikey::{self, PublicKey};
use crate::time::Timestamp;

/// A proof of a known suite, with its members in order. It is not verified yet.
#[derive(Debug, Clone)]
pub struct Proof<'a> {
    members: &'a Map<String, Value>,
    cryptosuite: Cryptosuite,
    verification_method: &'a str,
    purpose: &'a str,
    expires: Option<Timestamp>,
}

/// The values that a proof must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected<'a> {
    /// `assertionMethod` for credentials, `authentication` for presentations.
    pub purpose: &'a str,
    /// The proof's `domain` must be this set, in any order.
    pub domain: Option<&'a [&'a str]>,
    /// The proof's `challenge` must equal this one.
    pub challenge: Option<&'a str>,
    /// The time at which a proof must not have reached its `expires`.
    pub now: Timestamp,
}

impl Expected<'_> {
    /// The expected values for the proof of a credential at the time `now`.
    #[must_use]
    pub fn of_credential(now: Timestamp) -> Self {
        Self { purpose: "assertionMethod", domain: None, challenge: None, now }
    }
}

impl<'a> Proof<'a> {
    /// Reads one entry of `proof`.
    ///
    /// # Errors
    /// [`ProofFailure::Suite`] for an unknown suite; [`ProofFailure::Member`] by name: `type`, `cryptosuite`,
    /// `verificationMethod`, `proofPurpose` and `proofValue` must be texts, `created` and `expires` times.
    pub fn read(proof: &'a Value) -> Result<Self, ProofFailure> {
        let Value::Object(members) = proof else { return Err(ProofFailure::Member("proof")) };
        let cryptosuite = Cryptosuite::of(members)?;
        let text =
            |name: &'static str| members.get(name).and_then(Value::as_str).ok_or(ProofFailure::Member(name));
        let moment = |name: &'static str| {
            let text = members.contains_key(name).then(|| text(name)).transpose()?;
            let moment = text.map(Timestamp::parse_or_utc).transpose();
            moment.map_err(|_| ProofFailure::Member(name))
        };
        // Ed25519Signature2020 has no such member; with it the proof would have two suites at once.
        if cryptosuite == Cryptosuite::Ed25519Signature2020 && members.contains_key("cryptosuite") {
            return Err(ProofFailure::Member("cryptosuite"));
        }
        moment("created")?;
        text("proofValue")?;
        Ok(Self {
            members,
            cryptosuite,
            verification_method: text("verificationMethod")?,
            purpose: text("proofPurpose")?,
            expires: moment("expires")?,
        })
    }

    /// Its suite.
    #[must_use]
    pub fn cryptosuite(&self) -> Cryptosuite {
        self.cryptosuite
    }

    /// `verificationMethod`: the name of the key.
    #[must_use]
    pub fn verification_method(&self) -> &'a str {
        self.verification_method
    }

    /// `proofPurpose`.
    #[must_use]
    pub fn purpose(&self) -> &'a str {
        self.purpose
    }

    /// `expires`.
    #[must_use]
    pub fn expires(&self) -> Option<Timestamp> {
        self.expires
    }

    /// Compares the proof's purpose, domain, challenge and expiry with the expected ones (VC Data Integrity 1.0,
    /// section 4.4).
    ///
    /// # Errors
    /// [`ProofFailure::Purpose`], [`ProofFailure::Domain`], [`ProofFailure::Challenge`], [`ProofFailure::Expired`].
    pub fn meets(&self, expected: &Expected<'_>) -> Result<(), ProofFailure> {
        if self.purpose != expected.purpose {
            return Err(ProofFailure::Purpose);
        }
        if let Some(wanted) = expected.domain
            && !self.is_for(wanted)
        {
            return Err(ProofFailure::Domain);
        }
        if expected.challenge.is_some_and(|wanted| self.text("challenge") != Some(wanted)) {
            return Err(ProofFailure::Challenge);
        }
        match self.expires {
            Some(expires) if expires <= expected.now => Err(ProofFailure::Expired(expires)),
            _ => Ok(()),
        }
    }

    /// Whether `domain` is this set.
    fn is_for(&self, wanted: &[&str]) -> bool {
        let said = match self.members.get("domain") {
            Some(Value::Array(domains)) => domains.as_slice(),
            Some(domain) => std::slice::from_ref(domain),
            None => return false,
        };
        let said_is_wanted = said.iter().all(|one| one.as_str().is_some_and(|one| wanted.contains(&one)));
        said_is_wanted && wanted.iter().all(|one| said.iter().any(|said| said.as_str() == Some(one)))
    }

    pub(super) fn members(&self) -> &'a Map<String, Value> {
        self.members
    }

    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.members.get(name).and_then(Value::as_str)
    }

    /// The signature in `proofValue`: base58btc of 64 bytes, or 96 with P-384. A signature has exactly one text.
    pub(super) fn signature(&self, key: &PublicKey) -> Result<Vec<u8>, ProofFailure> {
        let length = match key {
            PublicKey::Ed25519(_) | PublicKey::P256(_) => 64,
            PublicKey::P384(_) => 96,
        };
        let value = self.text("proofValue").filter(|value| value.starts_with('z'));
        let bytes = value.and_then(|value| multikey::decode_multibase(value).ok());
        bytes.filter(|bytes| bytes.len() == length).ok_or(ProofFailure::Member("proofValue"))
    }
}
