//! The institution's key, as the signer tells it.

use super::{failed, of};
use crate::log::chain;
use crate::service::Services;
use crate::signer::SignerError;
use app::ApiError;
use app::view::KeyPage;
use domain::{Member, Timestamp};

impl Services {
    pub(super) async fn show_key(&self, caller: &Member) -> Result<KeyPage, ApiError> {
        let own = of(caller)?;
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let institution =
            tx.institution(own).await.map_err(|error| failed(&error))?.ok_or(ApiError::NotSetUp)?;
        let counts = tx.counts(own).await.map_err(|error| failed(&error))?;
        drop(tx);
        let keys = self.signer.list_public_keys().await.map_err(|error| away(&error))?;
        let health = self.signer.health().await.map_err(|error| away(&error))?;
        let key = keys.into_iter().find(|key| key.issuer.as_ref() == Some(&institution.did));
        let key = key.ok_or(ApiError::Unavailable)?;
        Ok(KeyPage {
            did_document: self.addresses.did_document(own),
            did: institution.did,
            verification_method: institution.verification_method,
            public_key: key.public_key,
            cryptosuite: key.cryptosuite,
            created: Timestamp::from_millis(key.created),
            attributes: key.attributes,
            token: health.token,
            ledger_size: health.ledger_size,
            credentials: counts.signed,
            isolation_off: !self.isolation || health.isolation_off,
        })
    }
}

fn away(error: &SignerError) -> ApiError {
    tracing::warn!(error = chain(error), "asking the signer for a page");
    ApiError::Unavailable
}
