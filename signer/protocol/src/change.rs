//! Changes of what a signer may sign: asked for by anyone, made by people.

use serde::{Deserialize, Serialize};

/// A change that needs approvals: passkey assertions at the signer's desk, or a person on the signer's host.
///
/// The web server only asks. What people approve is the text that the signer composes from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// This achievement may be issued from now on, as it stands here and never otherwise.
    RegisterBadge {
        /// DID of a bound issuer.
        issuer: String,
        /// The whole `Achievement` object, JSON.
        achievement: String,
        /// Which further members of credential and subject may differ for each recipient: a JSON array of entries
        /// (`credentials::lint::registered::PerRecipient`), or empty for none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        per_recipient: String,
    },
    /// Another profile of an issuer: what its badges hold as `issuer` from now on.
    SetProfile {
        /// DID of a bound issuer.
        issuer: String,
        /// The whole `Profile` object, JSON; its `id` is the DID.
        profile: String,
    },
    /// Other ceilings for an issuer's credentials.
    SetCeilings {
        /// DID of a bound issuer.
        issuer: String,
        /// The new ones.
        ceilings: Ceilings,
    },
    /// These credentials may be issued whatever the ceilings say, each once.
    AllowBatch {
        /// DID of a bound issuer.
        issuer: String,
        /// Id of the registered achievement that every one of them is of.
        achievement: String,
        /// For each unsigned credential the lower-case hex SHA-256 of its canonical form (RDFC-1.0 N-Quads), at most
        /// [`MAX_ALLOWED`].
        digests: Vec<String>,
    },
    /// A person may enrol as an approver, with a code that is written on the signer's host.
    InviteApprover {
        /// How the desk will call that person: 1 to 60 characters.
        name: String,
    },
    /// A person is no approver any more.
    RemoveApprover {
        /// As enrolled.
        name: String,
    },
    /// How many different people every later change needs.
    SetQuorum {
        /// At least 1, at most the people there are.
        needed: u32,
    },
    /// A frozen issuer may have badges signed again.
    Thaw {
        /// DID of a bound issuer.
        issuer: String,
    },
    /// One more issuer DID for a key that is no issuer's yet.
    BindIssuer {
        /// Label of the key.
        key: String,
        /// A `did:web` below the signer's `public_url`, or the literal `did:key` for the key's own DID.
        did: String,
        /// ULID of the institution.
        institution: String,
    },
    /// Another key of the token signs for the issuer, once it was published long enough. The DID stays.
    RotateKey {
        /// DID of a bound issuer, `did:web`.
        issuer: String,
        /// Label of a key that exists and is no issuer's.
        key: String,
    },
    /// A key fell into other hands: the DID document says `revoked`, and what it signed is to be issued anew.
    RevokeKey {
        /// Label of the key.
        key: String,
        /// From when on its signatures are not believed: milliseconds since 1970, UTC.
        since: i64,
    },
    /// The private half of a key that signs no more is destroyed inside the token.
    DestroyKey {
        /// Label of the key.
        key: String,
    },
    /// Another DID may sign status lists for the issuer: the signer writes it into the issuer's DID document as a
    /// `StatusListKeeper`.
    SetStatusKeeper {
        /// DID of a bound issuer, `did:web`.
        issuer: String,
        /// The keeper; none: the issuer has no keeper any more.
        keeper: Option<StatusKeeper>,
    },
    /// So many badges may be revoked whatever the ceilings for revocations are.
    AllowRevocations {
        /// DID of a bound issuer.
        issuer: String,
        /// How many.
        count: u32,
        /// Why, for those who approve: 1 to [`MAX_REASON`] characters.
        reason: String,
    },
}

/// Who signs status lists for an issuer, and where these lists are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusKeeper {
    /// DID of the keeper, `did:web`.
    pub did: String,
    /// The https address below which the lists are; ends with `/`.
    pub lists: String,
}

/// The longest `Achievement` that [`Change::RegisterBadge`] may hold: bytes.
pub const MAX_ACHIEVEMENT: usize = 64 * 1024;

/// The longest reason of a freeze or of a mass revocation: characters.
pub const MAX_REASON: usize = 200;

/// The most credentials that one [`Change::AllowBatch`] may list.
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
    /// A class a request, a large school a day.
    fn default() -> Self {
        Self { per_batch: 100, per_minute: 300, per_day: 2_000 }
    }
}

/// What became of a change that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision {
    /// It is in force.
    Done {
        /// Index of the leaf that says so, if one was needed.
        leaf: Option<u64>,
    },
    /// People have to approve it first.
    Waiting(Waiting),
}

/// A change that waits for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Lower-case hex SHA-256 of the exact text that is to be approved: its name everywhere.
    pub digest: String,
    /// One line for people, composed by the signer.
    pub title: String,
    /// When it was first asked for: milliseconds since 1970, UTC.
    pub asked: i64,
    /// When it lapses: milliseconds since 1970, UTC.
    pub expires: i64,
    /// How many people approved it.
    pub given: u32,
    /// How many have to.
    pub needed: u32,
    /// Address of the signer's desk.
    pub desk: String,
}
