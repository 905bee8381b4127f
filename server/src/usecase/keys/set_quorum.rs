//! Requests another number of approvals for each change.

use super::changes::{Asked, ChangeError, ChangeRequests};
use domain::KeyKeeper;
use protocol::Change;

/// Sets the number of approvals.
pub(crate) struct SetQuorum {
    changes: ChangeRequests,
}

impl SetQuorum {
    pub(super) fn new(changes: ChangeRequests) -> Self {
        Self { changes }
    }

    /// Requests the number of approvals that every later change needs.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn set(&self, _keeper: &KeyKeeper, needed: u32) -> Result<Asked, ChangeError> {
        self.changes.ask_for(Change::SetQuorum { needed }).await
    }
}
