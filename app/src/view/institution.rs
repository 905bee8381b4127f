//! The view model of the institution's page in the workspace.

use super::{Decided, Front};
use domain::{Institution, NumberedProfile, PendingProfile};
use serde::{Deserialize, Serialize};

/// The institution with its profiles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstitutionPage {
    /// The data for every page's frame.
    pub front: Front,
    /// The institution with the profile in force.
    pub institution: Institution,
    /// The profile that people have not approved yet.
    pub pending: Option<PendingProfile>,
    /// What the signer reports about the waiting profile, if that is not stored yet.
    pub decided: Option<Decided>,
    /// The profiles that are or were in force, the newest first.
    pub history: Vec<NumberedProfile>,
}
