//! The runner of jobs: takes what is due, does it, and tries again later what failed.

use crate::log::chain;
use crate::service::{Published, Services};
use crate::storage::{Job, JobKind, StorageError};
use std::error::Error;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

/// How long a job may take before somebody else may take it, in seconds: more than the signer's patience and the rest.
const LEASE_SECONDS: i64 = 60;
/// How long revocations wait that are above the signer's ceiling, in seconds: the shortest is for a minute.
const CEILING_SECONDS: i64 = 60;
/// How many jobs are taken at a time.
const AT_A_TIME: u32 = 16;
/// The longest wait between two looks into the table; the bell ends it early.
const ROUND: Duration = Duration::from_secs(1);

/// Why a job failed.
type Failure = Box<dyn Error + Send + Sync>;

/// Works until `stop` comes.
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
            () = services.bell.notified() => {}
            () = tokio::time::sleep(ROUND) => {}
        }
    }
}

/// Before the first round of a server that was just started: what a killed one had taken is due again at once.
///
/// # Errors
/// When the storage cannot be written.
pub async fn take_back(services: &Services) -> Result<(), StorageError> {
    let mut tx = services.storage.begin().await?;
    tx.take_back_jobs(services.clock.now()).await?;
    tx.commit().await
}

/// Writes jobs for status lists that are due to be signed again, asks for keys that follow, and tells of those that are to
/// be replaced and of what the signer noticed.
pub async fn renew(services: &Services) {
    if let Err(error) = services.tell_events().await {
        tracing::warn!(error = chain(&error), "telling what the signer noticed");
    }
    if let Err(error) = services.keep_rotation().await {
        tracing::warn!(
            error = chain(&error),
            "asking for the next key, or telling that one is to be replaced"
        );
    }
    if let Err(error) = services.renew_status_lists().await {
        tracing::error!(error = chain(&error), "looking for status lists that are due");
    }
}

/// Does what is due now, once. Tells how many jobs were taken.
///
/// # Errors
/// When jobs could not be taken at all; a job that fails is logged and due again.
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
        JobKind::SignCredential => Ok(services.sign_credential(job, &job.subject.parse()?).await?),
        JobKind::SendClaimMail => Ok(services.send_claim_mail(job, &job.subject.parse()?).await?),
        JobKind::RegisterBadge => Ok(services.register_badge(job, &job.subject.parse()?).await?),
        JobKind::ReissueCredential => Ok(services.reissue_credential(job, &job.subject.parse()?).await?),
        JobKind::SendReissueMail => Ok(services.send_reissue_mail(job, &job.subject.parse()?).await?),
        JobKind::PublishStatus => {
            let published = services.publish_status(&job.subject.parse()?).await?;
            let mut tx = services.storage.begin().await?;
            // Of the jobs of a list whose revocations wait, the first goes on.
            if published == Published::InPart && !tx.earlier_job_waits(job).await? {
                tx.job_again(job, services.clock.now().plus_seconds(CEILING_SECONDS)).await?;
            } else {
                tx.finish_job(job).await?;
            }
            Ok(tx.commit().await?)
        }
    }
}

/// How long to wait after so many attempts, in seconds: 1, 2, 4, 8, then always 15, so that whatever was away is
/// noticed soon after it is back and a revocation is told within a minute.
fn pause_seconds(attempts: i64) -> i64 {
    match attempts {
        ..=1 => 1,
        2 => 2,
        3 => 4,
        4 => 8,
        _ => 15,
    }
}
