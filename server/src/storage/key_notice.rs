//! Notices of due key rotations, each sent once; and the expiry of the request for the next key.

use super::row::Columns as _;
use super::{Sql, StorageError, Transaction};
use domain::Timestamp;

const TOLD: Sql = Sql::both("SELECT days FROM key_notice WHERE key_label = $1 AND days = $2");
const ADD: Sql = Sql::both(
    "INSERT INTO key_notice (key_label, days, told) VALUES ($1, $2, $3) ON CONFLICT (key_label, days) DO NOTHING",
);
/// A row with `days` of 0 is not a notice: its `told` is the expiry of the request.
const ASKED: Sql = Sql::both("SELECT told FROM key_notice WHERE key_label = $1 AND days = 0");
const ASK: Sql = Sql::both(
    "INSERT INTO key_notice (key_label, days, told) VALUES ($1, 0, $2) \
     ON CONFLICT (key_label, days) DO UPDATE SET told = excluded.told",
);

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[TOLD, ADD, ASKED, ASK];

impl Transaction {
    /// Was this notice sent?
    pub(crate) async fn key_notice_sent(&mut self, key: &str, days: u32) -> Result<bool, StorageError> {
        let query = sqlx::query(TOLD.on(self.engine)).bind(key).bind(i64::from(days));
        Ok(query.fetch_optional(&mut *self.inner).await?.is_some())
    }

    /// Records that the notice was sent.
    pub(crate) async fn mark_key_notice_sent(
        &mut self,
        key: &str,
        days: u32,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let query = sqlx::query(ADD.on(self.engine)).bind(key).bind(i64::from(days)).bind(now.millis());
        query.execute(&mut *self.inner).await?;
        Ok(())
    }

    /// The expiry of the request for this key's successor, if there was one.
    pub(crate) async fn next_key_asked_until(
        &mut self,
        key: &str,
    ) -> Result<Option<Timestamp>, StorageError> {
        let row = sqlx::query(ASKED.on(self.engine)).bind(key).fetch_optional(&mut *self.inner).await?;
        row.map(|row| row.time("told")).transpose()
    }

    /// Records a request for this key's successor, and its expiry.
    pub(crate) async fn next_key_asked(&mut self, key: &str, until: Timestamp) -> Result<(), StorageError> {
        let query = sqlx::query(ASK.on(self.engine)).bind(key).bind(until.millis());
        query.execute(&mut *self.inner).await?;
        Ok(())
    }
}
