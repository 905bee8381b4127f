//! The next key, created in the token and requested by schedule. People approve its activation.

use super::changes::{Asked, ChangeError, waiting_change};
use super::rotate_key::RotateKey;
use super::rotation_plan::RotationPlan;
use crate::clock::Clock;
use crate::signer_client::SignerClient;
use crate::storage::Storage;
use domain::{Institution, IssuerKey, KeyKeeper, KeyLife, Timestamp, WaitingApproval};
use protocol::{Change, Decision};
use std::sync::Arc;

/// State of the next key that is requested by schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NextKey {
    /// Not requested yet: automatic from this moment on, or never.
    From(Option<Timestamp>),
    /// The key exists, and waits for approval.
    Waits {
        /// State of its approval.
        waiting: WaitingApproval,
        /// No mail about it was sent yet.
        is_news: bool,
    },
    /// It was requested, and people declined it. No new request before the old one would have expired.
    Declined,
}

/// Requests the next key when it is time.
#[derive(Clone)]
pub(super) struct RequestNextKey {
    storage: Storage,
    signer: SignerClient,
    clock: Arc<dyn Clock>,
    plan: RotationPlan,
    rotate_key: RotateKey,
}

impl RequestNextKey {
    pub(super) fn new(
        storage: Storage,
        signer: SignerClient,
        clock: Arc<dyn Clock>,
        plan: RotationPlan,
        rotate_key: RotateKey,
    ) -> Self {
        Self { storage, signer, clock, plan, rotate_key }
    }

    /// Requests the successor of `key`, which is to be replaced by `due`, once it is time; again after the request
    /// expired. Stores nothing: the caller stores the request together with its notice.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(super) async fn request(
        &self,
        keeper: &KeyKeeper,
        institution: &Institution,
        keys: &[IssuerKey],
        key: &IssuerKey,
        due: Timestamp,
    ) -> Result<NextKey, ChangeError> {
        let now = self.clock.now();
        let from = self.plan.asks_from(due);
        let until = self.storage.read().await?.next_key_asked_until(&key.label).await?;
        let too_early = from.is_none_or(|from| now < from);
        if too_early || until.is_some_and(|until| now < until) {
            let otherwise = if too_early { NextKey::From(from) } else { NextKey::Declined };
            let waiting = self.look_up_next_key(institution, keys).await?;
            return Ok(waiting.map_or(otherwise, |waiting| NextKey::Waits { waiting, is_news: false }));
        }
        Ok(match self.rotate_key.rotate(keeper).await? {
            Asked::Waiting(change) => {
                let is_news = until.is_none_or(|until| until < change.waiting.expires);
                NextKey::Waits { waiting: change.waiting, is_news }
            }
            Asked::Done => NextKey::Declined,
        })
    }

    /// The next key, if one waits for approval.
    async fn look_up_next_key(
        &self,
        institution: &Institution,
        keys: &[IssuerKey],
    ) -> Result<Option<WaitingApproval>, ChangeError> {
        // The newest key is first here; the requested one is the oldest.
        let Some(made) = keys.iter().rev().find(|key| key.life == KeyLife::Created) else { return Ok(None) };
        let change = Change::RotateKey { issuer: institution.did.clone(), key: made.label.clone() };
        match self.signer.look_up_change(change.digest()).await {
            Ok(Decision::Waiting(waiting)) => Ok(Some(waiting_change(waiting).waiting)),
            Ok(Decision::Done { .. }) => Ok(None),
            Err(error) if error.refusal().is_some() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
