use crate::sanitizer::ForeignText;

/// The result of the check of the issuer's identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentityReason {
    /// Nobody vouches for the issuer.
    NobodyVouches,
    /// The identifier belongs to a host.
    Domain {
        /// The host, with a path where there is one.
        host: String,
        /// The host of the program that fetched the issuer's document for the reader, unless the reader's own program
        /// did.
        fetched_by: Option<String>,
    },
    /// A list of known issuers has the identifier.
    Listed {
        /// The name in the list.
        name: ForeignText,
        /// The owner of the list, as the caller named it.
        owner: String,
    },
    /// The reader pinned the identifier.
    Pinned,
    /// The key is in a ledger that the reader pinned.
    PinnedLedger,
    /// The key is in the ledger of the installation on this computer.
    OwnInstallation,
}

codes! { IdentityReason as Identity {
    Self::NobodyVouches => "nobody-vouches",
    Self::Domain { .. } => "domain",
    Self::Listed { .. } => "listed",
    Self::Pinned => "pinned",
    Self::PinnedLedger => "pinned-ledger",
    Self::OwnInstallation => "own-installation",
} }
