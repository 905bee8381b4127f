use crate::Unread;

/// What is known of a DID document, which was read at an address or from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`url` is the address or the file in each variant")]
pub enum DidFact {
    /// It is the one that the ledger states.
    Stated { url: String },
    /// It cannot be read.
    Unread { url: String, why: Unread },
    /// It is not UTF-8.
    NotText { url: String },
    /// The ledger does not state it.
    NotStated { url: String },
    /// The ledger states a newer one.
    Older { url: String },
    /// It is older than the revocation of one of its keys.
    BeforeRevocation { url: String },
    /// The ledger states it, and a later one, which may be of another issuer.
    Undecided { url: String },
    /// There is no document: the identifier is its own key.
    OwnKey {
        /// The identifier.
        did: String,
    },
}

fact_codes! { DidFact as DidDocument {
    Self::Stated { .. } => "did-stated",
    Self::Unread { .. } => "did-unread",
    Self::NotText { .. } => "did-not-text",
    Self::NotStated { .. } => "did-not-stated",
    Self::Older { .. } => "did-older",
    Self::BeforeRevocation { .. } => "did-before-revocation",
    Self::Undecided { .. } => "did-undecided",
    Self::OwnKey { .. } => "did-own-key",
} }
