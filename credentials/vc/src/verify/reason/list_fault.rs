use super::Unavailable;
use crate::jose::TokenError;
use crate::sanitizer::ForeignAddress;
use crate::time::Timestamp;

/// The publisher of a status list that is not the badge's issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Publisher {
    /// A proven host, with a path where there is one.
    Host(String),
    /// A key, by the ends of its multibase form.
    Key(String),
    /// Another identifier.
    Other(ForeignAddress),
}

/// A fault of a list of revoked badges: why it decides nothing, or a deviation from the standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListFault {
    /// The list could not be fetched.
    Unreachable(Unavailable),
    /// The list is unsigned, and its address is not https.
    NotHttps,
    /// The list is larger than this many MiB.
    TooLarge(u32),
    /// What is served is not a list.
    Unreadable,
    /// The list's bits are in an encoding that is not read.
    UnreadableEncoding,
    /// The list names another address as its own.
    OtherId,
    /// The list is by this publisher, who may not decide.
    ForeignSigner(Publisher),
    /// The unsigned list is by somebody other than the issuer.
    OtherIssuer,
    /// The badge is not on the unsigned list, which is not at the issuer's own address.
    Elsewhere,
    /// The list has no identifier; issuers with a ledger give it one.
    NoId,
    /// Remark: the list has no identifier.
    NoOwnId,
    /// Remark: the text of the list is in another encoding than that of the standard.
    OtherEncoding,
    /// The list uses unknown vocabularies.
    Context,
    /// The publisher did not sign the list in this form.
    Proof,
    /// The keys of the publisher could not be fetched.
    Keys,
    /// The list is a token that is not read.
    Token(TokenError),
    /// The list's proof is of a kind that is not checked.
    ProofKind,
    /// The dates of the list cannot be read.
    Dates,
    /// The list has no start or no end; issuers with a ledger give it both.
    NoDates,
    /// The list is not valid yet.
    NotYetValid,
    /// The list expired at this time.
    Expired(Option<Timestamp>),
    /// The list is for another purpose.
    Purpose,
    /// Remark: the list has fewer entries than the standard demands.
    Short,
    /// The list has no place for the badge.
    IndexRange,
    /// Remark: the list is not signed.
    Unsigned,
}

impl ListFault {
    /// Every code, in the order of the variants.
    pub const CODES: &[&str] = &[
        "status-list-unreachable",
        "status-list-not-https",
        "status-list-too-large",
        "status-list-unreadable",
        "status-list-other",
        "status-list-issuer",
        "status-list-elsewhere",
        "status-list-id",
        "status-list-encoding",
        "status-list-context",
        "status-list-proof",
        "status-list-keys",
        "status-list-unsupported",
        "status-list-dates",
        "status-list-not-yet-valid",
        "status-list-expired",
        "status-list-purpose",
        "status-list-length",
        "status-index-range",
        "status-list-unsigned",
    ];

    /// The fault for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "status-list-unreachable",
            Self::NotHttps => "status-list-not-https",
            Self::TooLarge(_) => "status-list-too-large",
            Self::Unreadable | Self::UnreadableEncoding => "status-list-unreadable",
            Self::OtherId => "status-list-other",
            Self::ForeignSigner(_) | Self::OtherIssuer => "status-list-issuer",
            Self::Elsewhere => "status-list-elsewhere",
            Self::NoId | Self::NoOwnId => "status-list-id",
            Self::OtherEncoding => "status-list-encoding",
            Self::Context => "status-list-context",
            Self::Proof => "status-list-proof",
            Self::Keys => "status-list-keys",
            Self::Token(_) | Self::ProofKind => "status-list-unsupported",
            Self::Dates | Self::NoDates => "status-list-dates",
            Self::NotYetValid => "status-list-not-yet-valid",
            Self::Expired(_) => "status-list-expired",
            Self::Purpose => "status-list-purpose",
            Self::Short => "status-list-length",
            Self::IndexRange => "status-index-range",
            Self::Unsigned => "status-list-unsigned",
        }
    }
}
