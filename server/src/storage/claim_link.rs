//! Links to a learner's page: each mail has a separate link, and only the SHA-256 of its secret is stored.

use super::error::exactly_one;
use super::issued_credential::BY_LINK;
use super::row::Columns;
use super::{Sql, Storage, StorageError, StoredCredential, Transaction, issued_credential};
use crate::secret::digest;
use domain::{ClaimToken, CredentialId, Timestamp};

const ADD: Sql = Sql::both("INSERT INTO claim_link (token_hash, credential, created) VALUES ($1, $2, $3)");
/// Rows from before secrets were hashed: 32 digits in place of 64.
const UNHASHED: Sql = Sql::both("SELECT token_hash FROM claim_link WHERE LENGTH(token_hash) = 32 LIMIT 1000");
const HASH: Sql = Sql::both("UPDATE claim_link SET token_hash = $2 WHERE token_hash = $1");

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[ADD, UNHASHED, HASH];

impl Storage {
    /// Hashes the secrets of links from before they were stored as hashes.
    pub(super) async fn hash_claim_links(&self) -> Result<(), StorageError> {
        loop {
            let mut tx = self.begin().await?;
            let rows = sqlx::query(UNHASHED.on(tx.engine)).fetch_all(&mut *tx.inner).await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in rows {
                let secret = row.text("token_hash")?;
                let query = sqlx::query(HASH.on(tx.engine)).bind(&secret).bind(digest(secret.as_bytes()));
                let done = query.execute(&mut *tx.inner).await?.rows_affected();
                exactly_one(done, "claim_link", "a secret from before they were hashed")?;
            }
            tx.commit().await?;
        }
    }
}

impl Transaction {
    /// A further link to a credential.
    pub(crate) async fn add_claim_link(
        &mut self,
        token: &ClaimToken,
        id: &CredentialId,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(ADD.on(self.engine))
            .bind(digest(token.as_str().as_bytes()))
            .bind(id.as_str())
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// The credential that a learner's link opens.
    pub(crate) async fn credential_by_token(
        &mut self,
        token: &ClaimToken,
    ) -> Result<Option<StoredCredential>, StorageError> {
        let query = sqlx::query(BY_LINK.on(self.engine)).bind(digest(token.as_str().as_bytes()));
        query.fetch_optional(&mut *self.inner).await?.as_ref().map(issued_credential::stored).transpose()
    }
}
