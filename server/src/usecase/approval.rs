//! What badge versions and profiles share: each is stored before the signer is asked, people decide at its desk or on its
//! host, and a job asks until there is a decision.

use super::waiting_change;
use crate::clock::Clock;
use crate::signer_client::{SignerClient, SignerError};
use crate::storage::{Job, Storage, StorageError};
use domain::{Approval, ApprovalEnd, Forbidden, Timestamp, WaitingApproval};
use protocol::{Change, ChangeDigest, Decision, RefusalCode, Withdrawal};
use std::sync::Arc;

/// People are likely to decide within this many seconds of the request. The job asks more often in that time than
/// later.
const SOON: i64 = 600;
const LOOK_SOON: i64 = 2;
const LOOK_LATER: i64 = 30;

/// State of a change that people have to approve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The signer has registered it: it is in force. Nothing is pending.
    InForce,
    /// It waits for approval.
    Waiting(WaitingApproval),
    /// It ended without registration.
    Ended(ApprovalEnd),
}

/// Why the state of a change is not known.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RegisterError {
    /// The subject of the change is not in the database.
    #[error("the subject of this change is not here")]
    NotFound,
    /// The signer was not reached, or refused.
    #[error("asking the signer to register the change")]
    Signer(#[from] SignerError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The outcome of a request for approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Publication {
    /// It is in force.
    InForce,
    /// It waits for approval, and is in force automatically after it.
    Waiting,
}

/// The outcome of a withdrawal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Withdrawn {
    /// Nothing waits any more: it can be changed.
    Withdrawn,
    /// People had approved it: it is in force.
    InForce,
}

/// Why a request for approval was not withdrawn.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WithdrawError {
    /// Its subject does not exist.
    #[error("there is nothing to withdraw here")]
    NotFound,
    /// The subject belongs to another institution.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The signer refused, or does not answer.
    #[error("withdrawing the request at the signer")]
    Signer(#[from] SignerError),
    /// The approved change could not be put in force.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The next step of a change. The caller stores it, unless a concurrent caller stored one first.
#[derive(Debug)]
pub(super) struct Step {
    /// The state to store; `None`: as before.
    pub(super) store: Option<Approval>,
    /// What the signer reports.
    pub(super) standing: Result<Standing, SignerError>,
}

impl Step {
    fn unchanged(standing: Result<Standing, SignerError>) -> Self {
        Self { store: None, standing }
    }
}

/// Asks the signer about changes.
#[derive(Clone)]
pub(super) struct ApprovalSteps {
    signer: SignerClient,
    clock: Arc<dyn Clock>,
}

impl ApprovalSteps {
    pub(super) fn new(signer: SignerClient, clock: Arc<dyn Clock>) -> Self {
        Self { signer, clock }
    }

    /// Requests the change, or asks how far it has come. `picture`: given to the signer before the request.
    pub(super) async fn advance(&self, from: &Approval, change: Change, picture: Option<Vec<u8>>) -> Step {
        let answer = match from {
            Approval::Ended { how: ApprovalEnd::Withdrawn, .. } => {
                // A proposal that was on its way may have reached the signer after the withdrawal.
                return Step::unchanged(self.signer.withdraw_change(change.digest()).await.map(
                    |now| match now {
                        Withdrawal::Withdrawn => Standing::Ended(ApprovalEnd::Withdrawn),
                        Withdrawal::InForce => Standing::InForce,
                    },
                ));
            }
            Approval::Ended { how, .. } => return Step::unchanged(Ok(Standing::Ended(how.clone()))),
            Approval::Asking { .. } => self.propose(change, picture).await,
            // While it waits, its content is not sent again.
            Approval::Waiting(_) => self.signer.look_up_change(change.digest()).await,
        };
        match answer {
            Ok(Decision::Done { .. }) => Step::unchanged(Ok(Standing::InForce)),
            Ok(Decision::Waiting(waiting)) => {
                let waiting = waiting_change(waiting).waiting;
                let to = Approval::Waiting(waiting.clone());
                Step { store: Some(to).filter(|to| to != from), standing: Ok(Standing::Waiting(waiting)) }
            }
            Err(error) => self.not_registered(from, error),
        }
    }

    /// Proposes a change. Before that the signer gets the picture that the change is bound to.
    async fn propose(&self, change: Change, picture: Option<Vec<u8>>) -> Result<Decision, SignerError> {
        if let Some(picture) = picture {
            self.signer.keep_picture(&picture).await?;
        }
        self.signer.propose(change).await
    }

    /// Maps a refusal or a fault to the state of the change.
    fn not_registered(&self, from: &Approval, error: SignerError) -> Step {
        let at = self.clock.now();
        let code = error.refusal().map(|refusal| refusal.code);
        match (from, code) {
            (Approval::Waiting(waiting), Some(RefusalCode::UnknownChange)) => {
                let how = waiting.end(at);
                let to = Approval::Ended { how: how.clone(), at };
                Step { store: Some(to), standing: Ok(Standing::Ended(how)) }
            }
            (_, Some(code)) if !may_change(code) => {
                let how = ApprovalEnd::Refused { says: error.says() };
                Step { store: Some(Approval::Ended { how, at }), standing: Err(error) }
            }
            (Approval::Asking { .. }, _) => {
                let to = Approval::Asking { last_problem: Some(error.says()) };
                Step { store: Some(to).filter(|to| to != from), standing: Err(error) }
            }
            (Approval::Waiting(_) | Approval::Ended { .. }, _) => Step::unchanged(Err(error)),
        }
    }

    /// How far a waiting change has come, as the signer reports it now. Stores nothing.
    pub(super) async fn look(
        &self,
        waiting: &WaitingApproval,
        digest: ChangeDigest,
    ) -> Result<Standing, SignerError> {
        match self.signer.look_up_change(digest).await {
            Ok(Decision::Done { .. }) => Ok(Standing::InForce),
            Ok(Decision::Waiting(waiting)) => Ok(Standing::Waiting(waiting_change(waiting).waiting)),
            Err(error) if error.refusal().is_some_and(|no| no.code == RefusalCode::UnknownChange) => {
                Ok(Standing::Ended(waiting.end(self.clock.now())))
            }
            Err(error) => Err(error),
        }
    }
}

/// Ends the job that waits for a decision, or makes it due again.
///
/// # Errors
/// [`RegisterError`], where the job is to be retried.
pub(super) async fn finish_or_wait(
    storage: &Storage,
    job: &Job,
    now: Timestamp,
    reported: Result<Standing, RegisterError>,
) -> Result<(), RegisterError> {
    let standing = match reported {
        Err(RegisterError::Signer(error)) if error.refusal().is_some_and(|no| !may_change(no.code)) => {
            Standing::Ended(ApprovalEnd::Refused { says: error.says() })
        }
        other => other?,
    };
    let mut tx = storage.begin().await?;
    match standing {
        Standing::Waiting(waiting) => tx.job_again(job, next_look(&waiting, now)).await?,
        Standing::InForce | Standing::Ended(_) => {
            tx.finish_job(job).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Is this refusal only temporary?
fn may_change(code: RefusalCode) -> bool {
    matches!(code, RefusalCode::TooManyWaiting | RefusalCode::WrongVersion)
}

fn next_look(waiting: &WaitingApproval, now: Timestamp) -> Timestamp {
    let fresh = now < waiting.asked.plus_seconds(SOON);
    now.plus_seconds(if fresh { LOOK_SOON } else { LOOK_LATER })
}
