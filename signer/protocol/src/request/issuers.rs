//! Issuers: binding, DID document, freezing.

use super::{Request, TIME_LIMIT};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Bind an issuer DID to a key, once and permanently. The first binding needs no approval: people approve the profile with
/// the first badge version, whose facts show it. A repeated request for the same binding returns it unchanged.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BindIssuer {
    /// Label of the key.
    pub key: String,
    /// A `did:web` below the signer's `public_url`, or the literal `did:key` for the key's own DID.
    pub did: String,
    /// ULID of the institution; it names the directory of its `did.json`.
    pub institution: String,
    /// The whole `Profile` object (JSON) that every badge of the issuer has as `issuer`; its `id` is the DID. After
    /// that only [`crate::Change::SetProfile`] changes it.
    pub profile: String,
}

impl Request for BindIssuer {
    type Answer = BoundIssuer;
    const NAME: &'static str = "bind-issuer";
    const APPENDS: bool = true;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// Write the issuer's DID document to the signer's public directory.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishDidDocument {
    /// DID of a bound issuer.
    pub issuer: String,
}

impl Request for PublishDidDocument {
    type Answer = PublishedDocument;
    const NAME: &'static str = "publish-did-document";
    const APPENDS: bool = true;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// Stop signing badges for an issuer at once. Every client may freeze; people unfreeze ([`crate::Change::Unfreeze`]).
/// Status lists, which only gain revocations, are still signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    /// DID of a bound issuer.
    pub issuer: String,
    /// Reason, for those who unfreeze: at most [`crate::MAX_REASON`] characters.
    pub reason: String,
}

impl Request for Freeze {
    type Answer = ();
    const NAME: &'static str = "freeze";
    const APPENDS: bool = true;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// An issuer and its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundIssuer {
    /// The issuer's DID.
    pub did: String,
    /// `<did>#<multibase key>`.
    pub verification_method: String,
    /// Label of the key.
    pub key: String,
}

/// Answer to [`PublishDidDocument`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedDocument {
    /// The document as written to the public directory.
    pub document: String,
}
