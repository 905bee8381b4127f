//! Issuing what a program posted: judged, written down with its status index and its job, and signed before the answer.
//!
//! The path is that of the page (`issue_credential`, `sign_credential`): one row, one job, one signer. Only who builds
//! the document differs, and that this caller waits. Killed in between, the job is done after the next start; the same
//! credential posted again under the same `id` is the same wish and gets the same document.

use super::Services;
use super::posted_credential::{Flaw, PostedCredential};
use crate::log::chain;
use crate::storage::{Job, JobKind, NewCredential, StorageError, StoredCredential, Transaction};
use credentials::lint::{Kind, UnsignedCredential, lint};
use credentials::status::{MIN_LENGTH, StatusEntry};
use domain::{
    ApiToken, BadgeVersionId, ClaimToken, CredentialId, CredentialState, Forbidden, Institution,
    InstitutionId, IssuedCredential, Issuer, Progress, StatusListId, StatusPlace, Timestamp,
};
use serde_json::Value;

/// How long nobody else takes the job, in seconds: as long as the runner's own lease.
const LEASE_SECONDS: i64 = 60;
/// When the runner tries again what the signer could not do, in seconds.
const AGAIN_SECONDS: i64 = 1;

/// Why there is no signed credential.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IssuePostedError {
    /// The token may not.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// What was posted cannot be issued.
    #[error("what was posted cannot be issued")]
    Flaws(Vec<Flaw>),
    /// A credential of this `id` was issued before, with other content.
    #[error("the id belongs to another credential")]
    OtherContent,
    /// The signer refused, for ever, in these words.
    #[error("the signer refused: {0}")]
    Refused(String),
    /// It is written down and will be signed; the same again gets it. Why it is not signed yet, in words.
    #[error("it is not signed yet: {0}")]
    Waiting(String),
    /// The work was cut short.
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

/// Where a credential's status stands.
enum Status {
    /// It gets a place in the institution's list.
    Add,
    /// It brought a place in a list of ours.
    Brought(StatusPlace),
    /// None of ours.
    None,
}

impl Services {
    /// Issues a posted credential. `named`: the `id` that the request gives to one without. Answers the signed document.
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
        let posted = PostedCredential::read(posted, named, &institution.did, &self.addresses, new, now)?;
        if let Some(stored) = self.earlier(&posted).await? {
            return self.resume(&institution, &posted, stored).await;
        }
        let status = self.status_of(&posted, &institution.id).await?;
        let badge = self.judge(&posted, &status, &institution).await?;
        match self.write_posted(&issuer, &posted, status, badge, now).await {
            Ok(job) => self.sign_now(&job, &posted.record).await,
            // The same posted twice at the same moment: whoever was second finds the first.
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

    /// The same again gets what came of it; anything else under its `id` gets nothing.
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

    /// What is to become of its status, and whether what it brought can be.
    async fn status_of(
        &self,
        posted: &PostedCredential,
        institution: &InstitutionId,
    ) -> Result<Status, IssuePostedError> {
        let Some(brought) = posted.status() else {
            return Ok(if self.vc_api.add_status { Status::Add } else { Status::None });
        };
        let own = |entry: &StatusEntry| {
            let path = self.addresses.own_path(&entry.list)?;
            path.strip_prefix("/status/")?.parse::<StatusListId>().ok()
        };
        let Some((list, index)) = StatusEntry::parse(brought).ok().and_then(|e| Some((own(&e)?, e.index)))
        else {
            return Ok(Status::None);
        };
        let mut tx = self.storage.read().await?;
        let known = tx.status_list(&list).await?.filter(|list| &list.institution == institution);
        let inside = usize::try_from(index).is_ok_and(|index| index < MIN_LENGTH);
        if known.is_none() || !inside || tx.index_is_taken(&list, index).await? {
            let says = "This place in this installation's status lists is not free: leave \"credentialStatus\" out, \
                        and the credential gets one.";
            return Err(Flaw::new("/credentialStatus", says).into());
        }
        Ok(Status::Brought(StatusPlace { list, index }))
    }

    /// May the document be signed? Tells of which badge it is. Any place stands in for the one that it will get.
    async fn judge(
        &self,
        posted: &PostedCredential,
        status: &Status,
        institution: &Institution,
    ) -> Result<Option<BadgeVersionId>, IssuePostedError> {
        let place = || StatusPlace { list: StatusListId::new(self.clock.now(), 0), index: 0 };
        let entry = matches!(status, Status::Add).then(|| self.entry(&place()));
        let text = posted.text(entry);
        let linted = tokio::task::spawn_blocking(move || {
            let unsigned = UnsignedCredential::parse(text.as_bytes())
                .map_err(|error| vec![Flaw::new("", format!("{error}."))])?;
            lint(unsigned).map_err(|findings| findings.into_iter().map(Flaw::from).collect::<Vec<_>>())
        });
        let linted =
            linted.await.map_err(|_| IssuePostedError::CutShort)?.map_err(IssuePostedError::Flaws)?;
        match linted.kind() {
            Kind::OpenBadge => Ok(Some(self.published(linted.achievement(), institution).await?)),
            Kind::Credential => Ok(None),
            Kind::StatusList => {
                let says = "Status lists are made here by revoking, never from what is posted.";
                Err(Flaw::new("/type", says).into())
            }
        }
    }

    /// Which published version the achievement is, exactly.
    async fn published(
        &self,
        achievement: Option<&Value>,
        institution: &Institution,
    ) -> Result<BadgeVersionId, IssuePostedError> {
        let found = achievement.and_then(|achievement| {
            let path = self.addresses.own_path(achievement.get("id")?.as_str()?)?;
            let (design, version) = path.strip_prefix("/achievements/")?.split_once('/')?;
            Some((achievement, design.parse().ok()?, version.parse().ok()?))
        });
        if let Some((achievement, design, version)) = found
            && let Some(stored) = self.storage.read().await?.version(&design, version).await?
            && stored.registered.is_some()
            && stored.institution == institution.id
            && serde_json::from_str::<Value>(&stored.achievement).is_ok_and(|known| known == *achievement)
        {
            return Ok(BadgeVersionId { design, version });
        }
        let says = "This is no published badge of the institution, or differs from what was published. Its address \
                    gives it as JSON-LD; leave its \"@context\" out.";
        Err(Flaw::new("/credentialSubject/achievement", says).into())
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
            claim_token: ClaimToken::new(self.clock.random()),
            request: posted.request.clone(),
            unsigned: Some(posted.text(entry)),
            issuer: issuer.actor().clone(),
        };
        tx.add_credential(&new).await?;
        let job = self.take_signing(&mut tx, &posted.record, now).await?;
        tx.commit().await?;
        Ok(job)
    }

    /// Writes the job that has it signed, taken already: the runner does it if this process or its caller goes away.
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

    fn entry(&self, place: &StatusPlace) -> Value {
        StatusEntry { list: self.addresses.status_list(&place.list), index: place.index }.to_value()
    }

    /// Has it signed while the caller waits, and tells what came of it.
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
