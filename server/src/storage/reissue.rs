//! Credentials that are reissued because the key that signed them was compromised.

use super::error::exactly_one;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{CredentialId, StatusPlace, Timestamp};
use sqlx::any::AnyRow;

const ADD: Sql = Sql::both(
    "INSERT INTO reissue (credential, key_label, status_list, status_index, asked) VALUES ($1, $2, $3, $4, $5)",
);
const ONE: Sql = Sql::both(
    "SELECT key_label, status_list, status_index, unsigned, refused, done FROM reissue WHERE credential = $1 AND key_label = $2",
);
const OPEN: Sql = Sql::both(
    "SELECT key_label, status_list, status_index, unsigned, refused, done FROM reissue \
     WHERE credential = $1 AND done IS NULL AND refused IS NULL ORDER BY asked LIMIT 1",
);
const UNMAILED: Sql = Sql::both(
    "SELECT key_label, status_list, status_index, unsigned, refused, done FROM reissue \
     WHERE credential = $1 AND done IS NOT NULL AND mailed IS NULL ORDER BY asked LIMIT 1",
);
const AGAIN: Sql = Sql::both(
    "UPDATE reissue SET refused = NULL, unsigned = NULL WHERE credential = $1 AND key_label = $2 AND refused IS NOT NULL",
);
const TEXT: Sql = Sql::both(
    "UPDATE reissue SET unsigned = $3 WHERE credential = $1 AND key_label = $2 AND unsigned IS NULL",
);
const PROBLEM: Sql = Sql::both(
    "UPDATE reissue SET last_problem = $3 WHERE credential = $1 AND key_label = $2 AND done IS NULL",
);
const REFUSED: Sql = Sql::both(
    "UPDATE reissue SET refused = $3, last_problem = NULL WHERE credential = $1 AND key_label = $2 AND done IS NULL",
);
const REPLACED: Sql = Sql::both(
    "UPDATE issued_credential SET document = $2, unsigned = $3, signed = $4, ledger_index = $5, status_list = $6, \
     status_index = $7, ledger_entry = NULL, ledger_salt = NULL, ledger_proof = NULL \
     WHERE id = $1 AND status_list = $8 AND status_index = $9 AND signed IS NOT NULL AND revoked IS NULL",
);
const DONE: Sql = Sql::both(
    "UPDATE reissue SET done = $3, status_list = $4, status_index = $5, unsigned = NULL, last_problem = NULL \
     WHERE credential = $1 AND key_label = $2 AND done IS NULL",
);
const MAILED: Sql =
    Sql::both("UPDATE reissue SET mailed = $3 WHERE credential = $1 AND key_label = $2 AND mailed IS NULL");
const COUNTS: Sql = Sql::both(
    "SELECT COUNT(*) AS asked, COUNT(done) AS done, COUNT(refused) AS refused, MAX(last_problem) AS last_problem FROM reissue",
);

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] =
    &[ADD, ONE, OPEN, UNMAILED, AGAIN, TEXT, PROBLEM, REFUSED, REPLACED, DONE, MAILED, COUNTS];

/// A credential's reissue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reissue {
    /// Name of the compromised key.
    pub(crate) key: String,
    /// Its new status index; once it is done, the earlier one.
    pub(crate) place: StatusPlace,
    /// The text for the signer, once it was built.
    pub(crate) unsigned: Option<String>,
    /// Did the signer refuse it permanently?
    pub(crate) refused: bool,
}

/// The signed document that replaces another.
#[derive(Clone, Debug)]
pub(crate) struct Replacement<'a> {
    /// The unsigned text.
    pub(crate) unsigned: &'a str,
    /// The signed document, byte for byte.
    pub(crate) document: &'a str,
    /// Its leaf's index.
    pub(crate) ledger_index: u64,
    /// The status index of the earlier one.
    pub(crate) earlier: &'a StatusPlace,
}

/// Progress of the reissue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReissueCounts {
    /// Credentials to be reissued.
    pub(crate) asked: u32,
    /// Of those, done.
    pub(crate) done: u32,
    /// Of those, refused by the signer.
    pub(crate) refused: u32,
    /// Why one is not done yet.
    pub(crate) last_problem: Option<String>,
}

impl Transaction {
    /// Inserts a credential's reissue, with its new status index.
    pub(crate) async fn add_reissue(
        &mut self,
        id: &CredentialId,
        key: &str,
        place: &StatusPlace,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(ADD.on(self.engine))
            .bind(id.as_str())
            .bind(key)
            .bind(place.list.as_str())
            .bind(i64::from(place.index))
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// A credential's reissue because of this key.
    pub(crate) async fn reissue(
        &mut self,
        id: &CredentialId,
        key: &str,
    ) -> Result<Option<Reissue>, StorageError> {
        let query = sqlx::query(ONE.on(self.engine)).bind(id.as_str()).bind(key);
        query.fetch_optional(&mut *self.inner).await?.as_ref().map(reissue).transpose()
    }

    /// A credential's open reissue.
    pub(crate) async fn open_reissue(&mut self, id: &CredentialId) -> Result<Option<Reissue>, StorageError> {
        let query = sqlx::query(OPEN.on(self.engine)).bind(id.as_str());
        query.fetch_optional(&mut *self.inner).await?.as_ref().map(reissue).transpose()
    }

    /// A finished reissue whose learner was not notified.
    pub(crate) async fn untold_reissue(
        &mut self,
        id: &CredentialId,
    ) -> Result<Option<Reissue>, StorageError> {
        let query = sqlx::query(UNMAILED.on(self.engine)).bind(id.as_str());
        query.fetch_optional(&mut *self.inner).await?.as_ref().map(reissue).transpose()
    }

    /// Reopens a refused reissue, with a new text.
    pub(crate) async fn reissue_again(&mut self, id: &CredentialId, key: &str) -> Result<(), StorageError> {
        sqlx::query(AGAIN.on(self.engine)).bind(id.as_str()).bind(key).execute(&mut *self.inner).await?;
        Ok(())
    }

    /// Stores the text for the signer.
    pub(crate) async fn keep_reissue_text(
        &mut self,
        id: &CredentialId,
        key: &str,
        text: &str,
    ) -> Result<(), StorageError> {
        let query = sqlx::query(TEXT.on(self.engine)).bind(id.as_str()).bind(key).bind(text);
        exactly_one(query.execute(&mut *self.inner).await?.rows_affected(), "reissue", id.as_str())
    }

    /// Records why it is not done yet.
    pub(crate) async fn reissue_problem(
        &mut self,
        id: &CredentialId,
        key: &str,
        says: &str,
    ) -> Result<(), StorageError> {
        let query = sqlx::query(PROBLEM.on(self.engine)).bind(id.as_str()).bind(key).bind(says);
        query.execute(&mut *self.inner).await?;
        Ok(())
    }

    /// Records why it will not be done.
    pub(crate) async fn reissue_refused(
        &mut self,
        id: &CredentialId,
        key: &str,
        says: &str,
    ) -> Result<(), StorageError> {
        let query = sqlx::query(REFUSED.on(self.engine)).bind(id.as_str()).bind(key).bind(says);
        exactly_one(query.execute(&mut *self.inner).await?.rows_affected(), "reissue", id.as_str())
    }

    /// Replaces the earlier document, unless the credential was revoked meanwhile: false. Either way the reissue is
    /// done, and both status indexes are used.
    pub(crate) async fn reissued(
        &mut self,
        id: &CredentialId,
        open: &Reissue,
        new: &Replacement<'_>,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let replaced = sqlx::query(REPLACED.on(self.engine))
            .bind(id.as_str())
            .bind(new.document)
            .bind(new.unsigned)
            .bind(now.millis())
            .bind(i64::try_from(new.ledger_index).unwrap_or(i64::MAX))
            .bind(open.place.list.as_str())
            .bind(i64::from(open.place.index))
            .bind(new.earlier.list.as_str())
            .bind(i64::from(new.earlier.index))
            .execute(&mut *self.inner)
            .await?
            .rows_affected()
            == 1;
        let left = if replaced { new.earlier } else { &open.place };
        let done = sqlx::query(DONE.on(self.engine))
            .bind(id.as_str())
            .bind(open.key.as_str())
            .bind(now.millis())
            .bind(left.list.as_str())
            .bind(i64::from(left.index))
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "reissue", id.as_str())?;
        Ok(replaced)
    }

    /// Records that the learner was notified.
    pub(crate) async fn reissue_told(
        &mut self,
        id: &CredentialId,
        key: &str,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let query = sqlx::query(MAILED.on(self.engine)).bind(id.as_str()).bind(key).bind(now.millis());
        query.execute(&mut *self.inner).await?;
        Ok(())
    }

    /// Progress of all reissues.
    pub(crate) async fn reissue_counts(&mut self) -> Result<ReissueCounts, StorageError> {
        let row = sqlx::query(COUNTS.on(self.engine)).fetch_one(&mut *self.inner).await?;
        Ok(ReissueCounts {
            asked: row.count("asked")?,
            done: row.count("done")?,
            refused: row.count("refused")?,
            last_problem: row.text_or_null("last_problem")?,
        })
    }
}

fn reissue(row: &AnyRow) -> Result<Reissue, StorageError> {
    Ok(Reissue {
        key: row.text("key_label")?,
        place: StatusPlace { list: row.parsed("reissue", "status_list")?, index: row.count("status_index")? },
        unsigned: row.text_or_null("unsigned")?,
        refused: row.text_or_null("refused")?.is_some(),
    })
}
