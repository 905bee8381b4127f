use crate::ids::Version;
use serde::{Deserialize, Serialize};

/// Why a design is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublicationFault {
    /// This version is published, and the draft equals it.
    NothingNew(Version),
    /// Those who approve declined it.
    Declined,
    /// It did not get enough approvals in time.
    Lapsed,
    /// A member withdrew it.
    Withdrawn,
    /// This version waits for approval, so the draft cannot be changed.
    Waiting(Version),
    /// The signer did not answer a withdrawal; the version still waits.
    NotWithdrawn,
    /// The draft is saved; it is published once the signer answers.
    DraftSaved,
}

fault_codes! { PublicationFault as Publication {
    Self::NothingNew(_) => "nothing-new",
    Self::Declined => "declined",
    Self::Lapsed => "lapsed",
    Self::Withdrawn => "withdrawn",
    Self::Waiting(_) => "waiting",
    Self::NotWithdrawn => "not-withdrawn",
    Self::DraftSaved => "draft-saved",
} }
