//! The job that reissues one credential under the successor of a compromised key: same id, same person, same
//! achievement, a later `validFrom`, a new entry in a status list.

use crate::address::Addresses;
use crate::clock::Clock;
use crate::signer_client::SignerError;
use crate::storage::{Job, JobKind, Reissue, Replacement, Storage, StorageError};
use crate::usecase::checked_signer::{CheckError, CheckedSigner, SignatureError};
use crate::usecase::job_queue::JobQueue;
use crate::usecase::revoke::{PublishStatus, PublishStatusError};
use crate::usecase::status_indexes::status_entry;
use credentials::status::StatusEntry;
use domain::{CredentialId, CredentialState, Timestamp};
use serde_json::{Value, json};
use std::sync::Arc;

/// Delay for a credential that the signer does not sign for the time being, in seconds.
const WAIT_SECONDS: i64 = 60;

/// Why a credential is not reissued yet.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReissueError {
    /// The job names no credential of ours.
    #[error("the credential of this job is not here")]
    NotFound,
    /// Its new status list could not be published first.
    #[error("publishing the status list before the credential")]
    StatusList(#[from] PublishStatusError),
    /// The signer did not sign.
    #[error("asking the signer to issue the credential again")]
    Signer(#[from] SignerError),
    /// The answer is not what was requested.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// The stored credential is not JSON.
    #[error("reading the stored credential")]
    Stored(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<SignatureError> for ReissueError {
    fn from(error: SignatureError) -> Self {
        match error {
            SignatureError::Signer(error) => Self::Signer(error),
            SignatureError::Check(error) => Self::Check(error),
        }
    }
}

/// Reissues a credential.
#[derive(Clone)]
pub(crate) struct ReissueCredential {
    storage: Storage,
    signer: CheckedSigner,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    publish_status: PublishStatus,
    jobs: JobQueue,
}

impl ReissueCredential {
    pub(super) fn new(
        storage: Storage,
        signer: CheckedSigner,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        publish_status: PublishStatus,
        jobs: JobQueue,
    ) -> Self {
        Self { storage, signer, clock, addresses, publish_status, jobs }
    }

    /// Runs the job: afterwards it is finished, or the problem is stored and the job is due again.
    ///
    /// # Errors
    /// [`ReissueError`].
    pub(crate) async fn reissue(&self, job: &Job, id: &CredentialId) -> Result<(), ReissueError> {
        let mut tx = self.storage.read().await?;
        let open = tx.open_reissue(id).await?;
        drop(tx);
        let Some(open) = open else {
            let mut tx = self.storage.begin().await?;
            tx.finish_job(job).await?;
            return Ok(tx.commit().await?);
        };
        let outcome = self.try_to_reissue(job, id, &open).await;
        let Err(ReissueError::Signer(error)) = &outcome else { return outcome };
        let mut tx = self.storage.begin().await?;
        if error.passes() {
            tx.reissue_problem(id, &open.key, &error.says()).await?;
            tx.job_again(job, self.clock.now().plus_seconds(WAIT_SECONDS)).await?;
        } else if error.refusal().is_some() {
            tx.reissue_refused(id, &open.key, &error.says()).await?;
            tx.finish_job(job).await?;
        } else {
            tx.reissue_problem(id, &open.key, &error.says()).await?;
            tx.commit().await?;
            return outcome;
        }
        Ok(tx.commit().await?)
    }

    async fn try_to_reissue(&self, job: &Job, id: &CredentialId, open: &Reissue) -> Result<(), ReissueError> {
        let mut tx = self.storage.read().await?;
        let stored = tx.credential(id).await?.ok_or(ReissueError::NotFound)?;
        let institution = tx.institution(&stored.record.institution).await?.ok_or(ReissueError::NotFound)?;
        let list_is_there = tx.published_list(&open.place.list).await?.is_some();
        drop(tx);
        let earlier = stored.unsigned.as_deref().ok_or(ReissueError::NotFound)?;
        let place = stored.record.status.as_ref().ok_or(ReissueError::NotFound)?;
        if stored.record.state != CredentialState::Active {
            let mut tx = self.storage.begin().await?;
            tx.reissue_refused(id, &open.key, "It was revoked meanwhile.").await?;
            tx.finish_job(job).await?;
            return Ok(tx.commit().await?);
        }
        if !list_is_there {
            self.publish_status.publish(&open.place.list).await?;
        }
        let unsigned = self.reissue_text(id, open, earlier).await?;
        let signed = self.signer.sign_superseding(&institution, earlier, &unsigned).await?;
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        let new = Replacement {
            unsigned: &unsigned,
            document: &signed.document,
            ledger_index: signed.ledger_index,
            earlier: place,
        };
        if tx.reissued(id, open, &new, now).await? && !stored.record.recipient.email.is_empty() {
            self.jobs.enqueue(&mut tx, JobKind::SendReissueMail, id.as_str(), now).await?;
        }
        tx.finish_job(job).await?;
        tx.commit().await?;
        self.jobs.notify();
        Ok(())
    }

    /// Built once, so that a retry sends the same bytes.
    async fn reissue_text(
        &self,
        id: &CredentialId,
        open: &Reissue,
        earlier: &str,
    ) -> Result<String, ReissueError> {
        if let Some(kept) = &open.unsigned {
            return Ok(kept.clone());
        }
        let entry = status_entry(&self.addresses, &open.place);
        let text = later(earlier, &entry, self.clock.now())?;
        let mut tx = self.storage.begin().await?;
        tx.keep_reissue_text(id, &open.key, &text).await?;
        tx.commit().await?;
        Ok(text)
    }
}

/// The same credential, valid from now, at another status index.
fn later(earlier: &str, entry: &StatusEntry, now: Timestamp) -> Result<String, serde_json::Error> {
    let mut value: Value = serde_json::from_str(earlier)?;
    if let Value::Object(credential) = &mut value {
        credential.insert("validFrom".to_owned(), json!(now.rfc3339()));
        let of_a_list = credential.get("credentialStatus").is_some_and(Value::is_array);
        let status = if of_a_list { json!([entry.to_value()]) } else { entry.to_value() };
        credential.insert("credentialStatus".to_owned(), status);
    }
    Ok(value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_time_and_the_place_change() {
        let entry = |index| StatusEntry::revocation("https://badges.example/status/1", index);
        let earlier = json!({
            "id": "https://badges.example/credentials/1",
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": {"id": "did:key:z6Mk"},
            "credentialStatus": entry(7).to_value(),
        });
        let now = Timestamp::parse("2026-02-01T00:00:00Z").unwrap();
        let text = later(&earlier.to_string(), &entry(8), now).unwrap();
        let mut expected = earlier;
        expected["validFrom"] = json!("2026-02-01T00:00:00Z");
        expected["credentialStatus"] = entry(8).to_value();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    }
}
