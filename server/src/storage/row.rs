//! Reads columns: our tables contain only texts, 64-bit integers and bytes.

use super::StorageError;
use domain::Timestamp;
use sqlx::{Row, any::AnyRow};
use std::str::FromStr;

/// Columns by name.
pub(super) trait Columns {
    /// A text.
    fn text(&self, column: &str) -> Result<String, StorageError>;
    /// A text or NULL.
    fn text_or_null(&self, column: &str) -> Result<Option<String>, StorageError>;
    /// An integer.
    fn number(&self, column: &str) -> Result<i64, StorageError>;
    /// An integer or NULL.
    fn number_or_null(&self, column: &str) -> Result<Option<i64>, StorageError>;
    /// Bytes.
    fn bytes(&self, column: &str) -> Result<Vec<u8>, StorageError>;

    /// A count.
    fn count(&self, column: &str) -> Result<u32, StorageError> {
        let number = self.number(column)?;
        u32::try_from(number).map_err(|_| StorageError::inconsistent("count", column))
    }

    /// 0 or 1.
    fn truth(&self, column: &str) -> Result<bool, StorageError> {
        Ok(self.number(column)? != 0)
    }

    /// A point in time.
    fn time(&self, column: &str) -> Result<Timestamp, StorageError> {
        self.number(column).map(Timestamp::from_millis)
    }

    /// A point in time or NULL.
    fn time_or_null(&self, column: &str) -> Result<Option<Timestamp>, StorageError> {
        Ok(self.number_or_null(column)?.map(Timestamp::from_millis))
    }

    /// A text that parses into one of our types.
    fn parsed<T: FromStr>(&self, table: &'static str, column: &str) -> Result<T, StorageError> {
        let text = self.text(column)?;
        text.parse().map_err(|_| StorageError::inconsistent(table, text))
    }
}

impl Columns for AnyRow {
    fn text(&self, column: &str) -> Result<String, StorageError> {
        Ok(self.try_get(column)?)
    }

    fn text_or_null(&self, column: &str) -> Result<Option<String>, StorageError> {
        Ok(self.try_get(column)?)
    }

    fn number(&self, column: &str) -> Result<i64, StorageError> {
        Ok(self.try_get(column)?)
    }

    fn number_or_null(&self, column: &str) -> Result<Option<i64>, StorageError> {
        Ok(self.try_get(column)?)
    }

    fn bytes(&self, column: &str) -> Result<Vec<u8>, StorageError> {
        Ok(self.try_get(column)?)
    }
}
