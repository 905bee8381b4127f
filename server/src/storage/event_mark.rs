//! Read positions in the signer's event log: last event mailed, last event viewed.

use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{EventMark, Timestamp};

const READ: Sql = Sql::both("SELECT number, latest, marked FROM event_mark WHERE what = $1");
// No earlier position is -1: no event has that number.
const MOVE: Sql = Sql::both(
    "INSERT INTO event_mark (what, number, latest, marked) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (what) DO UPDATE SET number = excluded.number, latest = excluded.latest, marked = excluded.marked \
     WHERE event_mark.number = $5",
);

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[READ, MOVE];

/// The two read positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marked {
    /// Last event mailed, or skipped because nobody is to be notified.
    Mailed,
    /// Last event viewed by a member.
    Viewed,
}

impl Marked {
    fn word(self) -> &'static str {
        match self {
            Self::Mailed => "told",
            Self::Viewed => "looked-at",
        }
    }
}

impl Transaction {
    /// A read position, and when it was set.
    pub(crate) async fn event_mark(
        &mut self,
        what: Marked,
    ) -> Result<Option<(EventMark, Timestamp)>, StorageError> {
        let query = sqlx::query(READ.on(self.engine)).bind(what.word());
        let Some(row) = query.fetch_optional(&mut *self.inner).await? else { return Ok(None) };
        let number = row.number("number")?;
        let number =
            u64::try_from(number).map_err(|_| StorageError::inconsistent("event_mark", what.word()))?;
        let at = Timestamp::from_millis(row.number("latest")?);
        Ok(Some((EventMark { number, at }, Timestamp::from_millis(row.number("marked")?))))
    }

    /// Moves a read position from its expected value. If it was moved concurrently, it stays.
    pub(crate) async fn move_event_mark(
        &mut self,
        what: Marked,
        before: Option<EventMark>,
        mark: EventMark,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let number = |mark: EventMark| {
            i64::try_from(mark.number).map_err(|_| StorageError::inconsistent("event_mark", what.word()))
        };
        sqlx::query(MOVE.on(self.engine))
            .bind(what.word())
            .bind(number(mark)?)
            .bind(mark.at.millis())
            .bind(now.millis())
            .bind(before.map_or(Ok(-1), number)?)
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }
}
