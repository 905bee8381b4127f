//! Publishing: drafts, their frozen versions, and the registration of these at the signer.

mod advance_badge;
mod freeze_design;
mod publish_design;
mod register_badge;
mod save_design;
mod stage_picture;
mod try_downloads;
mod withdraw_version;

pub(crate) use advance_badge::AdvanceBadge;
pub(crate) use publish_design::{PublishDesign, PublishError};
pub(crate) use register_badge::RegisterBadge;
pub(crate) use save_design::{SaveDesign, SaveDesignError, Studio};
pub(crate) use stage_picture::{StageError, StagePicture};
pub(crate) use withdraw_version::WithdrawVersion;

use super::shared::Shared;
use credentials::lint::registered::PerRecipient;
use freeze_design::FreezeDesign;

/// The use cases of publishing.
pub(crate) struct Publishing {
    pub(crate) advance_badge: AdvanceBadge,
    pub(crate) publish_design: PublishDesign,
    pub(crate) register_badge: RegisterBadge,
    pub(crate) save_design: SaveDesign,
    pub(crate) stage_picture: StagePicture,
    pub(crate) withdraw_version: WithdrawVersion,
}

impl Publishing {
    /// `per_recipient`: further members that may differ for each recipient.
    pub(crate) fn new(shared: &Shared, per_recipient: Vec<PerRecipient>) -> Self {
        let Shared { storage, signer, clock, addresses, jobs, .. } = shared;
        let advance_badge = AdvanceBadge::new(storage.clone(), signer.clone(), clock.clone());
        Self {
            publish_design: PublishDesign::new(
                storage.clone(),
                clock.clone(),
                FreezeDesign::new(clock.clone(), addresses.clone(), per_recipient),
                advance_badge.clone(),
                jobs.clone(),
            ),
            register_badge: RegisterBadge::new(storage.clone(), clock.clone(), advance_badge.clone()),
            save_design: SaveDesign::new(storage.clone(), clock.clone(), advance_badge.clone()),
            stage_picture: StagePicture::new(storage.clone(), clock.clone()),
            withdraw_version: WithdrawVersion::new(
                storage.clone(),
                signer.clone(),
                clock.clone(),
                advance_badge.clone(),
                jobs.clone(),
            ),
            advance_badge,
        }
    }
}
