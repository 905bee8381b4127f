use serde::{Deserialize, Serialize};

/// Why a form as a whole was not processed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormFault {
    /// It does not come from the page as the session shows it.
    OtherPage,
    /// The member's role does not include it.
    Role,
    /// There is no institution yet.
    NotSetUp,
    /// The link of the owner was used, is too old, or is incomplete.
    OwnerLink,
    /// The database failed.
    Database,
    /// An error of this program.
    Internal,
}

fault_codes! { FormFault as Form {
    Self::OtherPage => "other-page",
    Self::Role => "role",
    Self::NotSetUp => "not-set-up",
    Self::OwnerLink => "owner-link",
    Self::Database => "database",
    Self::Internal => "internal",
} }
