//! Checkpoint handshake: after a restart the signer appends nothing until the server presents its newest checkpoint,
//! because a restored disk looks valid on its own.

use super::{SignerClient, SignerError};
use crate::storage::Storage;
use protocol::{FaultCode, Problem, RefusalCode, request};

impl SignerError {
    /// Does the signer require a checkpoint first?
    pub(super) fn requires_handshake(&self) -> bool {
        self.refusal().is_some_and(|refusal| refusal.code == RefusalCode::HandshakeRequired)
    }

    fn is_not_published(&self) -> bool {
        matches!(self, Self::Problem(Problem::Failed(fault)) if fault.code == FaultCode::NotPublished)
    }
}

impl SignerClient {
    /// Presents the newest stored checkpoint, or states that there is none.
    pub(super) async fn checkpoint_handshake(&self, held: &Storage) -> Result<(), SignerError> {
        let newest = held.read().await?.newest_checkpoint().await?;
        let note = newest.map(|newest| newest.note);
        let is_first = note.is_none();
        match self.ask_once(&request::PresentCheckpoint { note }).await {
            // The signer has no checkpoint either, and accepted the statement.
            Err(error) if is_first && error.is_not_published() => Ok(()),
            shown => shown.map(drop),
        }
    }
}
