//! Requests of the web server.

use crate::change::Change;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Time limit for a request that does work. The token signs in milliseconds. The signer gives up on a hanging worker
/// after 20 seconds and reports it.
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// Time limit for a request that a page waits for.
const SHORT_TIME_LIMIT: Duration = Duration::from_secs(3);

/// A request with the version of the protocol it was written for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// [`crate::VERSION`] of the sender.
    pub version: u16,
    /// The request.
    pub request: Request,
}

impl Envelope {
    /// Wraps a request in this build's protocol version.
    #[must_use]
    pub fn new(request: Request) -> Self {
        Self { version: crate::VERSION, request }
    }
}

/// Every request to the signer. Documents are whole JSON texts, UTF-8.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Request {
    /// Is the signer in a state to sign? Answers [`crate::Answer::Health`].
    Health,
    /// The signer's counters and measurements. Answers [`crate::Answer::Metrics`].
    Metrics,
    /// The signer's alerts. Answers [`crate::Answer::Events`].
    ListEvents,
    /// Public keys with their issuers and states. Answers [`crate::Answer::Keys`].
    ListPublicKeys,
    /// Make a key pair inside the token, not extractable, and pin its public key. A repeated request with the same
    /// label returns the same key. Answers [`crate::Answer::Key`].
    CreateKey {
        /// Name of the key in the token: 1 to 32 of `a-z0-9-`; `checkpoint` is reserved for the ledger's own key.
        label: String,
    },
    /// Bind an issuer DID to a key, once and permanently. The first binding needs only the one-time set-up code that
    /// the signer itself wrote. A repeated request for the same binding returns it unchanged. Answers
    /// [`crate::Answer::Bound`].
    BindIssuer {
        /// Label of the key.
        key: String,
        /// A `did:web` below the signer's `public_url`, or the literal `did:key` for the key's own DID.
        did: String,
        /// ULID of the institution; it names the directory of its `did.json`.
        institution: String,
        /// The set-up code as typed by the owner.
        setup_code: String,
        /// The whole `Profile` object (JSON) that every badge of the issuer has as `issuer`; its `id` is the DID. The
        /// set-up code covers it. After that only [`Change::SetProfile`] changes it.
        profile: String,
    },
    /// Write the issuer's DID document to the signer's public directory. Answers [`crate::Answer::Published`].
    PublishDidDocument {
        /// DID of a bound issuer.
        issuer: String,
    },
    /// Register one frozen badge version. Only registered achievements can be issued; the same achievement id with
    /// other content is refused. Proposes [`Change::RegisterBadge`]; answers [`crate::Answer::Registered`] once people
    /// approved it, until then [`crate::Answer::Decision`] with the pending change.
    RegisterBadgeVersion {
        /// DID of a bound issuer.
        issuer: String,
        /// The whole `Achievement` object, as every credential of the version holds it.
        achievement: String,
        /// As in [`Change::RegisterBadge`].
        #[serde(default, skip_serializing_if = "String::is_empty")]
        per_recipient: String,
    },
    /// Propose a change that people decide. A repeated proposal is the same change. Answers
    /// [`crate::Answer::Decision`].
    Propose {
        /// The change.
        change: Change,
    },
    /// State of a proposed change, without proposing it. Answers [`crate::Answer::Decision`]. A change that is neither
    /// in force nor pending is [`crate::RefusalCode::UnknownChange`]: it was declined, lapsed, or never proposed.
    LookUpChange {
        /// The change, as it was proposed.
        change: Change,
    },
    /// The pending changes. Answers [`crate::Answer::Waiting`].
    ListWaiting,
    /// Stop signing badges for an issuer at once. Every client may freeze; people unfreeze ([`Change::Unfreeze`]). Status
    /// lists, which only gain revocations, are still signed. Answers [`crate::Answer::Frozen`].
    Freeze {
        /// DID of a bound issuer.
        issuer: String,
        /// Reason, for those who unfreeze: at most 200 characters.
        reason: String,
    },
    /// Sign Open Badges, and other credentials whose types the signer admits for the key. Answers
    /// [`crate::Answer::Signed`] with one result for each, in order.
    SignCredentials {
        /// Whole unsigned credentials, at most [`crate::MAX_BATCH`].
        credentials: Vec<String>,
    },
    /// The ledger's newest checkpoint. Answers [`crate::Answer::Checkpoint`].
    Checkpoint,
    /// Checkpoint handshake: presents the newest checkpoint that the client holds. Sent now and then, and first of all
    /// after a restart of the signer, which enters nothing before ([`crate::RefusalCode::HandshakeRequired`]). A
    /// checkpoint signed by the ledger's own key that covers more entries than the signer has, or others, shows that
    /// entries were lost. From then on the signer signs nothing ([`crate::RefusalCode::LedgerRolledBack`]) until a
    /// person on its host confirms the loss. Answers [`crate::Answer::Checkpoint`].
    PresentCheckpoint {
        /// The signed note (C2SP tlog-checkpoint); `None` if the client holds none.
        note: Option<String>,
    },
    /// Prove that credentials are in the ledger. Answers [`crate::Answer::Proven`] with one result for each, in order.
    ProveInclusion {
        /// Ids of signed credentials, at most [`crate::MAX_BATCH`].
        credentials: Vec<String>,
    },
    /// Reissue credentials of a revoked key: the same document with a later `validFrom` and a new status index, under
    /// the issuer's current key. Needs no approval of its own: that of [`Change::RevokeKey`] covers it. Has ceilings of
    /// its own. Answers [`crate::Answer::Signed`] with one result for each, in order.
    SignSuperseding {
        /// At most [`crate::MAX_BATCH`], all of different ids.
        credentials: Vec<Superseding>,
    },
    /// Which credentials did a key sign? Answers [`crate::Answer::SignedUnder`], oldest first, at most
    /// [`crate::MAX_LISTED`].
    ListSigned {
        /// Label of the key.
        key: String,
        /// Only leaves after this one; `None`: from the beginning.
        after: Option<u64>,
    },
    /// Signatures of each key on each of the last days, according to the ledger. Answers
    /// [`crate::Answer::SignedCounts`].
    CountSigned {
        /// Number of days, today included, at most [`crate::MAX_DAYS`]. 0: only the total is requested.
        days: u16,
    },
    /// Sign a Bitstring Status List credential. Answers [`crate::Answer::SignedList`].
    SignStatusList {
        /// The whole unsigned status list credential.
        credential: String,
    },
}

/// What is fixed for a kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Properties {
    /// Its name, as written in `ask`.
    pub name: &'static str,
    /// Does it append to the ledger? Such a request is refused before the checkpoint handshake, and while entries are
    /// missing.
    pub appends: bool,
    /// How long a client waits for the answer.
    pub time_limit: Duration,
}

impl Request {
    /// Name, effect on the ledger, and time limit: the one place that lists them for every request.
    #[must_use]
    pub fn properties(&self) -> Properties {
        let reads = |name| Properties { name, appends: false, time_limit: TIME_LIMIT };
        let reads_at_once = |name| Properties { name, appends: false, time_limit: SHORT_TIME_LIMIT };
        let appends = |name| Properties { name, appends: true, time_limit: TIME_LIMIT };
        match self {
            Self::Health => reads_at_once("health"),
            Self::Metrics => reads_at_once("metrics"),
            Self::ListEvents => reads_at_once("list-events"),
            Self::ListPublicKeys => reads_at_once("list-public-keys"),
            Self::CreateKey { .. } => appends("create-key"),
            Self::BindIssuer { .. } => appends("bind-issuer"),
            Self::PublishDidDocument { .. } => appends("publish-did-document"),
            Self::RegisterBadgeVersion { .. } => appends("register-badge-version"),
            Self::Propose { .. } => appends("propose"),
            Self::LookUpChange { .. } => reads_at_once("look-up-change"),
            Self::ListWaiting => reads_at_once("list-waiting"),
            Self::Freeze { .. } => appends("freeze"),
            Self::SignCredentials { .. } => appends("sign-credentials"),
            Self::Checkpoint => reads("checkpoint"),
            Self::PresentCheckpoint { .. } => reads("present-checkpoint"),
            Self::ProveInclusion { .. } => reads("prove-inclusion"),
            Self::SignSuperseding { .. } => appends("sign-superseding"),
            Self::ListSigned { .. } => reads("list-signed"),
            Self::CountSigned { .. } => reads_at_once("count-signed"),
            Self::SignStatusList { .. } => appends("sign-status-list"),
        }
    }

    /// Its name, as written in `ask`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.properties().name
    }
}

/// A credential to reissue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Superseding {
    /// The whole unsigned credential as it was signed before.
    pub earlier: String,
    /// The whole unsigned credential that replaces it.
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
