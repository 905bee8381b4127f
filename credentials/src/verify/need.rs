//! What a verification asks its caller for, and the answers.

/// Something that the verification must be given before it can go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// The document with an issuer's keys.
    DidDocument {
        /// Where it lies: always https.
        url: String,
        /// Whose it is.
        did: String,
    },
    /// A `BitstringStatusListCredential`.
    StatusList {
        /// Where it lies, as the badge says.
        url: String,
    },
    /// The profile of a `did:key` issuer, from a source that the caller trusts: a JSON object with `id`, `name`, `url`.
    IssuerProfile {
        /// The issuer.
        did: String,
    },
    /// The issuer's own word on when and why it revoked: `{"revoked": "<RFC 3339>", "reason": "…"}`.
    RevocationNotice {
        /// Where it lies: the credential's id and `/revocation`.
        url: String,
    },
}

/// The answer to a [`Need`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Supply {
    /// The bytes that came: at most 256 KiB, for a status list 1 MiB; more counts as unavailable.
    Found(Vec<u8>),
    /// Nothing came; why, in a few words for people.
    Unavailable(String),
}
