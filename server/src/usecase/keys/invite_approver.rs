//! Requests one more approver.

use super::changes::{Asked, ChangeError, ChangeRequests, approver_name};
use domain::KeyKeeper;
use protocol::Change;

/// Invites an approver.
pub(crate) struct InviteApprover {
    changes: ChangeRequests,
}

impl InviteApprover {
    pub(super) fn new(changes: ChangeRequests) -> Self {
        Self { changes }
    }

    /// Requests one more approver. The signer's host writes the invitation code there once the change is approved.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn invite(&self, _keeper: &KeyKeeper, name: &str) -> Result<Asked, ChangeError> {
        self.changes.ask_for(Change::InviteApprover { name: approver_name(name)? }).await
    }
}
