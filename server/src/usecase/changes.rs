//! Changes that need approval: requested here, approved at the signer's desk or on its host.

use super::Services;
use crate::signer_client::SignerError;
use crate::storage::StorageError;
use domain::{Forbidden, Institution, KeyKeeper, Timestamp, WaitingApproval, WaitingChange};
use protocol::{Change, Decision, Waiting};

/// The outcome of a change request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The change is in force.
    Done,
    /// People have to approve it.
    Waiting(WaitingChange),
}

/// Why a change was not requested.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// This member may not request it.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// There is no institution yet.
    #[error("no institution is set up yet: open the owner's link first")]
    NotSetUp,
    /// The issuer's identifier is its key.
    #[error(
        "the issuer's identifier is a did:key, which is its key: it cannot be replaced. An installation that is served over https has a did:web, whose keys can"
    )]
    IdentifierIsKey,
    /// The input is not a name or number that the signer could take.
    #[error("{0}")]
    Typed(&'static str),
    /// The signer refused, or does not answer.
    #[error("asking the signer for the change")]
    Signer(#[from] SignerError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Services {
    /// Requests a change. A repeated request is the same change.
    pub(crate) async fn ask_for(&self, change: Change) -> Result<Asked, ChangeError> {
        Ok(match self.signer.propose(change).await? {
            Decision::Done { .. } => Asked::Done,
            Decision::Waiting(waiting) => Asked::Waiting(waiting_change(waiting)),
        })
    }

    /// Requests one more approver. The signer's host writes the invitation code there once the change is approved.
    pub(crate) async fn invite_approver(
        &self,
        _keeper: &KeyKeeper,
        name: &str,
    ) -> Result<Asked, ChangeError> {
        self.ask_for(Change::InviteApprover { name: person(name)? }).await
    }

    /// Requests the removal of an approver.
    pub(crate) async fn remove_approver(
        &self,
        _keeper: &KeyKeeper,
        name: &str,
    ) -> Result<Asked, ChangeError> {
        self.ask_for(Change::RemoveApprover { name: person(name)? }).await
    }

    /// Requests the number of approvals that every later change needs.
    pub(crate) async fn set_quorum(&self, _keeper: &KeyKeeper, needed: u32) -> Result<Asked, ChangeError> {
        self.ask_for(Change::SetQuorum { needed }).await
    }

    /// The institution of a key keeper.
    pub(crate) async fn kept_institution(&self, keeper: &KeyKeeper) -> Result<Institution, ChangeError> {
        let mut tx = self.storage.read().await?;
        tx.institution(keeper.institution()).await?.ok_or(ChangeError::NotSetUp)
    }

    /// A user who runs commands on this host keeps the keys of its institution.
    ///
    /// # Errors
    /// [`ChangeError::NotSetUp`], [`ChangeError::Storage`].
    pub async fn keeper_on_the_host(&self) -> Result<KeyKeeper, ChangeError> {
        let institution = self.storage.read().await?.the_institution().await?;
        institution.map(|known| KeyKeeper::on_the_host(known.id)).ok_or(ChangeError::NotSetUp)
    }
}

fn person(name: &str) -> Result<String, ChangeError> {
    let length = name.trim().chars().count();
    if (1..=60).contains(&length) {
        Ok(name.trim().to_owned())
    } else {
        Err(ChangeError::Typed("a person's name has 1 to 60 characters"))
    }
}

/// The signer's data on a waiting change, in the app's terms.
pub(crate) fn waiting_change(waiting: Waiting) -> WaitingChange {
    WaitingChange {
        title: waiting.title,
        waiting: WaitingApproval {
            digest: waiting.digest,
            desk: waiting.desk,
            given: waiting.given,
            needed: waiting.needed,
            asked: Timestamp::from_millis(waiting.asked),
            expires: Timestamp::from_millis(waiting.expires),
        },
    }
}
