//! Requests the next key when it is due, and mails notices of that.

use super::list_issuer_keys::ListIssuerKeys;
use super::mail_key_notice::{MailKeyNotice, NoticeError};
use super::request_next_key::RequestNextKey;
use super::rotation_plan::RotationPlan;
use crate::storage::Storage;
use domain::KeyKeeper;

/// Looks whether a rotation is due.
#[derive(Clone)]
pub(crate) struct RequestDueRotations {
    storage: Storage,
    plan: RotationPlan,
    list_issuer_keys: ListIssuerKeys,
    request_next_key: RequestNextKey,
    mail_key_notice: MailKeyNotice,
}

impl RequestDueRotations {
    pub(super) fn new(
        storage: Storage,
        plan: RotationPlan,
        list_issuer_keys: ListIssuerKeys,
        request_next_key: RequestNextKey,
        mail_key_notice: MailKeyNotice,
    ) -> Self {
        Self { storage, plan, list_issuer_keys, request_next_key, mail_key_notice }
    }

    /// Requests what is due, and sends each pending notice once.
    ///
    /// # Errors
    /// [`NoticeError`].
    pub(crate) async fn request(&self) -> Result<(), NoticeError> {
        let Some(institution) = self.storage.read().await?.the_institution().await? else { return Ok(()) };
        let keeper = KeyKeeper::on_the_host(institution.id.clone());
        let keys = self.list_issuer_keys.list(&keeper).await?.keys;
        let Some((key, due)) = self.plan.replaced_by(&institution, &keys) else { return Ok(()) };
        let asked = self.request_next_key.request(&keeper, &institution, &keys, key, due).await;
        let mailed = self.mail_key_notice.mail(&institution, key, due, asked.as_ref().ok()).await;
        asked?;
        mailed
    }
}
