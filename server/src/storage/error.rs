//! Storage errors: a closed list, without the database's own text in the message.

/// The database could not do what was requested.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database failed or refused.
    #[error("asking the database")]
    Database(#[from] sqlx::Error),
    /// A row has an impossible value.
    #[error("{table} {id} contradicts itself")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// Its row.
        id: String,
    },
    /// A change found another state than the expected one.
    #[error("{table} {id} was changed by somebody else meanwhile")]
    Changed {
        /// The table.
        table: &'static str,
        /// Its row.
        id: String,
    },
}

impl StorageError {
    pub(super) fn inconsistent(table: &'static str, id: impl Into<String>) -> Self {
        Self::Inconsistent { table, id: id.into() }
    }

    /// Name of the violated constraint in PostgreSQL's form, on either engine.
    pub(crate) fn constraint(&self) -> Option<String> {
        let Self::Database(sqlx::Error::Database(error)) = self else { return None };
        match error.constraint() {
            Some(name) => Some(name.to_owned()),
            None => sqlite_constraint(error.code()?.as_ref(), error.message()),
        }
    }
}

/// Exactly one row must have changed, or the state was not the expected one.
pub(super) fn exactly_one(rows: u64, table: &'static str, id: &str) -> Result<(), StorageError> {
    if rows == 1 { Ok(()) } else { Err(StorageError::Changed { table, id: id.to_owned() }) }
}

/// SQLite reports no constraint name, but its message has the parts of PostgreSQL's default names.
fn sqlite_constraint(code: &str, message: &str) -> Option<String> {
    let (_, what) = message.split_once(" constraint failed: ")?;
    match code {
        // SQLITE_CONSTRAINT_CHECK
        "275" => Some(what.to_owned()),
        // SQLITE_CONSTRAINT_PRIMARYKEY
        "1555" => Some(format!("{}_pkey", what.split('.').next()?)),
        // SQLITE_CONSTRAINT_UNIQUE
        "2067" => {
            let table = what.split('.').next()?;
            let columns: Vec<_> =
                what.split(", ").filter_map(|c| c.split_once('.')).map(|(_, c)| c).collect();
            Some(format!("{table}_{}_key", columns.join("_")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::sqlite_constraint;

    #[test]
    fn the_name_of_a_constraint_is_found_in_sqlites_message() {
        let unique =
            "UNIQUE constraint failed: issued_credential.status_list, issued_credential.status_index";
        assert_eq!(
            sqlite_constraint("2067", unique).as_deref(),
            Some("issued_credential_status_list_status_index_key")
        );
        let key = sqlite_constraint("1555", "UNIQUE constraint failed: job.id");
        assert_eq!(key.as_deref(), Some("job_pkey"));
        assert_eq!(sqlite_constraint("787", "FOREIGN KEY constraint failed"), None);
    }
}
