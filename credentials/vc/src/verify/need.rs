//! The needs of a verification, and the caller's answers.

/// An item that the verification requires before it can continue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// The document with an issuer's keys.
    DidDocument {
        /// The address: always https.
        url: String,
        /// The issuer's identifier.
        did: String,
    },
    /// A key at an address that the issuer's document lists, or the key set of the issuer's authority: a verification
    /// method, a JSON Web Key, a set of them, or a document with keys.
    KeySet {
        /// The address: always https.
        url: String,
    },
    /// A `BitstringStatusListCredential`.
    StatusList {
        /// The address that the badge names.
        url: String,
    },
    /// A `1EdTechRevocationList`: plain JSON without a signature.
    RevocationList {
        /// The address that the badge names: always https.
        url: String,
    },
    /// A newer copy of the badge, only after [`Verification::follow_refresh`](super::Verification::follow_refresh).
    Refresh {
        /// The address that the badge names: always https.
        url: String,
    },
    /// The profile of a `did:key` issuer: answered by [`Supply::Profile`] of an installation that the caller trusts.
    IssuerProfile {
        /// The issuer.
        did: String,
    },
    /// The proof that the credential is in the ledger that its issuer publishes.
    LedgerProof {
        /// The address: the credential's id and `/ledger-proof`, with the SHA-256 of its canonical form as `digest`.
        url: String,
    },
    /// The issuer's own statement of time and reason of a revocation: `{"revoked": "<RFC 3339>", "reason": "…"}`.
    RevocationNotice {
        /// The address: the credential's id and `/revocation`, with the SHA-256 of its canonical form as `digest`.
        url: String,
    },
}

impl Need {
    /// The address to fetch; none for [`Need::IssuerProfile`], which names an issuer to look up.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::DidDocument { url, .. }
            | Self::KeySet { url }
            | Self::StatusList { url }
            | Self::RevocationList { url }
            | Self::Refresh { url }
            | Self::LedgerProof { url }
            | Self::RevocationNotice { url } => Some(url),
            Self::IssuerProfile { .. } => None,
        }
    }
}

/// The answer to a [`Need`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Supply {
    /// The bytes received: at most 256 KiB, for a status list 1 MiB; more counts as unavailable.
    Found(Vec<u8>),
    /// As [`Supply::Found`], for bytes that another program fetched. The report states that a domain was proven by that
    /// program's connection.
    Relayed {
        /// The bytes received.
        bytes: Vec<u8>,
        /// The host of that program.
        by: String,
    },
    /// For [`Need::IssuerProfile`] alone. A key proves no name, and the `url` in a profile is free text of its owner.
    /// The profile shows only which installation associates the key with the name.
    Profile {
        /// A JSON object with `id` and `name`.
        document: Vec<u8>,
        /// Address of the installation that vouches for it.
        by: String,
    },
    /// Nothing was received; the reason in a few words for people.
    Unavailable(String),
    /// The caller did not request it: the verification ends before its needs are answered.
    NotAsked,
}
