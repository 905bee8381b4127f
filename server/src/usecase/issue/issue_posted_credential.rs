//! Issues a posted credential: judged, stored with its status index and its job, and signed before the answer.
//!
//! The path is the same as for the page (`issue_credential`, `sign_credential`): one row, one job, one signer. Only two
//! things differ: the caller builds the document, and waits for it. After a crash in between, the job is done after the
//! next start. The same credential posted again under the same `id` is the same request and gets the same document.

use super::judge_posted_credential::JudgePostedCredential;
use super::posted_credential::{Flaw, PostedCredential};
use super::posted_records::PostedRecords;
use super::sign_at_once::SignAtOnce;
use crate::address::Addresses;
use crate::clock::Clock;
use crate::storage::{Storage, StorageError, StoredCredential};
use crate::usecase::profile;
use credentials::model::Class as _;
use domain::{ApiToken, CredentialId, Forbidden, Institution, Progress};
use serde_json::Value;
use std::sync::Arc;

/// Why there is no signed credential.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IssuePostedError {
    /// The token has no permission.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The posted credential cannot be issued.
    #[error("what was posted cannot be issued")]
    Flaws(Vec<Flaw>),
    /// A credential with this `id` was issued before, with other content.
    #[error("the id belongs to another credential")]
    OtherContent,
    /// The signer refused permanently, with this text.
    #[error("the signer refused: {0}")]
    Refused(String),
    /// It is stored and will be signed; the same request gets it then. The text is the reason for the delay.
    #[error("it is not signed yet: {0}")]
    Waiting(String),
    /// The work was interrupted.
    #[error("the work was cut short")]
    CutShort,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<Flaw> for IssuePostedError {
    fn from(flaw: Flaw) -> Self {
        Self::Flaws(vec![flaw])
    }
}

/// Issues what a program posts.
pub(crate) struct IssuePostedCredential {
    storage: Storage,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    judge: JudgePostedCredential,
    records: PostedRecords,
    sign: SignAtOnce,
}

impl IssuePostedCredential {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        judge: JudgePostedCredential,
        records: PostedRecords,
        sign: SignAtOnce,
    ) -> Self {
        Self { storage, clock, addresses, judge, records, sign }
    }

    /// Issues a posted credential. `named`: the `id` from the request's options, for a credential without one. Returns
    /// the signed document.
    ///
    /// # Errors
    /// [`IssuePostedError`].
    pub(crate) async fn issue(
        &self,
        caller: &ApiToken,
        posted: Value,
        named: Option<String>,
    ) -> Result<String, IssuePostedError> {
        let issuer = caller.may_issue()?;
        let _permit = self.sign.permit().await?;
        let now = self.clock.now();
        let institution = self.storage.read().await?.institution(issuer.institution()).await?;
        let institution = institution.ok_or(Forbidden)?;
        let new = CredentialId::new(now, self.clock.random());
        let mut posted = PostedCredential::read(posted, named, &institution.did, &self.addresses, new, now)?;
        // A repeated request is not compared with the profile, which may have changed since.
        if let Some(stored) = self.records.earlier(&posted).await? {
            return self.resume(&institution, &posted, stored).await;
        }
        posted.complete(&profile(&self.addresses, &institution).to_value())?;
        if let Some(picture) = self.judge.bound_picture(&posted, &institution.id).await? {
            posted.add_picture(&picture);
        }
        let status = self.judge.status_of(&posted, &institution.id).await?;
        let badge = self.judge.judge(&posted, &status, &institution, now).await?;
        match self.records.add(&issuer, &posted, status, badge, now).await {
            Ok(job) => self.sign.sign(&job, &posted.record).await,
            // The same credential was posted twice at the same moment: the second request finds the first.
            Err(error) if error.constraint().is_some() => {
                let stored = self.records.earlier(&posted).await?.ok_or(error)?;
                self.resume(&institution, &posted, stored).await
            }
            Err(error) => Err(error.into()),
        }
    }

    /// A repeated request gets the outcome of the first; another credential under the same `id` is refused.
    async fn resume(
        &self,
        institution: &Institution,
        posted: &PostedCredential,
        stored: StoredCredential,
    ) -> Result<String, IssuePostedError> {
        if stored.record.institution != institution.id || stored.request != posted.request {
            return Err(IssuePostedError::OtherContent);
        }
        match (stored.document, stored.record.progress) {
            (Some(document), _) => Ok(document),
            (None, Progress::Refused { says }) => Err(IssuePostedError::Refused(says)),
            (None, _) => {
                let id = stored.record.id;
                let job = self.records.add_job(&id, self.clock.now()).await?;
                self.sign.sign(&job, &id).await
            }
        }
    }
}
