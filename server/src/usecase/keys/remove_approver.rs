//! Requests the removal of an approver.

use super::changes::{Asked, ChangeError, ChangeRequests, approver_name};
use domain::KeyKeeper;
use protocol::Change;

/// Removes an approver.
pub(crate) struct RemoveApprover {
    changes: ChangeRequests,
}

impl RemoveApprover {
    pub(super) fn new(changes: ChangeRequests) -> Self {
        Self { changes }
    }

    /// Requests the removal of an approver.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn remove(&self, _keeper: &KeyKeeper, name: &str) -> Result<Asked, ChangeError> {
        self.changes.ask_for(Change::RemoveApprover { name: approver_name(name)? }).await
    }
}
