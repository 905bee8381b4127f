//! Changes of what a signer may sign: proposed by any client, decided by people.

use rdf::json::jcs;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use signer_facts::summary::ChangeTitle;
pub use signer_facts::summary::StatusKeeper;
use std::fmt;

/// A change that needs approvals: passkey assertions at the signer's desk, or a person on the signer's host.
///
/// The web server only proposes. People approve the text that the signer composes from the proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// This achievement may be issued from now on, exactly as given here.
    RegisterBadge {
        /// DID of a bound issuer.
        issuer: String,
        /// The whole `Achievement` object, JSON.
        achievement: String,
        /// Further members of credential and subject that may differ for each recipient: a JSON array of entries
        /// (`credentials::lint::registered::PerRecipient`), or empty for none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        per_recipient: String,
    },
    /// A new profile of an issuer: its badges have it as `issuer` from now on.
    SetProfile {
        /// DID of a bound issuer.
        issuer: String,
        /// The whole `Profile` object, JSON; its `id` is the DID.
        profile: String,
    },
    /// New ceilings for an issuer's credentials.
    SetCeilings {
        /// DID of a bound issuer.
        issuer: String,
        /// The new ceilings.
        ceilings: Ceilings,
    },
    /// These credentials may be issued beyond the ceilings, each once.
    AllowBatch {
        /// DID of a bound issuer.
        issuer: String,
        /// Id of the registered achievement of all of them.
        achievement: String,
        /// For each unsigned credential the lower-case hex SHA-256 of its canonical form (RDFC-1.0 N-Quads), at most
        /// [`MAX_ALLOWED`].
        digests: Vec<String>,
    },
    /// A person may enrol as an approver, with a code that is written on the signer's host.
    InviteApprover {
        /// The person's name at the desk: 1 to 60 characters.
        name: String,
    },
    /// A person is no longer an approver.
    RemoveApprover {
        /// The name as enrolled.
        name: String,
    },
    /// Number of different people that every later change needs.
    SetQuorum {
        /// At least 1, at most the number of people who can approve.
        needed: u32,
    },
    /// A frozen issuer is unfrozen: its badges are signed again.
    #[serde(alias = "thaw")]
    Unfreeze {
        /// DID of a bound issuer.
        issuer: String,
    },
    /// One more issuer DID, for a key that no issuer has yet.
    BindIssuer {
        /// Label of the key.
        key: String,
        /// A `did:web` below the signer's `public_url`, or the literal `did:key` for the key's own DID.
        did: String,
        /// ULID of the institution.
        institution: String,
    },
    /// Another key of the token signs for the issuer, once it has been published long enough. The DID stays the same.
    RotateKey {
        /// DID of a bound issuer, `did:web`.
        issuer: String,
        /// Label of an existing key that no issuer has.
        key: String,
    },
    /// A key is compromised: the DID document marks it `revoked`, and its credentials are to be reissued.
    RevokeKey {
        /// Label of the key.
        key: String,
        /// Time from which its signatures are not trusted: milliseconds since 1970, UTC.
        since: i64,
    },
    /// A private key that no longer signs is destroyed inside the token.
    DestroyKey {
        /// Label of the key.
        key: String,
    },
    /// Another DID may sign status lists for the issuer: the signer writes it into the issuer's DID document as a
    /// `StatusListKeeper`.
    SetStatusKeeper {
        /// DID of a bound issuer, `did:web`.
        issuer: String,
        /// The keeper; `None` removes it.
        keeper: Option<StatusKeeper>,
    },
    /// This many badges may be revoked beyond the ceilings for revocations.
    AllowRevocations {
        /// DID of a bound issuer.
        issuer: String,
        /// Number of badges.
        count: u32,
        /// Reason, for the approvers: 1 to [`MAX_REASON`] characters.
        reason: String,
    },
}

impl Change {
    /// Identifies the change: web server and signer compute the same digest. The statement that people approve has it as
    /// `change`.
    #[must_use]
    pub fn digest(&self) -> ChangeDigest {
        let value = serde_json::to_value(self).unwrap_or(Value::Null);
        ChangeDigest(hex::encode(Sha256::digest(jcs(&value))))
    }
}

/// Lower-case hex SHA-256 of a change's JCS form (RFC 8785). It covers the whole change, however long it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChangeDigest(String);

impl fmt::Display for ChangeDigest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Maximum length of the `Achievement` in [`Change::RegisterBadge`], in bytes.
pub const MAX_ACHIEVEMENT: usize = 64 * 1024;

/// Maximum size of a badge's picture, in bytes.
pub const MAX_PICTURE: usize = 2 * 1024 * 1024;

/// Maximum length of the reason of a freeze or of a mass revocation, in characters.
pub const MAX_REASON: usize = 200;

/// Maximum number of credentials in one [`Change::AllowBatch`].
pub const MAX_ALLOWED: usize = 20_000;

/// How many credentials of an issuer may be signed without an approval of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceilings {
    /// In one request.
    pub per_batch: u32,
    /// In any 60 seconds.
    pub per_minute: u32,
    /// In any 24 hours.
    pub per_day: u32,
}

impl Default for Ceilings {
    /// One class per request, a large school per day.
    fn default() -> Self {
        Self { per_batch: 100, per_minute: 300, per_day: 2_000 }
    }
}

/// State of a proposed change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision {
    /// It is in force.
    Done {
        /// Index of the leaf that states it, if one was needed.
        leaf: Option<u64>,
    },
    /// People have to approve it first.
    Waiting(Waiting),
}

/// A pending change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Lower-case hex SHA-256 of the exact text to approve. It identifies the change everywhere.
    pub digest: String,
    /// What it does, as a code.
    pub title: ChangeTitle,
    /// When it was first proposed: milliseconds since 1970, UTC.
    pub asked: i64,
    /// When it lapses: milliseconds since 1970, UTC.
    pub expires: i64,
    /// Number of people who approved it.
    pub given: u32,
    /// Number of people who have to approve it.
    pub needed: u32,
    /// Address of the signer's desk.
    pub desk: String,
}
