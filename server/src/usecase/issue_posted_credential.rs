//! Issues a posted credential: judged, stored with its status index and its job, and signed before the answer.
//!
//! The path is the same as for the page (`issue_credential`, `sign_credential`): one row, one job, one signer. Only two
//! things differ: the caller builds the document, and waits for it. After a crash in between, the job is done after the
//! next start. The same credential posted again under the same `id` is the same request and gets the same document.

use super::judge_posted_credential::Status;
use super::posted_credential::{Flaw, PostedCredential};
use super::{Services, profile};
use crate::log::chain;
use crate::storage::{Job, JobKind, NewCredential, StorageError, StoredCredential, Transaction};
use credentials::model::Class as _;
use credentials::status::StatusEntry;
use domain::{
    ApiToken, BadgeVersionId, CredentialId, CredentialState, Forbidden, Institution, IssuedCredential,
    Issuer, Progress, StatusPlace, Timestamp,
};
use serde_json::Value;

/// Lease of the job, in seconds: as long as the runner's own lease.
const LEASE_SECONDS: i64 = 60;
/// Delay before the runner retries what the signer could not do, in seconds.
const AGAIN_SECONDS: i64 = 1;

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

impl Services {
    /// Issues a posted credential. `named`: the `id` from the request's options, for a credential without one. Returns
    /// the signed document.
    pub(crate) async fn issue_posted_credential(
        &self,
        caller: &ApiToken,
        posted: Value,
        named: Option<String>,
    ) -> Result<String, IssuePostedError> {
        let issuer = caller.may_issue()?;
        let _turn = self.issues.acquire().await.map_err(|_| IssuePostedError::CutShort)?;
        let now = self.clock.now();
        let institution = self.storage.read().await?.institution(issuer.institution()).await?;
        let institution = institution.ok_or(Forbidden)?;
        let new = CredentialId::new(now, self.clock.random());
        let mut posted = PostedCredential::read(posted, named, &institution.did, &self.addresses, new, now)?;
        posted.complete(&profile(&self.addresses, &institution).to_value())?;
        if let Some(stored) = self.earlier(&posted).await? {
            return self.resume(&institution, &posted, stored).await;
        }
        let status = self.status_of(&posted, &institution.id).await?;
        let badge = self.judge(&posted, &status, &institution).await?;
        match self.write_posted(&issuer, &posted, status, badge, now).await {
            Ok(job) => self.sign_now(&job, &posted.record).await,
            // The same credential was posted twice at the same moment: the second request finds the first.
            Err(IssuePostedError::Storage(error)) if error.constraint().is_some() => {
                let stored = self.earlier(&posted).await?.ok_or(IssuePostedError::Storage(error))?;
                self.resume(&institution, &posted, stored).await
            }
            Err(error) => Err(error),
        }
    }

    async fn earlier(&self, posted: &PostedCredential) -> Result<Option<StoredCredential>, StorageError> {
        let mut tx = self.storage.read().await?;
        match posted.foreign_id(&self.addresses) {
            None => tx.credential(&posted.record).await,
            Some(id) => tx.credential_by_foreign_id(&id).await,
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
                let mut tx = self.storage.begin().await?;
                let job = self.take_signing(&mut tx, &id, self.clock.now()).await?;
                tx.commit().await?;
                self.sign_now(&job, &id).await
            }
        }
    }

    async fn write_posted(
        &self,
        issuer: &Issuer,
        posted: &PostedCredential,
        status: Status,
        badge: Option<BadgeVersionId>,
        now: Timestamp,
    ) -> Result<Job, IssuePostedError> {
        let mut tx = self.storage.begin().await?;
        let (place, entry) = match status {
            Status::Add => {
                let place = self.free_place(&mut tx, issuer.institution(), now).await?;
                let entry = self.entry(&place);
                (Some(place), Some(entry))
            }
            Status::Brought(place) => (Some(place), None),
            Status::None => (None, None),
        };
        let new = NewCredential {
            record: IssuedCredential {
                id: posted.record.clone(),
                institution: issuer.institution().clone(),
                badge,
                foreign_id: posted.foreign_id(&self.addresses),
                recipient: posted.recipient(),
                issued: now,
                status: place,
                progress: Progress::Waiting { last_problem: None },
                state: CredentialState::Active,
                public: false,
            },
            salt: String::new(),
            request: posted.request.clone(),
            unsigned: posted.text(entry),
            issuer: issuer.actor().clone(),
        };
        tx.add_credential(&new).await?;
        let job = self.take_signing(&mut tx, &posted.record, now).await?;
        tx.commit().await?;
        Ok(job)
    }

    /// Writes the signing job with its lease taken: the runner does it if this process ends or its caller goes away.
    async fn take_signing(
        &self,
        tx: &mut Transaction,
        id: &CredentialId,
        now: Timestamp,
    ) -> Result<Job, StorageError> {
        let job = CredentialId::new(now, self.clock.random());
        let lease = now.plus_seconds(LEASE_SECONDS);
        tx.enqueue_taken(job.as_str(), JobKind::SignCredential, id.as_str(), now, lease).await
    }

    pub(super) fn entry(&self, place: &StatusPlace) -> Value {
        StatusEntry { list: self.addresses.status_list(&place.list), index: place.index }.to_value()
    }

    /// Signs while the caller waits, and returns the outcome.
    async fn sign_now(&self, job: &Job, id: &CredentialId) -> Result<String, IssuePostedError> {
        if let Err(error) = self.sign_credential(job, id).await {
            tracing::warn!(
                subject = job.subject,
                error = chain(&error),
                "a posted credential is not signed yet"
            );
            let mut tx = self.storage.begin().await?;
            tx.job_again(job, self.clock.now().plus_seconds(AGAIN_SECONDS)).await?;
            tx.commit().await?;
        }
        let stored = self.storage.read().await?.credential(id).await?.ok_or(IssuePostedError::CutShort)?;
        match (stored.document, stored.record.progress) {
            (Some(document), _) => Ok(document),
            (None, Progress::Refused { says }) => Err(IssuePostedError::Refused(says)),
            (None, Progress::Waiting { last_problem }) => {
                Err(IssuePostedError::Waiting(last_problem.unwrap_or_default()))
            }
            (None, Progress::Signed { .. }) => Err(IssuePostedError::CutShort),
        }
    }
}
