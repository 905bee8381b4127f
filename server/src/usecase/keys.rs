//! The life of the institution's keys, and who approves changes. Freezing takes effect at once; every other change needs
//! approval.

mod allow_batch;
mod changes;
mod destroy_key;
mod freeze_issuer;
mod invite_approver;
mod keeper_on_the_host;
mod list_issuer_keys;
mod mail_key_notice;
mod remove_approver;
mod report_compromise;
mod request_due_rotations;
mod request_next_key;
mod rotate_key;
mod rotation_plan;
mod set_ceilings;
mod set_quorum;
mod unfreeze_issuer;

pub(crate) use allow_batch::AllowBatch;
pub use changes::{Asked, ChangeError};
pub(crate) use changes::{kept_institution, waiting_change};
pub(crate) use destroy_key::DestroyKey;
pub(crate) use freeze_issuer::FreezeIssuer;
pub(crate) use invite_approver::InviteApprover;
pub use keeper_on_the_host::KeeperOnTheHost;
pub(crate) use list_issuer_keys::{IssuerKeys, ListIssuerKeys};
pub(crate) use remove_approver::RemoveApprover;
pub(crate) use report_compromise::ReportCompromise;
pub(crate) use request_due_rotations::RequestDueRotations;
pub use rotate_key::RotateKey;
pub(crate) use rotation_plan::RotationPlan;
pub(crate) use set_ceilings::SetCeilings;
pub(crate) use set_quorum::SetQuorum;
pub(crate) use unfreeze_issuer::UnfreezeIssuer;

use super::shared::Shared;
use crate::config::Keys;
use changes::ChangeRequests;
use mail_key_notice::MailKeyNotice;
use request_next_key::RequestNextKey;

/// The use cases of key keepers.
pub struct KeyKeeping {
    pub(crate) allow_batch: AllowBatch,
    pub(crate) destroy_key: DestroyKey,
    pub(crate) freeze_issuer: FreezeIssuer,
    pub(crate) invite_approver: InviteApprover,
    /// Finds the key keeper of this host.
    pub keeper_on_the_host: KeeperOnTheHost,
    pub(crate) list_issuer_keys: ListIssuerKeys,
    pub(crate) plan: RotationPlan,
    pub(crate) remove_approver: RemoveApprover,
    pub(crate) report_compromise: ReportCompromise,
    pub(crate) request_due_rotations: RequestDueRotations,
    /// Requests the next key.
    pub rotate_key: RotateKey,
    pub(crate) set_ceilings: SetCeilings,
    pub(crate) set_quorum: SetQuorum,
    pub(crate) unfreeze_issuer: UnfreezeIssuer,
}

impl KeyKeeping {
    pub(crate) fn new(shared: &Shared, settings: &Keys) -> Self {
        let Shared { storage, signer, clock, addresses, contexts, mailbox, .. } = shared;
        let plan = RotationPlan::new(settings);
        let changes = ChangeRequests::new(signer.clone());
        let list_issuer_keys = ListIssuerKeys::new(storage.clone(), signer.clone());
        let rotate_key = RotateKey::new(storage.clone(), signer.clone(), changes.clone());
        let request_next_key =
            RequestNextKey::new(storage.clone(), signer.clone(), clock.clone(), plan, rotate_key.clone());
        let mail_key_notice = MailKeyNotice::new(
            storage.clone(),
            clock.clone(),
            addresses.clone(),
            mailbox.clone(),
            settings.mail.clone(),
        );
        Self {
            allow_batch: AllowBatch::new(
                storage.clone(),
                addresses.clone(),
                contexts.clone(),
                changes.clone(),
            ),
            destroy_key: DestroyKey::new(list_issuer_keys.clone(), changes.clone()),
            freeze_issuer: FreezeIssuer::new(storage.clone(), signer.clone()),
            invite_approver: InviteApprover::new(changes.clone()),
            keeper_on_the_host: KeeperOnTheHost::new(storage.clone()),
            remove_approver: RemoveApprover::new(changes.clone()),
            report_compromise: ReportCompromise::new(list_issuer_keys.clone(), changes.clone()),
            request_due_rotations: RequestDueRotations::new(
                storage.clone(),
                plan,
                list_issuer_keys.clone(),
                request_next_key,
                mail_key_notice,
            ),
            set_ceilings: SetCeilings::new(storage.clone(), changes.clone()),
            set_quorum: SetQuorum::new(changes.clone()),
            unfreeze_issuer: UnfreezeIssuer::new(storage.clone(), changes),
            list_issuer_keys,
            plan,
            rotate_key,
        }
    }
}
