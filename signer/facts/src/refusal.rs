//! Why nothing was done: a refusal by policy, or a fault of the machinery.

use crate::finding::Finding;
use crate::reason::{FaultReason, RefusalReason};
use serde::{Deserialize, Serialize};
use std::fmt;

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

/// A refusal by the signer's policy. Only [`Refusal::new`] makes one, so the code is that of the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(from = "Received")]
#[non_exhaustive]
#[error("the signer refused: {code}")]
pub struct Refusal {
    /// For programs: the code of the reason.
    pub code: RefusalCode,
    /// What is wrong, as data. Holds nothing private. `messages` turns it into a sentence.
    pub reason: RefusalReason,
    /// What was found in the document: for `lint`, and for differences from what was registered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// A refusal as received. Its code is derived again and not read.
#[derive(Deserialize)]
struct Received {
    reason: RefusalReason,
    #[serde(default)]
    findings: Vec<Finding>,
}

impl From<Received> for Refusal {
    fn from(received: Received) -> Self {
        Self::new(received.reason).with_findings(received.findings)
    }
}

impl Refusal {
    /// A refusal without findings.
    #[must_use]
    pub fn new(reason: impl Into<RefusalReason>) -> Self {
        let reason = reason.into();
        Self { code: reason.code(), reason, findings: Vec::new() }
    }

    /// The same refusal with these findings.
    #[must_use]
    pub fn with_findings(self, findings: Vec<Finding>) -> Self {
        Self { findings, ..self }
    }
}

/// Every kind of refusal.
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
    /// Only in journals of earlier versions, whose first binding needed a set-up code: the code was wrong.
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
    /// The signer was restarted, and no checkpoint has been presented since (request `present-checkpoint`).
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
    /// An approver declined their own removal.
    OwnRemoval,
    /// The enrolment code is wrong, used or expired.
    WrongEnrolmentCode,
    /// The passkey, or the name, is enrolled already.
    EnrolledBefore,
    /// Approvals on the signer's host are disabled.
    HostSwitchedOff,
    /// The text typed on the host is not the beginning of the digest.
    OtherDigest,
    /// The change was proposed on the signer's host.
    ProposedOnHost,
}

/// The machinery failed. Only [`Fault::new`] makes a fault, so the code is that of the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(from = "ReceivedFault")]
#[non_exhaustive]
#[error("the signer could not: {reason}")]
pub struct Fault {
    /// For programs: the code of the reason.
    pub code: FaultCode,
    /// What failed, as data. `messages` turns it into a sentence.
    pub reason: FaultReason,
}

/// A fault as received. Its code is derived again and not read.
#[derive(Deserialize)]
struct ReceivedFault {
    reason: FaultReason,
}

impl From<ReceivedFault> for Fault {
    fn from(received: ReceivedFault) -> Self {
        Self::new(received.reason)
    }
}

impl Fault {
    /// A fault for this reason.
    #[must_use]
    pub const fn new(reason: FaultReason) -> Self {
        Self { code: reason.code(), reason }
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

impl fmt::Display for RefusalCode {
    /// The name on the wire.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

impl fmt::Display for FaultCode {
    /// The name on the wire.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reason::{CeilingReason, CredentialReason, DocumentReason};

    #[test]
    fn a_refusal_has_its_code_on_the_wire_and_takes_it_from_the_reason() {
        let asked = Refusal::new(CeilingReason::Request { asked: 600, most: 500 });
        let text = serde_json::to_string(&asked).unwrap();
        assert_eq!(
            text,
            r#"{"code":"over-ceiling","reason":{"ceiling":{"request":{"asked":600,"most":500}}}}"#
        );
        let altered = text.replace("over-ceiling", "frozen");
        assert_eq!(serde_json::from_str::<Refusal>(&altered).unwrap(), asked);
        assert_eq!(
            serde_json::to_string(&Refusal::new(CredentialReason::OtherName)).unwrap(),
            r#"{"code":"other-name","reason":{"credential":"other-name"}}"#
        );
    }

    #[test]
    fn findings_come_back() {
        let fault = serde_json::json!("missing");
        let finding = Finding { pointer: "/name".to_owned(), code: "missing".to_owned(), fault };
        let refusal = Refusal::new(DocumentReason::Lint).with_findings(vec![finding]);
        let text = serde_json::to_string(&refusal).unwrap();
        assert_eq!(serde_json::from_str::<Refusal>(&text).unwrap(), refusal);
    }

    #[test]
    fn a_fault_has_its_code_on_the_wire() {
        let fault = Fault::new(FaultReason::Token { error: "no session".to_owned() });
        let text = serde_json::to_string(&fault).unwrap();
        assert_eq!(text, r#"{"code":"token","reason":{"token":{"error":"no session"}}}"#);
        assert_eq!(serde_json::from_str::<Fault>(&text).unwrap(), fault);
        assert_eq!(fault.to_string(), "the signer could not: token: no session");
        assert_eq!(Fault::new(FaultReason::DidFile).to_string(), "the signer could not: did-file");
    }

    #[test]
    fn a_code_is_printed_as_on_the_wire() {
        assert_eq!(RefusalCode::HandshakeRequired.to_string(), "show-checkpoint-first");
        assert_eq!(FaultCode::PinStopped.to_string(), "pin-stopped");
    }
}
