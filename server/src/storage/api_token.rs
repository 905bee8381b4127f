//! Tokens for programs. Only the hash of each secret is stored.

use super::error::exactly_one;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{ApiToken, ApiTokenId, Timestamp};
use sqlx::any::AnyRow;

const ADD: Sql = Sql::both(
    "INSERT INTO api_token (id, institution, token_hash, scopes, created, expires, last_used, revoked) \
     VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL)",
);
const BY_HASH: Sql = Sql::both(
    "SELECT id, institution, scopes, created, expires, last_used, revoked FROM api_token WHERE token_hash = $1",
);
const ALL: Sql = Sql::both(
    "SELECT id, institution, scopes, created, expires, last_used, revoked FROM api_token ORDER BY created, id",
);
const USED: Sql =
    Sql::both("UPDATE api_token SET last_used = $2 WHERE id = $1 AND (last_used IS NULL OR last_used < $2)");
const REVOKE: Sql = Sql::both("UPDATE api_token SET revoked = $2 WHERE id = $1 AND revoked IS NULL");

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[ADD, BY_HASH, ALL, USED, REVOKE];

impl Transaction {
    /// Inserts a new token, with the hash of its secret.
    pub(crate) async fn add_api_token(&mut self, token: &ApiToken, hash: &str) -> Result<(), StorageError> {
        sqlx::query(ADD.on(self.engine))
            .bind(token.id.as_str())
            .bind(token.institution.as_str())
            .bind(hash)
            .bind(token.scopes.to_string())
            .bind(token.created.millis())
            .bind(token.expires.map(Timestamp::millis))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// The token whose secret has this hash, valid or not.
    pub(crate) async fn api_token_by_hash(&mut self, hash: &str) -> Result<Option<ApiToken>, StorageError> {
        let row = sqlx::query(BY_HASH.on(self.engine)).bind(hash).fetch_optional(&mut *self.inner).await?;
        row.as_ref().map(token).transpose()
    }

    /// Every token, the oldest first.
    pub(crate) async fn api_tokens(&mut self) -> Result<Vec<ApiToken>, StorageError> {
        let rows = sqlx::query(ALL.on(self.engine)).fetch_all(&mut *self.inner).await?;
        rows.iter().map(token).collect()
    }

    /// Records a token's use. Of concurrent updates the latest time stays.
    pub(crate) async fn api_token_used(
        &mut self,
        id: &ApiTokenId,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(USED.on(self.engine))
            .bind(id.as_str())
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Revokes the token.
    ///
    /// # Errors
    /// [`StorageError::Changed`] when there is none, or it was revoked before.
    pub(crate) async fn revoke_api_token(
        &mut self,
        id: &ApiTokenId,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let query = sqlx::query(REVOKE.on(self.engine)).bind(id.as_str()).bind(now.millis());
        exactly_one(query.execute(&mut *self.inner).await?.rows_affected(), "api_token", id.as_str())
    }
}

fn token(row: &AnyRow) -> Result<ApiToken, StorageError> {
    Ok(ApiToken {
        id: row.parsed("api_token", "id")?,
        institution: row.parsed("api_token", "institution")?,
        scopes: row.parsed("api_token", "scopes")?,
        created: row.time("created")?,
        expires: row.time_or_null("expires")?,
        last_used: row.time_or_null("last_used")?,
        revoked: row.time_or_null("revoked")?,
    })
}
