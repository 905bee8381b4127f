//! Frozen versions without approval, at most one per design.

use super::error::exactly_one;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{Approval, ApprovalEnd, BadgeDesignId, PendingVersion, Timestamp, Version, WaitingApproval};
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
        let (state, says, since) = match &pending.approval {
            Approval::Asking { last_problem } => ("asking", last_problem.as_deref(), now),
            Approval::Waiting(_) => ("waiting", None, now),
            Approval::Ended { how: ApprovalEnd::Declined, at } => ("declined", None, *at),
            Approval::Ended { how: ApprovalEnd::Lapsed, at } => ("lapsed", None, *at),
            Approval::Ended { how: ApprovalEnd::Withdrawn, at } => ("withdrawn", None, *at),
            Approval::Ended { how: ApprovalEnd::Refused { says }, at } => {
                ("refused", Some(says.as_str()), *at)
            }
        };
        let waiting = match &pending.approval {
            Approval::Waiting(waiting) => Some(waiting),
            Approval::Asking { .. } | Approval::Ended { .. } => None,
        };
        let done = sqlx::query(SAVE.on(self.engine))
            .bind(design.as_str())
            .bind(i64::from(pending.version.0))
            .bind(state)
            .bind(says)
            .bind(since.millis())
            .bind(waiting.map(|waiting| waiting.digest.as_str()))
            .bind(waiting.map(|waiting| waiting.desk.as_str()))
            .bind(waiting.map(|waiting| i64::from(waiting.given)))
            .bind(waiting.map(|waiting| i64::from(waiting.needed)))
            .bind(waiting.map(|waiting| waiting.asked.millis()))
            .bind(waiting.map(|waiting| waiting.expires.millis()))
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "badge_approval", design.as_str())
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
    let (says, at) = (row.text_or_null("approval_says")?, row.time("approval_since")?);
    let approval = match row.text("approval_state")?.as_str() {
        "asking" => Approval::Asking { last_problem: says },
        "waiting" => Approval::Waiting(WaitingApproval {
            digest: row.text("approval_digest")?,
            desk: row.text("approval_desk")?,
            given: row.count("approval_given")?,
            needed: row.count("approval_needed")?,
            asked: row.time("approval_asked")?,
            expires: row.time("approval_expires")?,
        }),
        "declined" => Approval::Ended { how: ApprovalEnd::Declined, at },
        "lapsed" => Approval::Ended { how: ApprovalEnd::Lapsed, at },
        "withdrawn" => Approval::Ended { how: ApprovalEnd::Withdrawn, at },
        "refused" => {
            Approval::Ended { how: ApprovalEnd::Refused { says: says.ok_or_else(inconsistent)? }, at }
        }
        _ => return Err(inconsistent()),
    };
    Ok(Some(PendingVersion { version, approval }))
}
