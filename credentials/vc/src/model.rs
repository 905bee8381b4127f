//! The classes of Open Badges 3.0 as types (annex B of the standard), to write and to read.
//!
//! Names are the standard's; what a member means is said there. Fields are public: fill in what there is over
//! `..Class::new(…)`, which takes what is required. [`Class::to_value`] writes the canonical form: an array for
//! whatever may stand more than once, nothing null, nothing empty, members in the order of the fields.
//! [`from_value`] reads the same and the JSON-LD form, and keeps members that the standard does not know.
//!
//! Nothing is checked here: [`crate::lint`] decides what may be signed. What somebody signed is never written from
//! these types: its proof is over its own text.

mod achievement;
mod credential;
mod identity;
mod profile;
mod result;
mod services;
mod status_list;
mod subject;
mod types;
mod value;
mod words;

pub use achievement::{Achievement, Alignment, Criteria, Related};
pub use credential::{AchievementCredential, EndorsementCredential};
pub use identity::{IdentifierEntry, IdentityObject};
pub use profile::{Address, GeoCoordinates, Image, Profile};
pub use result::{Result, ResultDescription, RubricCriterionLevel};
pub use services::{CredentialSchema, CredentialStatus, RefreshService, TermsOfUse};
pub use status_list::StatusListCredential;
pub use subject::{AchievementSubject, EndorsementSubject, Evidence};
pub use types::{Class, Types};
pub use value::{ModelError, from_value};
pub use words::{
    ACHIEVEMENT_TYPES, AchievementType, AlignmentTargetType, IdentifierType, ResultStatusType, ResultType,
};
