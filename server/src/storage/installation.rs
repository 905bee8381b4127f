//! Fixed values of this installation: its address, the key for form tokens.

use super::error::exactly_one;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::Timestamp;

pub(super) const NEWEST_MIGRATION: Sql = Sql::both("SELECT MAX(version) AS newest FROM _sqlx_migrations");
const CREATE: Sql = Sql::both(
    "INSERT INTO installation (id, form_key, public_url, created) VALUES ('this', $1, NULL, $2) ON CONFLICT (id) DO NOTHING",
);
const READ: Sql = Sql::both("SELECT form_key, public_url FROM installation WHERE id = 'this'");
const FIX_ADDRESS: Sql = Sql::both(
    "UPDATE installation SET public_url = $1 WHERE id = 'this' AND (public_url IS NULL OR public_url = $1)",
);

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[NEWEST_MIGRATION, CREATE, READ, FIX_ADDRESS];

/// The installation's one row.
#[derive(Clone, Debug)]
pub(crate) struct Installation {
    /// Binds form tokens to sessions.
    pub(crate) form_key: Vec<u8>,
    /// Fixed once an institution exists.
    pub(crate) public_url: Option<String>,
}

impl Transaction {
    /// The installation; created with this key if it is new.
    pub(crate) async fn installation(
        &mut self,
        key: &[u8],
        now: Timestamp,
    ) -> Result<Installation, StorageError> {
        sqlx::query(CREATE.on(self.engine))
            .bind(key.to_vec())
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        let row = sqlx::query(READ.on(self.engine)).fetch_one(&mut *self.inner).await?;
        Ok(Installation { form_key: row.bytes("form_key")?, public_url: row.text_or_null("public_url")? })
    }

    /// Fixes `public_url`, because badges now carry it. Refused if another one was fixed before.
    pub(crate) async fn fix_address(&mut self, public_url: &str) -> Result<(), StorageError> {
        let done =
            sqlx::query(FIX_ADDRESS.on(self.engine)).bind(public_url).execute(&mut *self.inner).await?;
        exactly_one(done.rows_affected(), "installation", "this")
    }
}
