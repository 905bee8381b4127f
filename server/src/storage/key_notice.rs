//! Notices that a key is to be replaced soon, each told once.

use super::{Sql, StorageError, Transaction};
use domain::Timestamp;

const TOLD: Sql = Sql::both("SELECT days FROM key_notice WHERE key_label = $1 AND days = $2");
const ADD: Sql = Sql::both(
    "INSERT INTO key_notice (key_label, days, told) VALUES ($1, $2, $3) ON CONFLICT (key_label, days) DO NOTHING",
);

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[TOLD, ADD];

impl Transaction {
    /// Was this notice told?
    pub(crate) async fn key_notice_told(&mut self, key: &str, days: u32) -> Result<bool, StorageError> {
        let query = sqlx::query(TOLD.on(self.engine)).bind(key).bind(i64::from(days));
        Ok(query.fetch_optional(&mut *self.inner).await?.is_some())
    }

    /// It is told now.
    pub(crate) async fn key_notice_tell(
        &mut self,
        key: &str,
        days: u32,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let query = sqlx::query(ADD.on(self.engine)).bind(key).bind(i64::from(days)).bind(now.millis());
        query.execute(&mut *self.inner).await?;
        Ok(())
    }
}
