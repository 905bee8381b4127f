//! Status lists: which indexes are taken, which credentials are revoked, and the signed list.

use super::error::exactly_one;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{CredentialId, InstitutionId, StatusListId, Timestamp};

const ADD: Sql = Sql::both(
    "INSERT INTO status_list (id, institution, created, document, signed, last_problem) VALUES ($1, $2, $3, NULL, NULL, NULL)",
);
const NEWEST: Sql = Sql::both(
    "SELECT id, institution, signed FROM status_list WHERE institution = $1 ORDER BY created DESC, id DESC LIMIT 1",
);
const BY_ID: Sql = Sql::both("SELECT id, institution, signed FROM status_list WHERE id = $1");
const HELD: Sql = Sql::both(
    "SELECT (SELECT COUNT(*) FROM issued_credential WHERE status_list = $1 AND signed IS NOT NULL) + \
     (SELECT COUNT(*) FROM reissue WHERE status_list = $1 AND done IS NOT NULL) AS held",
);
const TAKEN: Sql = Sql::both(
    "SELECT (SELECT COUNT(*) FROM issued_credential WHERE status_list = $1) + \
     (SELECT COUNT(*) FROM reissue WHERE status_list = $1) AS taken",
);
const LOCK: Sql = Sql::both("UPDATE institution SET id = id WHERE id = $1");
const INDEX_TAKEN: Sql = Sql::both(
    "SELECT id FROM issued_credential WHERE status_list = $1 AND status_index = $2 \
     UNION ALL SELECT credential AS id FROM reissue WHERE status_list = $1 AND status_index = $2 LIMIT 1",
);
const REVOKED: Sql = Sql::both(
    "SELECT id, status_index, status_published FROM issued_credential \
     WHERE status_list = $1 AND revoked IS NOT NULL AND signed IS NOT NULL ORDER BY revoked, id",
);
const PUBLISHED: Sql =
    Sql::both("SELECT document, signed FROM status_list WHERE id = $1 AND document IS NOT NULL");
const STORE: Sql =
    Sql::both("UPDATE status_list SET document = $2, signed = $3, last_problem = NULL WHERE id = $1");
const TOLD: Sql = Sql::both(
    "UPDATE issued_credential SET status_published = $2 WHERE id = $1 AND status_published IS NULL",
);
const PROBLEM: Sql = Sql::both("UPDATE status_list SET last_problem = $2 WHERE id = $1");
const PROBLEMS: Sql = Sql::both(
    "SELECT last_problem FROM status_list WHERE institution = $1 AND last_problem IS NOT NULL ORDER BY id",
);
const DUE: Sql = Sql::both("SELECT id FROM status_list WHERE signed IS NULL OR signed <= $1 ORDER BY id");

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[
    ADD,
    NEWEST,
    BY_ID,
    HELD,
    TAKEN,
    LOCK,
    INDEX_TAKEN,
    REVOKED,
    PUBLISHED,
    STORE,
    TOLD,
    PROBLEM,
    PROBLEMS,
    DUE,
];

/// A status list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StatusListRow {
    /// Its identifier.
    pub(crate) id: StatusListId,
    /// The institution that owns it.
    pub(crate) institution: InstitutionId,
    /// When it was last signed.
    pub(crate) signed: Option<Timestamp>,
}

/// A revoked credential and its index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RevokedIndex {
    /// The credential.
    pub(crate) credential: CredentialId,
    /// Its index in the list.
    pub(crate) index: u32,
    /// Is the revocation in a list that was published?
    pub(crate) published: bool,
}

/// A published list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublishedList {
    /// The signed document, byte for byte.
    pub(crate) document: String,
    /// When it was signed.
    pub(crate) signed: Timestamp,
}

impl Transaction {
    /// Inserts a new, empty list.
    pub(crate) async fn add_status_list(
        &mut self,
        id: &StatusListId,
        institution: &InstitutionId,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(ADD.on(self.engine))
            .bind(id.as_str())
            .bind(institution.as_str())
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// The list for new credentials.
    pub(crate) async fn newest_status_list(
        &mut self,
        of: &InstitutionId,
    ) -> Result<Option<StatusListRow>, StorageError> {
        let row =
            sqlx::query(NEWEST.on(self.engine)).bind(of.as_str()).fetch_optional(&mut *self.inner).await?;
        row.as_ref().map(list).transpose()
    }

    /// A list.
    pub(crate) async fn status_list(
        &mut self,
        id: &StatusListId,
    ) -> Result<Option<StatusListRow>, StorageError> {
        let row =
            sqlx::query(BY_ID.on(self.engine)).bind(id.as_str()).fetch_optional(&mut *self.inner).await?;
        row.as_ref().map(list).transpose()
    }

    /// How many of a list's indexes signed credentials hold: the signer admits the next list by the same count.
    pub(crate) async fn indexes_held(&mut self, list: &StatusListId) -> Result<u32, StorageError> {
        let query = sqlx::query(HELD.on(self.engine)).bind(list.as_str());
        query.fetch_one(&mut *self.inner).await?.count("held")
    }

    /// Until the transaction ends, no other transaction opens a list of this institution.
    pub(crate) async fn lock_status_lists(&mut self, of: &InstitutionId) -> Result<(), StorageError> {
        sqlx::query(LOCK.on(self.engine)).bind(of.as_str()).execute(&mut *self.inner).await?;
        Ok(())
    }

    /// How many of a list's indexes are taken, also by credentials that are not signed.
    pub(crate) async fn indexes_taken(&mut self, list: &StatusListId) -> Result<u32, StorageError> {
        sqlx::query(TAKEN.on(self.engine))
            .bind(list.as_str())
            .fetch_one(&mut *self.inner)
            .await?
            .count("taken")
    }

    /// Does a credential hold this index, or did it before its reissue?
    pub(crate) async fn index_is_taken(
        &mut self,
        list: &StatusListId,
        index: u32,
    ) -> Result<bool, StorageError> {
        let query = sqlx::query(INDEX_TAKEN.on(self.engine)).bind(list.as_str()).bind(i64::from(index));
        Ok(query.fetch_optional(&mut *self.inner).await?.is_some())
    }

    /// The signed and revoked credentials of a list, in the order of their revocation. An unsigned credential needs no
    /// bit.
    pub(crate) async fn revoked_in(
        &mut self,
        list: &StatusListId,
    ) -> Result<Vec<RevokedIndex>, StorageError> {
        let rows =
            sqlx::query(REVOKED.on(self.engine)).bind(list.as_str()).fetch_all(&mut *self.inner).await?;
        rows.iter()
            .map(|row| {
                Ok(RevokedIndex {
                    credential: row.parsed("issued_credential", "id")?,
                    index: row.count("status_index")?,
                    published: row.time_or_null("status_published")?.is_some(),
                })
            })
            .collect()
    }

    /// The list as last signed.
    pub(crate) async fn published_list(
        &mut self,
        id: &StatusListId,
    ) -> Result<Option<PublishedList>, StorageError> {
        let row =
            sqlx::query(PUBLISHED.on(self.engine)).bind(id.as_str()).fetch_optional(&mut *self.inner).await?;
        row.map(|row| Ok(PublishedList { document: row.text("document")?, signed: row.time("signed")? }))
            .transpose()
    }

    /// Stores the signed list, and that it shows these revocations.
    pub(crate) async fn store_list(
        &mut self,
        id: &StatusListId,
        document: &str,
        told: &[RevokedIndex],
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let done = sqlx::query(STORE.on(self.engine))
            .bind(id.as_str())
            .bind(document)
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "status_list", id.as_str())?;
        for one in told.iter().filter(|one| !one.published) {
            let told = sqlx::query(TOLD.on(self.engine)).bind(one.credential.as_str()).bind(now.millis());
            told.execute(&mut *self.inner).await?;
        }
        Ok(())
    }

    /// Records why the list could not be signed.
    pub(crate) async fn list_problem(&mut self, id: &StatusListId, says: &str) -> Result<(), StorageError> {
        sqlx::query(PROBLEM.on(self.engine)).bind(id.as_str()).bind(says).execute(&mut *self.inner).await?;
        Ok(())
    }

    /// Why lists of an institution could not be signed.
    pub(crate) async fn list_problems(&mut self, of: &InstitutionId) -> Result<Vec<String>, StorageError> {
        let rows =
            sqlx::query(PROBLEMS.on(self.engine)).bind(of.as_str()).fetch_all(&mut *self.inner).await?;
        rows.iter().map(|row| row.text("last_problem")).collect()
    }

    /// Lists that were never signed, or not after `before`.
    pub(crate) async fn lists_signed_before(
        &mut self,
        before: Timestamp,
    ) -> Result<Vec<StatusListId>, StorageError> {
        let rows = sqlx::query(DUE.on(self.engine)).bind(before.millis()).fetch_all(&mut *self.inner).await?;
        rows.iter().map(|row| row.parsed("status_list", "id")).collect()
    }
}

fn list(row: &sqlx::any::AnyRow) -> Result<StatusListRow, StorageError> {
    Ok(StatusListRow {
        id: row.parsed("status_list", "id")?,
        institution: row.parsed("status_list", "institution")?,
        signed: row.time_or_null("signed")?,
    })
}
