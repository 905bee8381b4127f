//! Issuing: from a form or a posted document to a signed credential.
//!
//! [`IssueCredential`] records a badge with its unsigned text and a job. [`SignCredential`] does the job.
//! [`IssuePostedCredential`] records what a program posts, and does the job while the program waits.

mod issue_credential;
mod issue_posted_credential;
mod judge_posted_credential;
mod match_profile;
mod posted_credential;
mod posted_records;
mod sign_at_once;
mod sign_credential;
mod unsigned_badge;

pub(crate) use issue_credential::{IssueCredential, IssueError};
pub(crate) use issue_posted_credential::{IssuePostedCredential, IssuePostedError};
pub(crate) use posted_credential::Flaw;
pub(crate) use sign_credential::SignCredential;

use super::profiles::AdvanceProfile;
use super::revoke::PublishStatus;
use super::shared::Shared;
use crate::config::VcApi;
use judge_posted_credential::JudgePostedCredential;
use match_profile::MatchProfile;
use posted_records::PostedRecords;
use sign_at_once::SignAtOnce;

/// The use cases of issuing.
#[expect(clippy::struct_field_names, reason = "each field has the name of its use case")]
pub(crate) struct Issuing {
    pub(crate) issue_credential: IssueCredential,
    pub(crate) issue_posted_credential: IssuePostedCredential,
    pub(crate) sign_credential: SignCredential,
}

impl Issuing {
    pub(crate) fn new(
        shared: &Shared,
        publish_status: &PublishStatus,
        advance_profile: &AdvanceProfile,
        settings: &VcApi,
    ) -> Self {
        let Shared { storage, signer, clock, addresses, contexts, jobs, indexes, checked_signer, .. } =
            shared;
        let sign_credential = SignCredential::new(
            storage.clone(),
            checked_signer.clone(),
            clock.clone(),
            publish_status.clone(),
            MatchProfile::new(storage.clone(), signer.clone(), addresses.clone(), advance_profile.clone()),
            jobs.clone(),
        );
        Self {
            issue_credential: IssueCredential::new(
                storage.clone(),
                clock.clone(),
                addresses.clone(),
                indexes.clone(),
                jobs.clone(),
            ),
            issue_posted_credential: IssuePostedCredential::new(
                storage.clone(),
                clock.clone(),
                addresses.clone(),
                JudgePostedCredential::new(
                    storage.clone(),
                    addresses.clone(),
                    contexts.clone(),
                    settings.add_status,
                ),
                PostedRecords::new(storage.clone(), addresses.clone(), indexes.clone(), jobs.clone()),
                SignAtOnce::new(storage.clone(), clock.clone(), sign_credential.clone()),
            ),
            sign_credential,
        }
    }
}
