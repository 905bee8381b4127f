//! Why nothing was done: a refusal by policy, or a fault of the machinery.

use serde::{Deserialize, Serialize};

/// Nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Problem {
    /// The signer's policy refuses; repeating the request changes nothing.
    #[error(transparent)]
    Refused(Refusal),
    /// The machinery failed; repeating the request may help.
    #[error(transparent)]
    Failed(Fault),
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

/// A refusal by the signer's policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("the signer refused: {sentence}")]
pub struct Refusal {
    /// For programs.
    pub code: RefusalCode,
    /// For people: what is wrong and what to do. Holds nothing private.
    pub sentence: String,
    /// For `lint`: the findings, each `JSON Pointer: sentence`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
}

impl Refusal {
    /// A refusal without findings.
    #[must_use]
    pub fn new(code: RefusalCode, sentence: impl Into<String>) -> Self {
        Self { code, sentence: sentence.into(), findings: Vec::new() }
    }
}

/// Every reason for a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalCode {
    /// The request is of another protocol version.
    WrongVersion,
    /// The request could not be parsed.
    MalformedRequest,
    /// More credentials than a batch may hold.
    BatchTooLarge,
    /// The document did not pass the lint.
    Lint,
    /// Not a kind of document that this request signs.
    WrongKind,
    /// Not an Open Badge, and of a type that the signer's configuration does not admit for the key.
    TypeNotAdmitted,
    /// The issuer DID is not bound to a key here.
    UnknownIssuer,
    /// The key label is unknown.
    UnknownKey,
    /// The key label is not allowed.
    BadKeyLabel,
    /// The signer holds the maximum number of keys, or has an unused key that waits for an issuer.
    TooManyKeys,
    /// The DID cannot be bound: wrong method, or not below `public_url`.
    BadDid,
    /// The set-up code is wrong, used or expired.
    WrongSetupCode,
    /// An issuer is bound already; a further one needs an approval.
    NeedsApproval,
    /// A credential, achievement or status list id is not one of ours: not below `public_url`.
    ForeignId,
    /// The achievement was never registered, or differs from what was registered.
    UnregisteredBadge,
    /// The achievement id is registered with other content.
    BadgeVersionChanged,
    /// The credential's `issuer` is not the profile that was registered for the issuer.
    UnregisteredProfile,
    /// The credential's `name` is not the achievement's.
    OtherName,
    /// The credential holds a member for which its badge version has no entry.
    UnregisteredMember,
    /// A member is outside the bound that was approved for it.
    OutsideBound,
    /// More identities than one person has, or two of one type.
    TooManyIdentities,
    /// A text holds a control character or one that turns the reading direction; or a name holds a line break or an
    /// invisible character.
    HiddenCharacter,
    /// The canonical form has fewer statements than the badge version's template.
    StatementsMissing,
    /// `validFrom` or `validUntil` lies outside what policy allows.
    OutsideWindow,
    /// The credential has no revocation entry in a list of this issuer.
    StatusMissing,
    /// The status index belongs to another credential.
    StatusIndexTaken,
    /// The credential id was signed before with other content.
    SameIdOtherContent,
    /// A status list has another purpose, length, issuer or address than at first.
    StatusListChanged,
    /// A revocation would be cleared.
    RevocationCleared,
    /// A status list is valid for longer than 24 hours, or its `ttl` is over 30 seconds.
    StatusListTooLong,
    /// A status list sets an index that no credential holds.
    StatusIndexUnknown,
    /// The issuer's newest status list is not full enough for another one to be opened.
    ListStillOpen,
    /// The status list was signed in this hour already, and nothing in it changed.
    ListTooSoon,
    /// More status lists of the issuer than may be signed within a minute or a day.
    OverListCeiling,
    /// More revocations than the issuer may have signed within a minute or a day without an approval of their own.
    OverRevocationCeiling,
    /// A presented checkpoint covers entries that this ledger does not have: nothing is signed.
    LedgerRolledBack,
    /// The signer was restarted, and no checkpoint has been presented since ([`crate::Request::PresentCheckpoint`]).
    #[serde(rename = "show-checkpoint-first")]
    HandshakeRequired,
    /// The presented note is no checkpoint that this ledger's key signed.
    ForeignCheckpoint,
    /// The credential was never entered into the ledger.
    NotEntered,
    /// More credentials than the issuer's ceilings allow without an approval of their own.
    OverCeiling,
    /// The issuer is frozen until people unfreeze it.
    Frozen,
    /// The issuer's key is revoked or destroyed.
    KeyNotInUse,
    /// The credential cannot replace the earlier one: it differs in more than it may, or that one's key is not revoked.
    NotSuperseding,
    /// The earlier credential has expired: it is not reissued.
    Expired,
    /// The request belongs to another endpoint: the desk's, or the host's.
    #[serde(alias = "wrong-door")]
    WrongEndpoint,
    /// The change cannot be made, even with approvals.
    ImpossibleChange,
    /// The maximum number of changes is pending already.
    TooManyWaiting,
    /// The change is larger than people could read.
    ChangeTooLarge,
    /// A person on the signer's host paused the web server's proposals.
    ProposalsPaused,
    /// No change of this digest waits: it was never proposed, or was made, declined, or lapsed.
    UnknownChange,
    /// The change lapsed before enough people approved it.
    ChangeLapsed,
    /// The assertion is not from an enrolled passkey.
    UnknownPasskey,
    /// The passkey is enrolled, and nobody on the signer's host has confirmed its fingerprint.
    UnconfirmedPasskey,
    /// The fingerprint typed on the host is not that of the passkey enrolled under this name.
    OtherFingerprint,
    /// The assertion was made for another text.
    OtherStatement,
    /// The assertion or the registration was made on a page other than the signer's desk.
    WrongOrigin,
    /// The assertion or registration is malformed, its signature false, or its user was not verified.
    BadAssertion,
    /// The passkey's counter went back: it was copied, or the assertion replayed.
    ClonedPasskey,
    /// This person approved this change before.
    ApprovedBefore,
    /// The enrolment code is wrong, used or expired.
    WrongEnrolmentCode,
    /// The passkey, or the name, is enrolled already.
    EnrolledBefore,
    /// Approvals on the signer's host are disabled.
    HostSwitchedOff,
    /// The text typed on the host is not the beginning of the digest.
    OtherDigest,
}

/// The machinery failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("the signer could not: {sentence}")]
pub struct Fault {
    /// For programs.
    pub code: FaultCode,
    /// For people: what is wrong and what to do.
    pub sentence: String,
}

impl Fault {
    /// A fault with its sentence.
    #[must_use]
    pub fn new(code: FaultCode, sentence: impl Into<String>) -> Self {
        Self { code, sentence: sentence.into() }
    }
}

/// Every kind of fault of the signer's machinery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultCode {
    /// The worker that holds the token does not answer.
    WorkerAway,
    /// A login failed before; a person must run `insignia-signer pin retry`.
    PinStopped,
    /// The token or its module failed.
    Token,
    /// The ledger could not be written.
    Ledger,
    /// The entry, or the ledger's first checkpoint, is not public yet. It will be in a moment.
    NotPublished,
    /// The signer's own signature did not verify; nothing was released.
    SelfCheck,
    /// Other requests took all its time.
    Busy,
}
