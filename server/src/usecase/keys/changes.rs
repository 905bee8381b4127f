//! Changes that need approval: requested here, approved at the signer's desk or on its host.

use crate::signer_client::{SignerClient, SignerError};
use crate::storage::{Storage, StorageError};
use domain::fault::KeyFault;
use domain::{Forbidden, Institution, KeyKeeper, Timestamp, WaitingApproval, WaitingChange};
use messages::Language;
use protocol::{Change, Decision, Waiting};

/// The longest name of an approver, in characters.
const LONGEST_NAME: usize = 60;

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
        "the issuer's identifier is a did:key, which is its key: it cannot be replaced. An installation that is served over https has a did:web, whose keys can be replaced"
    )]
    IdentifierIsKey,
    /// The input is not one that the signer could take.
    #[error("{}", Language::English.key_fault(.0))]
    Typed(KeyFault),
    /// The signer refused, or does not answer.
    #[error("asking the signer for the change")]
    Signer(#[from] SignerError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Requests changes from the signer.
#[derive(Clone)]
pub(super) struct ChangeRequests {
    signer: SignerClient,
}

impl ChangeRequests {
    pub(super) fn new(signer: SignerClient) -> Self {
        Self { signer }
    }

    /// Requests a change. A repeated request is the same change.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(super) async fn ask_for(&self, change: Change) -> Result<Asked, ChangeError> {
        Ok(match self.signer.propose(change).await? {
            Decision::Done { .. } => Asked::Done,
            Decision::Waiting(waiting) => Asked::Waiting(waiting_change(waiting)),
        })
    }
}

/// The institution of a key keeper.
///
/// # Errors
/// [`ChangeError::NotSetUp`], [`ChangeError::Storage`].
pub(crate) async fn kept_institution(
    storage: &Storage,
    keeper: &KeyKeeper,
) -> Result<Institution, ChangeError> {
    let mut tx = storage.read().await?;
    tx.institution(keeper.institution()).await?.ok_or(ChangeError::NotSetUp)
}

/// The name of an approver as typed, without spaces around it.
///
/// # Errors
/// [`ChangeError::Typed`].
pub(super) fn approver_name(name: &str) -> Result<String, ChangeError> {
    let length = name.trim().chars().count();
    if (1..=LONGEST_NAME).contains(&length) {
        Ok(name.trim().to_owned())
    } else {
        Err(ChangeError::Typed(KeyFault::ApproverName { most: LONGEST_NAME }))
    }
}

/// The signer's data on a waiting change, in the app's terms.
pub(crate) fn waiting_change(waiting: Waiting) -> WaitingChange {
    WaitingChange {
        title: Language::English.change_title(&waiting.title),
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
