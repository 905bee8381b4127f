//! Creates a one-time link that signs its opener in as the owner.

use crate::address::Addresses;
use crate::clock::Clock;
use crate::secret::Secret;
use crate::storage::{Storage, StorageError};
use std::sync::Arc;

/// How long a link can be used, in seconds: 24 hours.
const LINK_SECONDS: i64 = 24 * 60 * 60;

/// Creates owner links.
pub struct MakeOwnerLink {
    storage: Storage,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
}

impl MakeOwnerLink {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>, addresses: Addresses) -> Self {
        Self { storage, clock, addresses }
    }

    /// Creates a one-time link. Access to this machine is the authority; no other check is made.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn make(&self) -> Result<String, StorageError> {
        let (secret, now) = (Secret::new(self.clock.random()), self.clock.now());
        let mut tx = self.storage.begin().await?;
        tx.add_owner_link(&secret.hash(), now, now.plus_seconds(LINK_SECONDS)).await?;
        tx.commit().await?;
        Ok(format!("{}/owner/{}", self.addresses.base(), secret.reveal()))
    }
}
