//! One use case for each kind of job.

use crate::storage::{Job, JobKind};
use crate::usecase::{
    RegisterBadge, RegisterProfile, ReissueCredential, SendClaimMail, SendReissueMail, SignCredential,
};
use std::error::Error;

use super::status_job::StatusJob;

/// Why a job failed.
type Failure = Box<dyn Error + Send + Sync>;

/// The use cases that jobs call.
pub(crate) struct Handlers {
    pub(crate) sign_credential: SignCredential,
    pub(crate) send_claim_mail: SendClaimMail,
    pub(crate) publish_status: StatusJob,
    pub(crate) register_badge: RegisterBadge,
    pub(crate) register_profile: RegisterProfile,
    pub(crate) reissue_credential: ReissueCredential,
    pub(crate) send_reissue_mail: SendReissueMail,
}

impl Handlers {
    /// Runs a job.
    ///
    /// # Errors
    /// Why it failed; it is due again later.
    pub(super) async fn run(&self, job: &Job) -> Result<(), Failure> {
        let subject = &job.subject;
        match job.kind {
            JobKind::SignCredential => self.sign_credential.sign(job, &subject.parse()?).await?,
            JobKind::SendClaimMail => self.send_claim_mail.send(job, &subject.parse()?).await?,
            JobKind::PublishStatus => self.publish_status.run(job, &subject.parse()?).await?,
            JobKind::RegisterProfile => self.register_profile.register(job, &subject.parse()?).await?,
            JobKind::RegisterBadge => self.register_badge.register(job, &subject.parse()?).await?,
            JobKind::ReissueCredential => self.reissue_credential.reissue(job, &subject.parse()?).await?,
            JobKind::SendReissueMail => self.send_reissue_mail.send(job, &subject.parse()?).await?,
        }
        Ok(())
    }
}
