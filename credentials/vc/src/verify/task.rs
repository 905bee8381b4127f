//! What a verification still has to do once the proof is good, and what each task asks for.

use super::endorsement::Embedded;
use super::examination::Examination;
use super::machine::Verification;
use super::need::Need;
use crate::status::ForeignEntry;

/// One task. Those in a box are documents of their own, which may need keys.
pub(super) enum Task {
    /// Who a bare key is.
    Profile,
    /// The DID document beside an issuer's web address: its address and identifier.
    Namesake(String, String),
    /// A status list, for one or more entries that stand in it.
    List(Vec<ForeignEntry>),
    /// The proof of a status list that came.
    ListProof(Box<(Vec<ForeignEntry>, Examination)>),
    /// A `1EdTechRevocationList`.
    RevocationList(String),
    /// When and why it was revoked.
    Notice(String),
    /// What shows that it is in its issuer's ledger.
    Ledger(String),
    /// A newer copy.
    Refresh(String),
    /// The proof of a copy that came from this address.
    CopyProof(Box<(String, Examination)>),
    /// An endorsement, not begun yet: by then more keys are known.
    Endorse(Box<Embedded>),
    /// The verification of an endorsement.
    Endorsement(Box<(Embedded, Verification)>),
}

impl Task {
    /// What is asked for; nothing when the task can go on by itself. `issuer` is the badge's.
    pub(super) fn need(&self, issuer: &str) -> Option<Need> {
        match self {
            Self::Profile => Some(Need::IssuerProfile { did: issuer.to_owned() }),
            Self::Namesake(url, did) => Some(Need::DidDocument { url: url.clone(), did: did.clone() }),
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
