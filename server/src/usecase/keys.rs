//! The life of the institution's keys. Freezing takes effect at once; every other change needs approval.

use super::Services;
use super::changes::{Asked, ChangeError};
use domain::{Ceilings, IssuerKey, KeyKeeper, KeyLife, Timestamp};
use protocol::{Change, KeyInfo, KeyState};

/// The signer's data on an issuer's keys.
#[derive(Clone, Debug)]
pub struct IssuerKeys {
    /// The issuer's keys, and those that are not bound yet; the newest first.
    pub keys: Vec<IssuerKey>,
    /// Why nothing is signed, if the issuer is frozen.
    pub frozen: Option<String>,
    /// How many credentials may be signed without an approval of their own.
    pub ceilings: Ceilings,
}

impl Services {
    /// The institution's keys, from the signer.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub async fn issuer_keys(&self, keeper: &KeyKeeper) -> Result<IssuerKeys, ChangeError> {
        let did = self.kept_institution(keeper).await?.did;
        let known = self.signer.list_public_keys().await?;
        let own = known.iter().find(|key| key.issuer.as_ref() == Some(&did));
        let frozen = own.and_then(|key| key.frozen.clone());
        let ceilings = own.and_then(|key| key.ceilings).unwrap_or_default();
        let ours =
            known.into_iter().rev().filter(|key| key.issuer.as_ref().is_none_or(|issuer| *issuer == did));
        Ok(IssuerKeys {
            keys: ours.map(issuer_key).collect(),
            frozen,
            ceilings: Ceilings {
                per_batch: ceilings.per_batch,
                per_minute: ceilings.per_minute,
                per_day: ceilings.per_day,
            },
        })
    }

    /// The signer signs nothing more for this issuer, from now on.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub async fn freeze_issuer(&self, keeper: &KeyKeeper, reason: &str) -> Result<(), ChangeError> {
        let did = self.kept_institution(keeper).await?.did;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > 200 {
            return Err(ChangeError::Typed("the reason has 1 to 200 characters: those who unfreeze read it"));
        }
        Ok(self.signer.freeze(&did, reason).await?)
    }

    /// Requests that the signer signs again.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub async fn unfreeze_issuer(&self, keeper: &KeyKeeper) -> Result<Asked, ChangeError> {
        let issuer = self.kept_institution(keeper).await?.did;
        self.ask_for(Change::Unfreeze { issuer }).await
    }

    /// Requests other ceilings.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub async fn set_ceilings(&self, keeper: &KeyKeeper, ceilings: Ceilings) -> Result<Asked, ChangeError> {
        let issuer = self.kept_institution(keeper).await?.did;
        let Ceilings { per_batch, per_minute, per_day } = ceilings;
        let ceilings = protocol::Ceilings { per_batch, per_minute, per_day };
        self.ask_for(Change::SetCeilings { issuer, ceilings }).await
    }

    /// Reports a compromised key: the signer stops at once; people approve the publication.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub async fn report_compromise(
        &self,
        keeper: &KeyKeeper,
        key: &str,
        since: Timestamp,
    ) -> Result<Asked, ChangeError> {
        self.own_key(keeper, key).await?;
        self.ask_for(Change::RevokeKey { key: key.to_owned(), since: since.millis() }).await
    }

    /// Requests the destruction of a private key that signs no more.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub async fn destroy_key(&self, keeper: &KeyKeeper, key: &str) -> Result<Asked, ChangeError> {
        self.own_key(keeper, key).await?;
        self.ask_for(Change::DestroyKey { key: key.to_owned() }).await
    }

    async fn own_key(&self, keeper: &KeyKeeper, label: &str) -> Result<(), ChangeError> {
        let keys = self.issuer_keys(keeper).await?.keys;
        let known = keys.iter().any(|key| key.label == label);
        if known { Ok(()) } else { Err(ChangeError::Typed("the institution has no key of this name")) }
    }
}

fn issuer_key(key: KeyInfo) -> IssuerKey {
    IssuerKey {
        label: key.label,
        public_key: key.public_key,
        cryptosuite: key.cryptosuite,
        created: Timestamp::from_millis(key.created),
        life: match key.state {
            KeyState::Created => KeyLife::Created,
            KeyState::Published { from } => KeyLife::Published { from: Timestamp::from_millis(from) },
            KeyState::Active => KeyLife::Active,
            KeyState::Retired => KeyLife::Retired,
            KeyState::Compromised => KeyLife::Compromised,
            KeyState::Destroyed => KeyLife::Destroyed,
        },
        attributes: key.attributes,
    }
}
