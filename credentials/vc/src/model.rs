//! The classes of Open Badges 3.0 as types (annex B of the standard), to write and to read.
//!
//! The names and their meanings are the standard's. Fields are public: `..Class::new(…)` takes the required members,
//! and the caller sets the others. [`Class::to_value`] writes the canonical form: an array for each member that may
//! have several values, nothing null, nothing empty, members in the order of the fields. [`from_value`] reads the
//! same and the JSON-LD form, and keeps members that the standard does not know.
//!
//! Nothing is checked here: [`crate::lint`] decides what may be signed. A credential that somebody signed is never
//! written from these types: its proof covers its own text.

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
pub use services::{CredentialSchema, CredentialStatus, RefreshService, RelatedResource, TermsOfUse};
pub use status_list::StatusListCredential;
pub use subject::{AchievementSubject, EndorsementSubject, Evidence, SubjectAchievement};
pub use types::{Class, Types};
pub use value::{ModelError, from_value};
pub use words::{
    ACHIEVEMENT_TYPES, AchievementType, AlignmentTargetType, IdentifierType, ResultStatusType, ResultType,
};
