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
}

fault_codes! { InstitutionFault as Institution {
    Self::NoAddress => "no-web-address",
    Self::NotAnAddress => "not-a-web-address",
    Self::AlreadySetUp => "already-set-up",
} }
