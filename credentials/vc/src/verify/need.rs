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
    /// A key at an address that the issuer's document lists, or the key set of the issuer's authority: a verification
    /// method, a JSON Web Key, a set of them, or a document with keys.
    KeySet {
        /// Where it lies: always https.
        url: String,
    },
    /// A `BitstringStatusListCredential`.
    StatusList {
        /// Where it lies, as the badge says.
        url: String,
    },
    /// A `1EdTechRevocationList`: plain JSON without a signature.
    RevocationList {
        /// Where it lies, as the badge says: always https.
        url: String,
    },
    /// A newer copy of the badge, only after [`Verification::follow_refresh`](super::Verification::follow_refresh).
    Refresh {
        /// Where it lies, as the badge says: always https.
        url: String,
    },
    /// Who a `did:key` issuer is: answered by [`Supply::Profile`] of an installation that the caller trusts.
    IssuerProfile {
        /// The issuer.
        did: String,
    },
    /// What shows that the credential is in the ledger that its issuer publishes.
    LedgerProof {
        /// Where it lies: the credential's id and `/ledger-proof`, with the SHA-256 of its canonical form as `digest`.
        url: String,
    },
    /// The issuer's own word on when and why it revoked: `{"revoked": "<RFC 3339>", "reason": "…"}`.
    RevocationNotice {
        /// Where it is: the credential's id and `/revocation`, with the SHA-256 of its canonical form as `digest`.
        url: String,
    },
}

impl Need {
    /// The address that is to be fetched; nothing for [`Need::IssuerProfile`], which names whom to look up.
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
    /// The bytes that came: at most 256 KiB, for a status list 1 MiB; more counts as unavailable.
    Found(Vec<u8>),
    /// To [`Need::IssuerProfile`] alone. A key proves no name, and the `url` in a profile is whatever its owner typed;
    /// what can be said is which installation keeps the key as that of the name.
    Profile {
        /// A JSON object with `id` and `name`.
        document: Vec<u8>,
        /// Address of the installation that vouches for it.
        by: String,
    },
    /// Nothing came; why, in a few words for people.
    Unavailable(String),
}
