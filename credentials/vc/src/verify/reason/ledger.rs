use super::Unavailable;

/// Why the signer that writes a ledger cannot have signed a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeverSigned {
    /// It signs no presentations.
    Presentation,
    /// It signs no credential of this form.
    Form,
    /// It signs no badge with such an identifier.
    Identifier,
    /// It signs for the DID of this address.
    WebAddress,
}

/// The result of the check of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerReason {
    /// Status lists are not looked up.
    StatusList,
    /// The issuer publishes no ledger.
    NoLedger,
    /// The ledger does not record what this key signs.
    NotCovered,
    /// The issuer's document describes the ledger in a way that cannot be read.
    Unreadable,
    /// The credential has no identifier to look up.
    Nowhere,
    /// The proof from the ledger shows the entry.
    InLedger,
    /// The supplied ledger proof shows the entry.
    InLedgerByGivenProof,
    /// Remark: the supplied ledger proof proves nothing.
    GivenProofIgnored,
    /// The signer that writes the ledger cannot have signed it.
    NeverSigned(NeverSigned),
    /// The issuer's web server states that it is not in the ledger.
    StatedAbsent,
    /// The proof from the ledger does not show the entry.
    ProofFalse,
    /// The entry was erased at the person's request.
    Erased,
    /// The proof could not be fetched.
    Unreachable(Unavailable),
}

codes! { LedgerReason as Ledger {
    Self::StatusList => "ledger-list",
    Self::NoLedger => "no-ledger",
    Self::NotCovered => "ledger-not-covered",
    Self::Unreadable => "ledger-unreadable",
    Self::Nowhere => "ledger-nowhere",
    Self::InLedger | Self::InLedgerByGivenProof => "in-ledger",
    Self::GivenProofIgnored => "ledger-proof-ignored",
    Self::NeverSigned(_) | Self::StatedAbsent => "not-in-ledger",
    Self::ProofFalse => "ledger-proof-false",
    Self::Erased => "ledger-erased",
    Self::Unreachable(_) => "ledger-unreachable",
} }
