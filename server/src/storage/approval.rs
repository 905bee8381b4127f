//! The state of an approval as columns. Badge versions and profiles have the same ones.

use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{Approval, ApprovalEnd, Timestamp, WaitingApproval};
use sqlx::any::AnyRow;

impl Transaction {
    /// Runs an update whose parameters are the subject, its number, and then the columns of the state: `state`, `says`,
    /// `since`, `digest`, `desk`, `given`, `needed`, `asked`, `expires`. Returns the number of changed rows.
    pub(super) async fn update_approval(
        &mut self,
        update: Sql,
        (subject, number): (&str, u32),
        approval: &Approval,
        now: Timestamp,
    ) -> Result<u64, StorageError> {
        let (state, says, since) = match approval {
            Approval::Asking { last_problem } => ("asking", last_problem.as_deref(), now),
            Approval::Waiting(_) => ("waiting", None, now),
            Approval::Ended { how: ApprovalEnd::Declined, at } => ("declined", None, *at),
            Approval::Ended { how: ApprovalEnd::Lapsed, at } => ("lapsed", None, *at),
            Approval::Ended { how: ApprovalEnd::Withdrawn, at } => ("withdrawn", None, *at),
            Approval::Ended { how: ApprovalEnd::Refused { says }, at } => {
                ("refused", Some(says.as_str()), *at)
            }
        };
        let waiting = match approval {
            Approval::Waiting(waiting) => Some(waiting),
            Approval::Asking { .. } | Approval::Ended { .. } => None,
        };
        let done = sqlx::query(update.on(self.engine))
            .bind(subject)
            .bind(i64::from(number))
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
        Ok(done.rows_affected())
    }
}

/// The state in the columns `approval_…` of a row. `table` and `subject` name the row where it contradicts itself.
pub(super) fn approval(row: &AnyRow, table: &'static str, subject: &str) -> Result<Approval, StorageError> {
    let inconsistent = || StorageError::inconsistent(table, subject);
    let (says, at) = (row.text_or_null("approval_says")?, row.time("approval_since")?);
    Ok(match row.text("approval_state")?.as_str() {
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
    })
}
