//! What the web server may ask for.

use crate::change::Change;
use serde::{Deserialize, Serialize};

/// A request with the version of the protocol it was written for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// [`crate::VERSION`] of the asking side.
    pub version: u16,
    /// What is asked.
    pub request: Request,
}

impl Envelope {
    /// Wraps a request in this build's protocol version.
    #[must_use]
    pub fn new(request: Request) -> Self {
        Self { version: crate::VERSION, request }
    }
}

/// Everything that can be asked of the signer. Documents are whole JSON texts, UTF-8.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Request {
    /// Is the signer in a state to sign? Answers [`crate::Answer::Health`].
    Health,
    /// Public keys with their issuers and states. Answers [`crate::Answer::Keys`].
    ListPublicKeys,
    /// Make a key pair inside the token, not extractable, and pin its public key.
    /// Asking again with the same label answers the same key. Answers [`crate::Answer::Key`].
    CreateKey {
        /// Name of the key in the token: 1 to 32 of `a-z0-9-`; `checkpoint` is kept for the ledger's own key.
        label: String,
    },
    /// Bind an issuer DID to a key, once and for ever. The first binding is free with the one-time
    /// set-up code that the signer itself wrote. Asking again for the same binding answers it unchanged.
    /// Answers [`crate::Answer::Bound`].
    BindIssuer {
        /// Label of the key.
        key: String,
        /// A `did:web` below the signer's `public_url`, or the literal `did:key` for the key's own DID.
        did: String,
        /// ULID of the institution: names the directory of its `did.json`.
        institution: String,
        /// The set-up code as typed by the owner.
        setup_code: String,
    },
    /// Write the issuer's DID document to the signer's public directory. Answers [`crate::Answer::Published`].
    PublishDidDocument {
        /// DID of a bound issuer.
        issuer: String,
    },
    /// Register one frozen badge version. Only registered achievements can be issued; the same achievement
    /// id with other content is refused. Asks for [`Change::RegisterBadge`]; answers [`crate::Answer::Registered`] once
    /// people approved it, until then [`crate::Answer::Decision`] with what waits.
    RegisterBadgeVersion {
        /// DID of a bound issuer.
        issuer: String,
        /// The whole `Achievement` object as it will stand in every credential.
        achievement: String,
    },
    /// Ask for a change that people decide. Asked again it is the same change: answers [`crate::Answer::Decision`].
    Propose {
        /// The change.
        change: Change,
    },
    /// What became of a change that was asked for? Asks for nothing. Answers [`crate::Answer::Decision`]; a change that is not in
    /// force and does not wait is [`crate::RefusalCode::UnknownChange`]: it was declined, lapsed, or never asked for.
    LookUpChange {
        /// The change, as it was asked for.
        change: Change,
    },
    /// What waits for approval. Answers [`crate::Answer::Waiting`].
    ListWaiting,
    /// Stop signing badges for an issuer at once. Anyone who may ask may freeze; people thaw ([`Change::Thaw`]).
    /// Status lists, which only gain revocations, are still signed. Answers [`crate::Answer::Frozen`].
    Freeze {
        /// DID of a bound issuer.
        issuer: String,
        /// Why, for those who thaw: at most 200 characters.
        reason: String,
    },
    /// Sign Open Badges, and other credentials whose types the signer admits for the key. Answers [`crate::Answer::Signed`] with one result for each, in order.
    SignCredentials {
        /// Whole unsigned credentials, at most [`crate::MAX_BATCH`].
        credentials: Vec<String>,
    },
    /// Sign a Bitstring Status List credential. Answers [`crate::Answer::SignedList`].
    SignStatusList {
        /// The whole unsigned status list credential.
        credential: String,
    },
}
