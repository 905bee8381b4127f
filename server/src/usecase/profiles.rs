//! The institution's profile: what each badge states about its issuer. People approve every change.

mod advance_profile;
mod register_profile;
mod set_profile;
mod withdraw_profile;

pub(crate) use advance_profile::AdvanceProfile;
pub(crate) use register_profile::RegisterProfile;
pub(crate) use set_profile::{NewLogo, SetProfile, SetProfileError};
pub(crate) use withdraw_profile::WithdrawProfile;

use super::shared::Shared;

/// The use cases of profiles.
#[expect(clippy::struct_field_names, reason = "each field has the name of its use case")]
pub(crate) struct Profiles {
    pub(crate) advance_profile: AdvanceProfile,
    pub(crate) register_profile: RegisterProfile,
    pub(crate) set_profile: SetProfile,
    pub(crate) withdraw_profile: WithdrawProfile,
}

impl Profiles {
    pub(crate) fn new(shared: &Shared) -> Self {
        let Shared { storage, signer, clock, addresses, jobs, .. } = shared;
        let advance_profile =
            AdvanceProfile::new(storage.clone(), signer.clone(), clock.clone(), addresses.clone());
        Self {
            register_profile: RegisterProfile::new(storage.clone(), clock.clone(), advance_profile.clone()),
            set_profile: SetProfile::new(
                storage.clone(),
                clock.clone(),
                advance_profile.clone(),
                jobs.clone(),
            ),
            withdraw_profile: WithdrawProfile::new(
                storage.clone(),
                signer.clone(),
                clock.clone(),
                advance_profile.clone(),
                jobs.clone(),
            ),
            advance_profile,
        }
    }
}
