//! The job runner: takes due jobs, runs them, and retries failed ones later.

use crate::log::chain;
use crate::storage::{Job, JobKind, StorageError};
use crate::usecase::{Published, Services};
use std::error::Error;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

/// Lease of a job, in seconds: longer than the time limit for the signer and the rest of the job together.
const LEASE_SECONDS: i64 = 60;
/// Delay for revocations above the signer's ceiling, in seconds: the shortest ceiling covers a minute.
const CEILING_SECONDS: i64 = 60;
/// How many jobs are taken at a time.
const AT_A_TIME: u32 = 16;
/// The longest wait between two reads of the job table; a job notification ends it early.
const ROUND: Duration = Duration::from_secs(1);
/// How often the signer is asked for alerts, in seconds.
const ALERT_SECONDS: i64 = 60;
/// How often a due rotation is looked for, in seconds.
const ROTATION_SECONDS: i64 = 3_600;

/// Why a job failed.
type Failure = Box<dyn Error + Send + Sync>;

/// Runs jobs until `stop` resolves.
pub async fn work(services: Arc<Services>, stop: impl Future<Output = ()> + Send) {
    tokio::pin!(stop);
    loop {
        renew(&services).await;
        match run_due(&services).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::error!(error = chain(&error), "taking jobs"),
        }
        tokio::select! {
            () = &mut stop => return,
            () = services.shared.jobs.notified() => {}
            () = tokio::time::sleep(ROUND) => {}
        }
    }
}

/// Reclaims leases before the first round after a start: jobs of a killed process are due again at once.
///
/// # Errors
/// If the storage cannot be written.
pub async fn reclaim_leases(services: &Services) -> Result<(), StorageError> {
    let mut tx = services.storage.begin().await?;
    tx.reclaim_leases(services.clock.now()).await?;
    tx.commit().await
}

/// Writes jobs for status lists that are due for renewal, requests due key rotations, and mails notices of due
/// rotations and of the signer's alerts.
pub async fn renew(services: &Services) {
    let now = services.clock.now();
    if services.alert_timer.is_due(ALERT_SECONDS, now)
        && let Err(error) = services.watching.mail_alerts.mail().await
    {
        tracing::warn!(error = chain(&error), "mailing the signer's alerts");
    }
    if services.rotation_timer.is_due(ROTATION_SECONDS, now)
        && let Err(error) = services.key_keeping.request_due_rotations.request().await
    {
        tracing::warn!(
            error = chain(&error),
            "requesting the next key, or mailing that one is to be replaced"
        );
    }
    if let Err(error) = services.revoking.renew_status_lists.renew_due().await {
        tracing::error!(error = chain(&error), "looking for status lists that are due");
    }
}

/// Runs the jobs that are due now, once. Returns how many jobs were taken.
///
/// # Errors
/// If jobs could not be taken at all. A failed job is logged and due again.
pub async fn run_due(services: &Services) -> Result<usize, StorageError> {
    let now = services.clock.now();
    let mut tx = services.storage.begin().await?;
    let jobs = tx.take_jobs(now, now.plus_seconds(LEASE_SECONDS), AT_A_TIME).await?;
    tx.commit().await?;
    for job in &jobs {
        if let Err(error) = run(services, job).await {
            tracing::warn!(
                kind = job.kind.word(),
                subject = job.subject,
                attempts = job.attempts,
                error = chain(&*error),
                "a job failed and is tried again"
            );
            let at = services.clock.now().plus_seconds(pause_seconds(job.attempts));
            let mut tx = services.storage.begin().await?;
            tx.job_again(job, at).await?;
            tx.commit().await?;
        }
    }
    Ok(jobs.len())
}

async fn run(services: &Services, job: &Job) -> Result<(), Failure> {
    match job.kind {
        JobKind::SignCredential => {
            Ok(services.issuing.sign_credential.sign(job, &job.subject.parse()?).await?)
        }
        JobKind::SendClaimMail => {
            Ok(services.claiming.send_claim_mail.send(job, &job.subject.parse()?).await?)
        }
        JobKind::RegisterBadge => {
            Ok(services.publishing.register_badge.register(job, &job.subject.parse()?).await?)
        }
        JobKind::ReissueCredential => {
            Ok(services.reissuing.reissue_credential.reissue(job, &job.subject.parse()?).await?)
        }
        JobKind::SendReissueMail => {
            Ok(services.claiming.send_reissue_mail.send(job, &job.subject.parse()?).await?)
        }
        JobKind::PublishStatus => {
            let published = services.revoking.publish_status.publish(&job.subject.parse()?).await?;
            let mut tx = services.storage.begin().await?;
            // While revocations of a list wait for a ceiling, only the earliest job of that list stays queued.
            if published == Published::InPart && !tx.earlier_job_waits(job).await? {
                tx.job_again(job, services.clock.now().plus_seconds(CEILING_SECONDS)).await?;
            } else {
                tx.finish_job(job).await?;
            }
            Ok(tx.commit().await?)
        }
    }
}

/// Delay after this many attempts, in seconds: 1, 2, 4, 8, then always 15. A dependency that returns is noticed soon,
/// and a revocation is published within a minute.
fn pause_seconds(attempts: i64) -> i64 {
    match attempts {
        ..=1 => 1,
        2 => 2,
        3 => 4,
        4 => 8,
        _ => 15,
    }
}
