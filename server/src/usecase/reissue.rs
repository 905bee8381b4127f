//! Reissuing: after a key was compromised, badges that it signed are signed by its successor.

mod record_reissue;
mod reissue_credential;
mod reissue_signed_by;

pub(crate) use reissue_credential::ReissueCredential;
pub(crate) use reissue_signed_by::ReissueSignedBy;

use super::keys::ListIssuerKeys;
use super::revoke::{PublishStatus, RenewStatusLists};
use super::shared::Shared;
use record_reissue::RecordReissue;

/// The use cases of reissuing.
pub(crate) struct Reissuing {
    pub(crate) reissue_credential: ReissueCredential,
    pub(crate) reissue_signed_by: ReissueSignedBy,
}

impl Reissuing {
    pub(crate) fn new(
        shared: &Shared,
        publish_status: &PublishStatus,
        renew_status_lists: &RenewStatusLists,
        list_issuer_keys: &ListIssuerKeys,
    ) -> Self {
        let Shared { storage, signer, clock, addresses, jobs, indexes, checked_signer, .. } = shared;
        Self {
            reissue_credential: ReissueCredential::new(
                storage.clone(),
                checked_signer.clone(),
                clock.clone(),
                addresses.clone(),
                publish_status.clone(),
                jobs.clone(),
            ),
            reissue_signed_by: ReissueSignedBy::new(
                storage.clone(),
                signer.clone(),
                list_issuer_keys.clone(),
                RecordReissue::new(clock.clone(), addresses.clone(), indexes.clone(), jobs.clone()),
                renew_status_lists.clone(),
            ),
        }
    }
}
