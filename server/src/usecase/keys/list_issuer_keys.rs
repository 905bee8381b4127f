//! The institution's keys, as the signer knows them.

use super::changes::{ChangeError, kept_institution};
use crate::signer_client::SignerClient;
use crate::storage::Storage;
use domain::fault::KeyFault;
use domain::{Ceilings, IssuerKey, KeyKeeper, KeyLife, Timestamp};
use protocol::{KeyInfo, KeyState};

/// The signer's data on an issuer's keys.
#[derive(Clone, Debug)]
pub(crate) struct IssuerKeys {
    /// The issuer's keys, and those that are not bound yet; the newest first.
    pub(crate) keys: Vec<IssuerKey>,
    /// Why nothing is signed, if the issuer is frozen.
    pub(crate) frozen: Option<String>,
    /// How many credentials may be signed without an approval of their own.
    pub(crate) ceilings: Ceilings,
}

impl IssuerKeys {
    /// What these keys, from the signer, mean for the issuer with this DID.
    pub(crate) fn of(did: &str, known: Vec<KeyInfo>) -> Self {
        let is_own = |key: &KeyInfo| key.issuer.as_deref() == Some(did);
        let own = known.iter().find(|key| is_own(key));
        let frozen = own.and_then(|key| key.frozen.clone());
        let ceilings = own.and_then(|key| key.ceilings).unwrap_or_default();
        let ours = known.into_iter().rev().filter(|key| key.issuer.is_none() || is_own(key));
        Self {
            keys: ours.map(issuer_key).collect(),
            frozen,
            ceilings: Ceilings {
                per_batch: ceilings.per_batch,
                per_minute: ceilings.per_minute,
                per_day: ceilings.per_day,
            },
        }
    }
}

/// Lists an institution's keys.
#[derive(Clone)]
pub(crate) struct ListIssuerKeys {
    storage: Storage,
    signer: SignerClient,
}

impl ListIssuerKeys {
    pub(super) fn new(storage: Storage, signer: SignerClient) -> Self {
        Self { storage, signer }
    }

    /// The institution's keys, from the signer.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn list(&self, keeper: &KeyKeeper) -> Result<IssuerKeys, ChangeError> {
        let did = kept_institution(&self.storage, keeper).await?.did;
        Ok(IssuerKeys::of(&did, self.signer.list_public_keys().await?))
    }

    /// The institution's key with this name.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn find(&self, keeper: &KeyKeeper, label: &str) -> Result<IssuerKey, ChangeError> {
        let keys = self.list(keeper).await?.keys;
        let found = keys.into_iter().find(|key| key.label == label);
        found.ok_or(ChangeError::Typed(KeyFault::UnknownKey))
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
