use crate::ids::Version;
use serde::{Deserialize, Serialize};

/// What is wrong with an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InstitutionFault {
    /// It has no web address.
    NoAddress,
    /// Its web address is none.
    NotAnAddress,
    /// The installation has its institution already.
    AlreadySetUp,
    /// The profile equals the one in force.
    NothingNew,
    /// This profile waits for approval, so it cannot be changed.
    Waiting(Version),
    /// Those who approve declined it.
    Declined,
    /// It did not get enough approvals in time.
    Lapsed,
    /// A member withdrew it.
    Withdrawn,
    /// The profile is stored; it is sent once the signer answers.
    Stored,
    /// The logo that the form names was never uploaded.
    LogoGone,
}

fault_codes! { InstitutionFault as Institution {
    Self::NoAddress => "no-web-address",
    Self::NotAnAddress => "not-a-web-address",
    Self::AlreadySetUp => "already-set-up",
    Self::NothingNew => "profile-not-changed",
    Self::Waiting(_) => "profile-waiting",
    Self::Declined => "profile-declined",
    Self::Lapsed => "profile-lapsed",
    Self::Withdrawn => "profile-withdrawn",
    Self::Stored => "profile-stored",
    Self::LogoGone => "logo-gone",
} }
