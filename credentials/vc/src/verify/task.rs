//! The remaining tasks of a verification once the proof is good, and their needs.

use super::endorsement::Embedded;
use super::examination::Examination;
use super::machine::Verification;
use super::need::Need;
use crate::status::ForeignEntry;

/// One task. Boxed ones are documents of their own, which may need keys.
pub(super) enum Task {
    /// The profile of a bare key.
    Profile,
    /// The DID document next to an issuer's web address: its address and identifier.
    MatchingDid(String, String),
    /// A status list, for one or more of its entries.
    List(Vec<ForeignEntry>),
    /// The proof of a received status list.
    ListProof(Box<(Vec<ForeignEntry>, Examination)>),
    /// A `1EdTechRevocationList`.
    RevocationList(String),
    /// The notice with time and reason of a revocation.
    Notice(String),
    /// The proof that the badge is in its issuer's ledger.
    Ledger(String),
    /// A newer copy.
    Refresh(String),
    /// The proof of a copy from this address.
    CopyProof(Box<(String, Examination)>),
    /// An endorsement, not begun yet: more keys will be known by then.
    Endorse(Box<Embedded>),
    /// The verification of an endorsement.
    Endorsement(Box<(Embedded, Verification)>),
}

impl Task {
    /// The need of a task; none when it can continue without one. `issuer` is the badge's.
    pub(super) fn need(&self, issuer: &str) -> Option<Need> {
        match self {
            Self::Profile => Some(Need::IssuerProfile { did: issuer.to_owned() }),
            Self::MatchingDid(url, did) => Some(Need::DidDocument { url: url.clone(), did: did.clone() }),
            Self::List(entries) => entries.first().map(|entry| Need::StatusList { url: entry.list.clone() }),
            Self::RevocationList(url) => Some(Need::RevocationList { url: url.clone() }),
            Self::Notice(url) => Some(Need::RevocationNotice { url: url.clone() }),
            Self::Ledger(url) => Some(Need::LedgerProof { url: url.clone() }),
            Self::Refresh(url) => Some(Need::Refresh { url: url.clone() }),
            Self::ListProof(list) => list.1.next_need(),
            Self::CopyProof(copy) => copy.1.next_need(),
            Self::Endorse(_) => None,
            Self::Endorsement(endorsement) => endorsement.1.need(),
        }
    }
}
