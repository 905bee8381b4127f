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
    /// What the signer counts and measures. Answers [`crate::Answer::Metrics`].
    Metrics,
    /// What it noticed that is unusual. Answers [`crate::Answer::Events`].
    ListEvents,
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
        /// The whole `Profile` object (JSON) that every badge of the issuer holds as `issuer`; its `id` is the DID. The set-up
        /// code covers it. From then on it changes by [`Change::SetProfile`] alone.
        profile: String,
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
        /// The whole `Achievement` object, as every credential of the version holds it.
        achievement: String,
        /// As in [`Change::RegisterBadge`].
        #[serde(default, skip_serializing_if = "String::is_empty")]
        per_recipient: String,
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
    /// The ledger's newest checkpoint. Answers [`crate::Answer::Checkpoint`].
    Checkpoint,
    /// The newest checkpoint that the asking side holds: to be presented now and then, and first of all to a signer that was
    /// started anew, which enters nothing before ([`crate::RefusalCode::ShowCheckpointFirst`]). One that the
    /// ledger's own key signed and that tells of more entries than the signer has, or of others, means that entries
    /// were lost: from then on the signer signs nothing ([`crate::RefusalCode::LedgerRolledBack`]) until a person on
    /// its host says so. Answers [`crate::Answer::Checkpoint`].
    PresentCheckpoint {
        /// The signed note (C2SP tlog-checkpoint); none, if none is held.
        note: Option<String>,
    },
    /// Show that credentials are in the ledger. Answers [`crate::Answer::Proven`] with one result for each, in order.
    ProveInclusion {
        /// Ids of credentials that were signed, at most [`crate::MAX_BATCH`].
        credentials: Vec<String>,
    },
    /// Reissue what a revoked key signed: the same document with a later `validFrom` and a new status index, under the
    /// issuer's current key. Needs no approval of its own: that of [`Change::RevokeKey`] covers it. Has ceilings of its own. Answers
    /// [`crate::Answer::Signed`] with one result for each, in order.
    SignSuperseding {
        /// At most [`crate::MAX_BATCH`], all of different ids.
        credentials: Vec<Superseding>,
    },
    /// Which credentials did a key sign? Answers [`crate::Answer::SignedUnder`], oldest first, at most
    /// [`crate::MAX_LISTED`].
    ListSigned {
        /// Label of the key.
        key: String,
        /// Only leaves after this one; none: from the beginning.
        after: Option<u64>,
    },
    /// How much did each key sign on each of the last days, by the ledger? Answers [`crate::Answer::SignedCounts`].
    CountSigned {
        /// How many days, today included, at most [`crate::MAX_DAYS`]. 0: only the sum of all is asked for.
        days: u16,
    },
    /// Sign a Bitstring Status List credential. Answers [`crate::Answer::SignedList`].
    SignStatusList {
        /// The whole unsigned status list credential.
        credential: String,
    },
}

impl Request {
    /// Its name, as it is written in `ask`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Metrics => "metrics",
            Self::ListEvents => "list-events",
            Self::ListPublicKeys => "list-public-keys",
            Self::CreateKey { .. } => "create-key",
            Self::BindIssuer { .. } => "bind-issuer",
            Self::PublishDidDocument { .. } => "publish-did-document",
            Self::RegisterBadgeVersion { .. } => "register-badge-version",
            Self::Propose { .. } => "propose",
            Self::LookUpChange { .. } => "look-up-change",
            Self::ListWaiting => "list-waiting",
            Self::Freeze { .. } => "freeze",
            Self::SignCredentials { .. } => "sign-credentials",
            Self::Checkpoint => "checkpoint",
            Self::PresentCheckpoint { .. } => "present-checkpoint",
            Self::ProveInclusion { .. } => "prove-inclusion",
            Self::SignSuperseding { .. } => "sign-superseding",
            Self::ListSigned { .. } => "list-signed",
            Self::CountSigned { .. } => "count-signed",
            Self::SignStatusList { .. } => "sign-status-list",
        }
    }
}

/// A credential to be issued anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Superseding {
    /// The whole unsigned credential as it was signed before.
    pub earlier: String,
    /// The whole unsigned credential that takes its place.
    pub credential: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_back_as_it_went() {
        let mut wire = Vec::new();
        ipc::write_message(&mut wire, &Envelope::new(Request::Health)).unwrap();
        let back: Envelope = ipc::read_message(&mut wire.as_slice()).unwrap();
        assert!(matches!(back.request, Request::Health));
        assert_eq!(back.version, crate::VERSION);
    }

    #[test]
    fn unknown_members_of_a_request_are_refused() {
        let text = br#"{"version":1,"request":{"ask":"health"},"sign":"00"}"#;
        assert!(serde_json::from_slice::<Envelope>(text).is_err());
    }

    #[test]
    fn a_request_is_named_as_it_is_written() {
        for request in [Request::ListEvents, Request::SignCredentials { credentials: Vec::new() }] {
            assert_eq!(serde_json::to_value(&request).unwrap()["ask"], request.name());
        }
    }
}
