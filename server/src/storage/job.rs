//! Jobs: inserted in the transaction that needs the work, taken with a lease.

use super::row::Columns;
use super::{Engine, Sql, StorageError, Transaction};
use domain::Timestamp;
use std::str::FromStr;

const ADD: Sql = Sql::both(
    "INSERT INTO job (id, kind, subject, run_at, attempts, created) VALUES ($1, $2, $3, $4, 0, $4)",
);
const ADD_TAKEN: Sql = Sql::both(
    "INSERT INTO job (id, kind, subject, run_at, attempts, created) VALUES ($1, $2, $3, $5, 1, $4)",
);
const WAITS: Sql = Sql::both("SELECT id FROM job WHERE kind = $1 AND subject = $2 LIMIT 1");
const EARLIER_WAITS: Sql =
    Sql::both("SELECT id FROM job WHERE kind = $1 AND subject = $2 AND id < $3 LIMIT 1");
const TAKE: Sql = Sql::apart(
    "UPDATE job SET run_at = $2, attempts = attempts + 1 WHERE id IN \
     (SELECT id FROM job WHERE run_at <= $1 ORDER BY run_at, id LIMIT $3) RETURNING id, kind, subject, attempts",
    "UPDATE job SET run_at = $2, attempts = attempts + 1 WHERE id IN \
     (SELECT id FROM job WHERE run_at <= $1 ORDER BY run_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) \
     RETURNING id, kind, subject, attempts",
);
const FINISH: Sql = Sql::both("DELETE FROM job WHERE id = $1 AND attempts = $2");
const AGAIN: Sql = Sql::both("UPDATE job SET run_at = $3 WHERE id = $1 AND attempts = $2");
const TAKE_BACK: Sql = Sql::both("UPDATE job SET run_at = $1 WHERE run_at > $1");
const LEFT: Sql = Sql::both("SELECT COUNT(*) AS jobs FROM job");

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] =
    &[ADD, ADD_TAKEN, WAITS, EARLIER_WAITS, TAKE, FINISH, AGAIN, TAKE_BACK, LEFT];

/// The kinds of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JobKind {
    /// Have the credential signed. Subject: its identifier.
    SignCredential,
    /// Write the learner's mail. Subject: the credential's identifier.
    SendClaimMail,
    /// Sign and publish a status list. Subject: its identifier.
    PublishStatus,
    /// Have the signer register a frozen badge version, and check for its approval. Subject: the design's identifier.
    RegisterBadge,
    /// Have the signer register a profile, and check for its approval. Subject: the institution's identifier.
    RegisterProfile,
    /// Reissue a credential whose key was compromised. Subject: its identifier.
    ReissueCredential,
    /// Mail the learner about the reissue. Subject: the credential's identifier.
    SendReissueMail,
}

impl JobKind {
    /// The kind's value in the table.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::SignCredential => "sign-credential",
            Self::SendClaimMail => "send-claim-mail",
            Self::PublishStatus => "publish-status",
            Self::RegisterBadge => "register-badge",
            Self::RegisterProfile => "register-profile",
            Self::ReissueCredential => "reissue-credential",
            Self::SendReissueMail => "send-reissue-mail",
        }
    }
}

/// The text is not a known kind of job.
#[derive(Debug)]
pub(crate) struct UnknownJob;

impl FromStr for JobKind {
    type Err = UnknownJob;
    fn from_str(word: &str) -> Result<Self, UnknownJob> {
        let all = [
            Self::SignCredential,
            Self::SendClaimMail,
            Self::PublishStatus,
            Self::RegisterBadge,
            Self::RegisterProfile,
            Self::ReissueCredential,
            Self::SendReissueMail,
        ];
        all.into_iter().find(|kind| kind.word() == word).ok_or(UnknownJob)
    }
}

/// A job with its lease taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Job {
    /// Its identifier.
    pub(crate) id: String,
    /// The kind of work.
    pub(crate) kind: JobKind,
    /// The identifier of its subject.
    pub(crate) subject: String,
    /// How often the job was taken, this time included.
    pub(crate) attempts: i64,
}

impl Transaction {
    /// Inserts a job that is due at once. `id`: a fresh ULID.
    pub(crate) async fn enqueue(
        &mut self,
        id: &str,
        kind: JobKind,
        subject: &str,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(ADD.on(self.engine))
            .bind(id)
            .bind(kind.word())
            .bind(subject)
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Inserts a job that its creator runs at once: no other runner takes it until `lease`. `id`: a fresh ULID.
    pub(crate) async fn enqueue_taken(
        &mut self,
        id: &str,
        kind: JobKind,
        subject: &str,
        now: Timestamp,
        lease: Timestamp,
    ) -> Result<Job, StorageError> {
        sqlx::query(ADD_TAKEN.on(self.engine))
            .bind(id)
            .bind(kind.word())
            .bind(subject)
            .bind(now.millis())
            .bind(lease.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(Job { id: id.to_owned(), kind, subject: subject.to_owned(), attempts: 1 })
    }

    /// Does such a job wait or run?
    pub(crate) async fn job_waits(&mut self, kind: JobKind, subject: &str) -> Result<bool, StorageError> {
        let query = sqlx::query(WAITS.on(self.engine)).bind(kind.word()).bind(subject);
        Ok(query.fetch_optional(&mut *self.inner).await?.is_some())
    }

    /// Does an earlier job of the same kind and subject wait or run?
    pub(crate) async fn earlier_job_waits(&mut self, job: &Job) -> Result<bool, StorageError> {
        let query = sqlx::query(EARLIER_WAITS.on(self.engine))
            .bind(job.kind.word())
            .bind(job.subject.as_str())
            .bind(job.id.as_str());
        Ok(query.fetch_optional(&mut *self.inner).await?.is_some())
    }

    /// Takes due jobs. No other runner takes them until `lease`; then they are due again.
    pub(crate) async fn take_jobs(
        &mut self,
        now: Timestamp,
        lease: Timestamp,
        limit: u32,
    ) -> Result<Vec<Job>, StorageError> {
        let rows = sqlx::query(TAKE.on(self.engine))
            .bind(now.millis())
            .bind(lease.millis())
            .bind(i64::from(limit))
            .fetch_all(&mut *self.inner)
            .await?;
        let job = |row: &sqlx::any::AnyRow| {
            Ok(Job {
                id: row.text("id")?,
                kind: row.parsed("job", "kind")?,
                subject: row.text("subject")?,
                attempts: row.number("attempts")?,
            })
        };
        rows.iter().map(job).collect()
    }

    /// Removes a finished job. False: its lease had ended, and another runner took it.
    pub(crate) async fn finish_job(&mut self, job: &Job) -> Result<bool, StorageError> {
        let query = sqlx::query(FINISH.on(self.engine)).bind(job.id.as_str()).bind(job.attempts);
        Ok(query.execute(&mut *self.inner).await?.rows_affected() == 1)
    }

    /// Reschedules a job for this time.
    pub(crate) async fn job_again(&mut self, job: &Job, at: Timestamp) -> Result<(), StorageError> {
        let query =
            sqlx::query(AGAIN.on(self.engine)).bind(job.id.as_str()).bind(job.attempts).bind(at.millis());
        query.execute(&mut *self.inner).await?;
        Ok(())
    }

    /// Reclaims leases: makes every job due at once. For the start of a server that has its storage alone: the lease
    /// holders are gone. If several servers may share the storage (PostgreSQL) it does nothing, and leases expire.
    pub(crate) async fn reclaim_leases(&mut self, now: Timestamp) -> Result<(), StorageError> {
        if self.engine == Engine::Sqlite {
            sqlx::query(TAKE_BACK.on(self.engine)).bind(now.millis()).execute(&mut *self.inner).await?;
        }
        Ok(())
    }

    /// How many jobs are left.
    pub(crate) async fn jobs_left(&mut self) -> Result<u32, StorageError> {
        sqlx::query(LEFT.on(self.engine)).fetch_one(&mut *self.inner).await?.count("jobs")
    }
}
