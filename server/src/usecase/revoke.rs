//! Revoking: the record, and the signed status lists that publish it.

mod publish_status;
mod renew_status_lists;
mod revoke_credential;
mod revoke_posted_credential;

pub(crate) use publish_status::{PublishStatus, PublishStatusError, Published};
pub(crate) use renew_status_lists::RenewStatusLists;
pub(crate) use revoke_credential::{RevokeCredential, RevokeError};
pub(crate) use revoke_posted_credential::{RevokePostedCredential, RevokePostedError, Told};

use super::shared::Shared;

/// The use cases of revoking.
pub(crate) struct Revoking {
    pub(crate) publish_status: PublishStatus,
    pub(crate) renew_status_lists: RenewStatusLists,
    pub(crate) revoke_credential: RevokeCredential,
    pub(crate) revoke_posted_credential: RevokePostedCredential,
}

impl Revoking {
    pub(crate) fn new(shared: &Shared) -> Self {
        let Shared { storage, clock, addresses, jobs, checked_signer, .. } = shared;
        let publish_status =
            PublishStatus::new(storage.clone(), checked_signer.clone(), clock.clone(), addresses.clone());
        let revoke_credential = RevokeCredential::new(storage.clone(), clock.clone(), jobs.clone());
        Self {
            renew_status_lists: RenewStatusLists::new(storage.clone(), clock.clone(), jobs.clone()),
            revoke_posted_credential: RevokePostedCredential::new(
                storage.clone(),
                addresses.clone(),
                revoke_credential.clone(),
                publish_status.clone(),
            ),
            publish_status,
            revoke_credential,
        }
    }
}
