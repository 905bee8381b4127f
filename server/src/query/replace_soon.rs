//! When the active key is to be replaced, for the first page of the workspace.

use crate::clock::Clock;
use crate::storage::Storage;
use crate::usecase::{ListIssuerKeys, RotationPlan, kept_institution};
use domain::{Member, Timestamp, rotation};
use std::sync::Arc;

/// Looks whether the key is to be replaced soon.
pub(super) struct ReplaceSoon {
    storage: Storage,
    clock: Arc<dyn Clock>,
    list_issuer_keys: ListIssuerKeys,
    plan: RotationPlan,
}

impl ReplaceSoon {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        list_issuer_keys: ListIssuerKeys,
        plan: RotationPlan,
    ) -> Self {
        Self { storage, clock, list_issuer_keys, plan }
    }

    /// The day by which the key is to be replaced, if that is soon.
    pub(super) async fn day(&self, caller: &Member) -> Option<Timestamp> {
        let keeper = caller.may_keep_keys().ok()?;
        let institution = kept_institution(&self.storage, &keeper).await.ok()?;
        let keys = self.list_issuer_keys.list(&keeper).await.ok()?.keys;
        let (_, by) = self.plan.replaced_by(&institution, &keys)?;
        rotation::notice(by, self.clock.now()).map(|_| by)
    }
}
