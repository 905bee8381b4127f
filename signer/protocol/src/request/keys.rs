//! Keys, and what they signed.

use super::{Request, SHORT_TIME_LIMIT, TIME_LIMIT};
use crate::change::Ceilings;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Public keys with their issuers and states.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListPublicKeys;

impl Request for ListPublicKeys {
    type Answer = PublicKeys;
    const NAME: &'static str = "list-public-keys";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = SHORT_TIME_LIMIT;
}

/// Make a key pair inside the token, not extractable, and pin its public key. A repeated request with the same label
/// returns the same key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateKey {
    /// Name of the key in the token: 1 to 32 of `a-z0-9-`; `checkpoint` is reserved for the ledger's own key.
    pub label: String,
}

impl Request for CreateKey {
    type Answer = KeyInfo;
    const NAME: &'static str = "create-key";
    const APPENDS: bool = true;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// Which credentials did a key sign? Oldest first, at most [`crate::MAX_LISTED`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSigned {
    /// Label of the key.
    pub key: String,
    /// Only leaves after this one; `None`: from the beginning.
    pub after: Option<u64>,
}

impl Request for ListSigned {
    type Answer = SignedByKey;
    const NAME: &'static str = "list-signed";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// Signatures of each key on each of the last days, according to the ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountSigned {
    /// Number of days, today included, at most [`crate::MAX_DAYS`]. 0: only the total is requested.
    pub days: u16,
}

impl Request for CountSigned {
    type Answer = SignedCounts;
    const NAME: &'static str = "count-signed";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = SHORT_TIME_LIMIT;
}

/// Answer to [`ListPublicKeys`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKeys {
    /// Every key that the signer pinned, oldest first.
    pub keys: Vec<KeyInfo>,
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyInfo {
    /// Label in the token.
    pub label: String,
    /// The public key as Multikey (multibase, `z6Mk…`).
    pub public_key: String,
    /// Cryptosuite that follows from the key's kind.
    pub cryptosuite: String,
    /// When it was made: milliseconds since 1970, UTC.
    pub created: i64,
    /// Its state.
    pub state: KeyState,
    /// The issuer DID bound to it, if any.
    pub issuer: Option<String>,
    /// Attributes read from the token, in words: `non-extractable`, `sensitive`, `made inside the token`.
    pub attributes: Vec<String>,
    /// Why its issuer is frozen, if it is.
    pub frozen: Option<String>,
    /// Its issuer's ceilings.
    pub ceilings: Option<Ceilings>,
}

/// State of a key in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyState {
    /// Made, not bound to an issuer.
    Created,
    /// In the issuer's DID document; signs from this time on (milliseconds since 1970, UTC).
    Published {
        /// The time.
        from: i64,
    },
    /// Signs.
    Active,
    /// No longer signs; stays published, so that what it signed stays valid.
    Retired,
    /// Reported compromised: `revoked` in the DID document.
    Compromised,
    /// Its private key is destroyed.
    Destroyed,
}

/// Answer to [`ListSigned`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedByKey {
    /// Credentials that are under the key now: those reissued since are under another key.
    pub credentials: Vec<SignedCredential>,
}

/// A credential as recorded in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedCredential {
    /// Its id.
    pub id: String,
    /// Index of its leaf.
    pub ledger_index: u64,
    /// When it was recorded: milliseconds since 1970, UTC.
    pub recorded: i64,
}

/// Answer to [`CountSigned`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedCounts {
    /// Entries of credentials in the ledger since it began; reissued ones count again.
    pub credentials: u64,
    /// Every key that the signer pinned, oldest first.
    pub keys: Vec<KeyUsage>,
}

/// How often a key signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyUsage {
    /// Label of the key.
    pub key: String,
    /// Oldest first, up to today; days without a signature too.
    pub days: Vec<DayUsage>,
}

/// What a key signed on one day, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayUsage {
    /// Start of the day: milliseconds since 1970, UTC.
    pub day: i64,
    /// Badges and other credentials.
    pub credentials: u32,
    /// Status lists.
    pub lists: u32,
}
