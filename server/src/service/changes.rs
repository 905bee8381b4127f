//! Changes that people decide: asked for here, approved at the signer's desk or on its host.

use super::Services;
use crate::signer::SignerError;
use crate::storage::StorageError;
use domain::{Forbidden, Institution, KeyKeeper, Timestamp, WaitingApproval, WaitingChange};
use protocol::{Change, Decision, Waiting};

/// What became of a change that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It is in force.
    Done,
    /// People have to approve it.
    Waiting(WaitingChange),
}

/// Why a change was not asked for.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// It is not this member's business.
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
    /// What was typed is no name or number that the signer could take.
    #[error("{0}")]
    Typed(&'static str),
    /// The signer says no, or is away.
    #[error("asking the signer for the change")]
    Signer(#[from] SignerError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Services {
    /// Asks for a change. Asked again it is the same one.
    pub(crate) async fn ask_for(&self, change: Change) -> Result<Asked, ChangeError> {
        Ok(match self.signer.propose(change).await? {
            Decision::Done { .. } => Asked::Done,
            Decision::Waiting(waiting) => Asked::Waiting(waiting_change(waiting)),
        })
    }

    /// Asks that one more person may approve. The code for that is written on the signer's host once it is approved.
    pub(crate) async fn invite_approver(
        &self,
        _keeper: &KeyKeeper,
        name: &str,
    ) -> Result<Asked, ChangeError> {
        self.ask_for(Change::InviteApprover { name: person(name)? }).await
    }

    /// Asks that somebody approves no more.
    pub(crate) async fn remove_approver(
        &self,
        _keeper: &KeyKeeper,
        name: &str,
    ) -> Result<Asked, ChangeError> {
        self.ask_for(Change::RemoveApprover { name: person(name)? }).await
    }

    /// Asks that every later change needs so many people.
    pub(crate) async fn set_quorum(&self, _keeper: &KeyKeeper, needed: u32) -> Result<Asked, ChangeError> {
        self.ask_for(Change::SetQuorum { needed }).await
    }

    /// The institution that a keeper asks for.
    pub(crate) async fn kept_institution(&self, keeper: &KeyKeeper) -> Result<Institution, ChangeError> {
        let mut tx = self.storage.read().await?;
        tx.institution(keeper.institution()).await?.ok_or(ChangeError::NotSetUp)
    }

    /// Who gives commands on this host keeps the keys of its institution.
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

/// What the signer says of a change that waits, in our words.
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
