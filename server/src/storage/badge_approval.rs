//! Frozen versions without approval, at most one per design.

use super::approval::approval;
use super::error::exactly_one;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{BadgeDesignId, PendingVersion, Timestamp, Version};
use sqlx::any::AnyRow;

const ADD: Sql =
    Sql::both("INSERT INTO badge_approval (design, version, state, since) VALUES ($1, $2, 'asking', $3)");
const SAVE: Sql = Sql::both(
    "UPDATE badge_approval SET state = $3, says = $4, since = $5, digest = $6, desk = $7, given = $8, needed = $9, \
     asked = $10, expires = $11 WHERE design = $1 AND version = $2",
);
const REMOVE: Sql = Sql::both("DELETE FROM badge_approval WHERE design = $1 AND version = $2");

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[ADD, SAVE, REMOVE];

impl Transaction {
    /// Records that a version is frozen, before the signer is asked.
    pub(crate) async fn add_approval(
        &mut self,
        design: &BadgeDesignId,
        version: Version,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(ADD.on(self.engine))
            .bind(design.as_str())
            .bind(i64::from(version.0))
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Saves the state of a frozen version.
    pub(crate) async fn save_approval(
        &mut self,
        design: &BadgeDesignId,
        pending: &PendingVersion,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let of = (design.as_str(), pending.version.0);
        let rows = self.update_approval(SAVE, of, &pending.approval, now).await?;
        exactly_one(rows, "badge_approval", design.as_str())
    }

    /// Removes the state: the version is published, or will be frozen again. False: nothing was pending.
    pub(crate) async fn remove_approval(
        &mut self,
        design: &BadgeDesignId,
        version: Version,
    ) -> Result<bool, StorageError> {
        let query = sqlx::query(REMOVE.on(self.engine)).bind(design.as_str()).bind(i64::from(version.0));
        Ok(query.execute(&mut *self.inner).await?.rows_affected() == 1)
    }
}

/// The pending version in a design's row: columns `pending` and `approval_…`, all NULL if there is none.
pub(super) fn pending(row: &AnyRow, design: &str) -> Result<Option<PendingVersion>, StorageError> {
    let Some(version) = row.number_or_null("pending")? else { return Ok(None) };
    let inconsistent = || StorageError::inconsistent("badge_approval", design);
    let version = Version(u32::try_from(version).map_err(|_| inconsistent())?);
    let approval = approval(row, "badge_approval", design)?;
    Ok(Some(PendingVersion { version, approval }))
}
