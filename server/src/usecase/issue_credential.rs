//! Issues a badge: stores the record, its unsigned text, its status index and the signing job in one transaction.

use super::Services;
use super::unsigned_badge::unsigned_badge;
use crate::storage::{JobKind, NewCredential, StorageError, Transaction};
use credentials::status::MIN_LENGTH;
use domain::{
    BadgeDesignId, BadgeVersionId, CredentialId, CredentialState, Forbidden, InstitutionId, IssuedCredential,
    Member, Progress, Recipient, StatusListId, StatusPlace, Timestamp,
};

/// Indexes of one list: the minimum of Bitstring Status List 1.0 (131 072).
const INDEXES: u32 = 131_072;
const _: () = assert!(INDEXES as usize == MIN_LENGTH);
/// The signer admits the next list when signed badges hold 90 % of the newest one's indexes.
const FULL: u32 = INDEXES / 10 * 9;
/// Above this many indexes, unsigned badges included, drawing a free one would take long.
const CROWDED: u32 = INDEXES / 100 * 99;

/// Why nothing was issued.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IssueError {
    /// There is no such design.
    #[error("there is no such design")]
    NotFound,
    /// The design belongs to another institution.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The design is not published.
    #[error("the design is not published")]
    NotPublished,
    /// The stored achievement is not JSON.
    #[error("reading the registered achievement")]
    Achievement(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Services {
    /// Issues the newest published version to a recipient. The same `request` issues once.
    pub(crate) async fn issue_credential(
        &self,
        caller: &Member,
        design: &BadgeDesignId,
        recipient: Recipient,
        request: &str,
    ) -> Result<CredentialId, IssueError> {
        match self.write_down(caller, design, recipient, request).await {
            // The same form was posted twice at the same moment, on an engine that lets both transactions begin.
            Err(IssueError::Storage(error)) if is_request_taken(&error) => {
                let first = self.storage.read().await?.credential_of_request(request).await?;
                first.ok_or(IssueError::Storage(error))
            }
            other => other,
        }
    }

    async fn write_down(
        &self,
        caller: &Member,
        design: &BadgeDesignId,
        recipient: Recipient,
        request: &str,
    ) -> Result<CredentialId, IssueError> {
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        if let Some(first) = tx.credential_of_request(request).await? {
            return Ok(first);
        }
        let design = tx.design(design).await?.ok_or(IssueError::NotFound)?;
        let issuer = caller.may_issue(&design)?;
        let version = design.published().ok_or(IssueError::NotPublished)?;
        let institution = tx.institution(issuer.institution()).await?.ok_or(IssueError::NotFound)?;
        let registered = tx.version(&design.id, version).await?.ok_or(IssueError::NotPublished)?;
        let place = self.free_place(&mut tx, issuer.institution(), now).await?;
        let record = IssuedCredential {
            id: CredentialId::new(now, self.clock.random()),
            institution: issuer.institution().clone(),
            badge: Some(BadgeVersionId { design: design.id, version }),
            foreign_id: None,
            recipient,
            issued: now,
            status: Some(place.clone()),
            progress: Progress::Waiting { last_problem: None },
            state: CredentialState::Active,
            public: false,
        };
        let salt = format!("{:032x}", self.clock.random());
        let unsigned = unsigned_badge(&self.addresses, &institution, &registered, &record, &place, &salt)?;
        let new = NewCredential {
            record,
            salt,
            request: request.to_owned(),
            unsigned,
            issuer: issuer.actor().clone(),
        };
        tx.add_credential(&new).await?;
        self.enqueue(&mut tx, JobKind::SignCredential, new.record.id.as_str(), now).await?;
        tx.commit().await?;
        self.job_notification.notify_one();
        Ok(new.record.id)
    }

    /// A free index in the open list, drawn at random so that it reveals nothing about the order of issuing.
    pub(super) async fn free_place(
        &self,
        tx: &mut Transaction,
        institution: &InstitutionId,
        now: Timestamp,
    ) -> Result<StatusPlace, StorageError> {
        let list = if let Some(list) = open_list(tx, institution).await? {
            list
        } else {
            // Two servers that share the database would open two lists, and the signer admits one.
            tx.lock_status_lists(institution).await?;
            if let Some(list) = open_list(tx, institution).await? {
                list
            } else {
                let list = StatusListId::new(now, self.clock.random());
                tx.add_status_list(&list, institution, now).await?;
                list
            }
        };
        loop {
            let index = index(self.clock.random());
            if !tx.index_is_taken(&list, index).await? {
                return Ok(StatusPlace { list, index });
            }
        }
    }
}

/// The list for new credentials, if it has free indexes.
async fn open_list(
    tx: &mut Transaction,
    institution: &InstitutionId,
) -> Result<Option<StatusListId>, StorageError> {
    let Some(newest) = tx.newest_status_list(institution).await? else { return Ok(None) };
    let is_open = tx.indexes_held(&newest.id).await? < FULL && tx.indexes_taken(&newest.id).await? < CROWDED;
    Ok(is_open.then_some(newest.id))
}

/// An index from random bits: a power of two divides them evenly.
fn index(random: u128) -> u32 {
    u32::try_from(random % u128::from(INDEXES)).unwrap_or(0)
}

fn is_request_taken(error: &StorageError) -> bool {
    error.constraint().as_deref() == Some("issued_credential_request_key")
}
