//! The key that follows: made in the token and asked for, by hand or by schedule. People approve that it signs.

use super::Services;
use super::changes::{Asked, ChangeError};
use domain::{Institution, KeyKeeper, KeyLife, SigningKey, Timestamp, WaitingApproval, rotation};
use protocol::{Change, Decision, KeyInfo, KeyState};
use sha2::{Digest as _, Sha256};

/// What stands of the next key that is asked for by schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NextKey {
    /// It is not time yet, or never will be by itself: from this moment on, if any.
    From(Option<Timestamp>),
    /// It is made, and waits for people.
    Waits {
        /// How far it has come.
        waiting: WaitingApproval,
        /// Nobody was told of it yet.
        is_news: bool,
    },
    /// It was asked for and people declined it. They are left alone until it would have lapsed.
    Declined,
}

impl Services {
    /// Has a key made in the token, unless one is there that is nobody's, and asks that it follows the one that signs.
    /// Asked again, by whomever and after whatever crash, it is the same key and the same change.
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

    /// Asks for the key that follows `key`, which is due then, once its time has come. What was asked for is asked for again
    /// when it has lapsed. Nothing is written down here: whoever tells people writes that with it.
    pub(super) async fn ask_next_key(
        &self,
        keeper: &KeyKeeper,
        institution: &Institution,
        keys: &[SigningKey],
        key: &SigningKey,
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

    /// The next key as it waits for people, if one does.
    async fn look_up_next_key(
        &self,
        institution: &Institution,
        keys: &[SigningKey],
    ) -> Result<Option<WaitingApproval>, ChangeError> {
        // The newest first here: the one that is asked for is the oldest.
        let Some(made) = keys.iter().rev().find(|key| key.life == KeyLife::Created) else { return Ok(None) };
        let change = Change::RotateKey { issuer: institution.did.clone(), key: made.label.clone() };
        match self.signer.look_up_change(change).await {
            Ok(Decision::Waiting(waiting)) => Ok(Some(super::waiting_change(waiting).waiting)),
            Ok(Decision::Done { .. }) => Ok(None),
            Err(error) if error.refusal().is_some() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// The name of the key that is made next. It follows from the keys there are, which only ever become more: two who ask at
/// once ask for one key, and so does one who was killed while the token made it.
fn next_label(issuer: &str, known: &[KeyInfo]) -> String {
    let newest = known.last().map_or("", |key| &*key.public_key);
    let digest = Sha256::digest(format!("{issuer} {} {newest}", known.len()));
    format!("key-{}", hex::encode(digest.get(..10).unwrap_or_default()))
}
