//! The next key: created in the token and requested, manually or by schedule. People approve its activation.

use super::Services;
use super::changes::{Asked, ChangeError};
use domain::{Institution, IssuerKey, KeyKeeper, KeyLife, Timestamp, WaitingApproval, rotation};
use protocol::{Change, Decision, KeyInfo, KeyState};
use sha2::{Digest as _, Sha256};

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

impl Services {
    /// Creates a key in the token, unless an unbound one exists, and requests that it follows the active key. A
    /// repeated request, also after a crash, yields the same key and the same change.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub async fn rotate_key(&self, keeper: &KeyKeeper) -> Result<Asked, ChangeError> {
        let issuer = self.kept_institution(keeper).await?.did;
        if !issuer.starts_with("did:web:") {
            return Err(ChangeError::IdentifierIsKey);
        }
        let known = self.signer.list_public_keys().await?;
        let key = match known.iter().find(|key| key.state == KeyState::Created) {
            Some(made) => made.label.clone(),
            None => self.signer.create_key(&next_label(&issuer, &known)).await?.label,
        };
        self.ask_for(Change::RotateKey { issuer, key }).await
    }

    /// Requests the successor of `key`, which is to be replaced by `due`, once it is time; again after the request
    /// expired. Stores nothing: the caller stores the request together with its notice.
    pub(super) async fn ask_next_key(
        &self,
        keeper: &KeyKeeper,
        institution: &Institution,
        keys: &[IssuerKey],
        key: &IssuerKey,
        due: Timestamp,
    ) -> Result<NextKey, ChangeError> {
        let now = self.clock.now();
        let from = rotation::asks_from(due, self.keys.ask_days_before);
        let until = self.storage.read().await?.next_key_asked_until(&key.label).await?;
        let too_early = from.is_none_or(|from| now < from);
        if too_early || until.is_some_and(|until| now < until) {
            let otherwise = if too_early { NextKey::From(from) } else { NextKey::Declined };
            let waiting = self.look_up_next_key(institution, keys).await?;
            return Ok(waiting.map_or(otherwise, |waiting| NextKey::Waits { waiting, is_news: false }));
        }
        Ok(match self.rotate_key(keeper).await? {
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
            Ok(Decision::Waiting(waiting)) => Ok(Some(super::waiting_change(waiting).waiting)),
            Ok(Decision::Done { .. }) => Ok(None),
            Err(error) if error.refusal().is_some() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// The name of the next key. It depends only on the known keys, whose number only grows. So concurrent requests, and a
/// retry after a crash, name the same key.
fn next_label(issuer: &str, known: &[KeyInfo]) -> String {
    let newest = known.last().map_or("", |key| &*key.public_key);
    let digest = Sha256::digest(format!("{issuer} {} {newest}", known.len()));
    format!("key-{}", hex::encode(digest.get(..10).unwrap_or_default()))
}
