//! A user who runs commands on this host keeps the keys of its institution.

use super::changes::ChangeError;
use crate::storage::Storage;
use domain::KeyKeeper;

/// Finds the institution whose keys a user of this host keeps.
pub struct KeeperOnTheHost {
    storage: Storage,
}

impl KeeperOnTheHost {
    pub(super) fn new(storage: Storage) -> Self {
        Self { storage }
    }

    /// The permission to keep the keys of this host's institution.
    ///
    /// # Errors
    /// [`ChangeError::NotSetUp`], [`ChangeError::Storage`].
    pub async fn find(&self) -> Result<KeyKeeper, ChangeError> {
        let institution = self.storage.read().await?.the_institution().await?;
        institution.map(|known| KeyKeeper::on_the_host(known.id)).ok_or(ChangeError::NotSetUp)
    }
}
