//! Stored data of the signer's ledger: a proof for each credential, and the newest checkpoint.

use super::error::exactly_one;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{CredentialId, Timestamp};
use sqlx::any::AnyRow;

const UNPROVEN: Sql = Sql::both(
    "SELECT id, foreign_id, document, ledger_index FROM issued_credential \
     WHERE signed IS NOT NULL AND ledger_proof IS NULL ORDER BY ledger_index LIMIT $1",
);
const SIGNED: Sql = Sql::both(
    "SELECT id, foreign_id, document, ledger_index, ledger_entry, ledger_salt, ledger_proof FROM issued_credential \
     WHERE signed IS NOT NULL AND ledger_index > $1 ORDER BY ledger_index LIMIT $2",
);
const KEEP_PROOF: Sql = Sql::both(
    "UPDATE issued_credential SET ledger_entry = $3, ledger_salt = $4, ledger_proof = $5 \
     WHERE id = $1 AND ledger_index = $2 AND signed IS NOT NULL",
);
const PROOF: Sql = Sql::both(
    "SELECT ledger_index, ledger_entry, ledger_salt, ledger_proof FROM issued_credential \
     WHERE id = $1 AND ledger_proof IS NOT NULL",
);
const WAITING: Sql =
    Sql::both("SELECT COUNT(*) AS waiting FROM issued_credential WHERE signed IS NULL AND refused IS NULL");
const SIGNED_COUNT: Sql =
    Sql::both("SELECT COUNT(*) AS signed_count FROM issued_credential WHERE signed IS NOT NULL");
const NEWEST: Sql = Sql::both("SELECT log_key, note FROM ledger_checkpoint WHERE id = 'newest'");
const KEEP_CHECKPOINT: Sql = Sql::both(
    "INSERT INTO ledger_checkpoint (id, log_key, note, size, seen) VALUES ('newest', $1, $2, $3, $4) \
     ON CONFLICT (id) DO UPDATE SET note = excluded.note, size = excluded.size, seen = excluded.seen \
     WHERE ledger_checkpoint.log_key = excluded.log_key \
     AND (ledger_checkpoint.size <= excluded.size OR ledger_checkpoint.note = $5)",
);

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] =
    &[UNPROVEN, SIGNED, KEEP_PROOF, PROOF, WAITING, SIGNED_COUNT, NEWEST, KEEP_CHECKPOINT];

/// A signed credential, as expected in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LedgeredCredential {
    /// Identifier of our record.
    pub(crate) id: CredentialId,
    /// The document's own id if it is not below our address.
    pub(crate) foreign_id: Option<String>,
    /// The signed document, byte for byte.
    pub(crate) document: String,
    /// Its leaf's index.
    pub(crate) ledger_index: u64,
}

/// The proof that a credential is in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptProof {
    /// The leaf's index.
    pub(crate) ledger_index: u64,
    /// The leaf's entry.
    pub(crate) entry: String,
    /// The salt of its commitment, lower-case hex.
    pub(crate) salt: String,
    /// Index, path and checkpoint (C2SP tlog-proof).
    pub(crate) proof: String,
}

/// The newest checkpoint seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptCheckpoint {
    /// The ledger's key, `name+id+key`.
    pub(crate) log_key: String,
    /// The signed note.
    pub(crate) note: String,
}

impl Transaction {
    /// Signed credentials without a stored proof, in the ledger's order.
    pub(crate) async fn unproven(&mut self, limit: u32) -> Result<Vec<LedgeredCredential>, StorageError> {
        let query = sqlx::query(UNPROVEN.on(self.engine)).bind(i64::from(limit));
        query.fetch_all(&mut *self.inner).await?.iter().map(credential).collect()
    }

    /// Signed credentials whose leaf comes after `after` (-1: all), with their proofs, in the ledger's order.
    pub(crate) async fn ledgered(
        &mut self,
        after: i64,
        limit: u32,
    ) -> Result<Vec<(LedgeredCredential, Option<KeptProof>)>, StorageError> {
        let query = sqlx::query(SIGNED.on(self.engine)).bind(after).bind(i64::from(limit));
        let rows = query.fetch_all(&mut *self.inner).await?;
        rows.iter().map(|row| Ok((credential(row)?, proof(row)?))).collect()
    }

    /// Stores the proof that a credential is in the ledger.
    pub(crate) async fn keep_proof(
        &mut self,
        id: &CredentialId,
        kept: &KeptProof,
    ) -> Result<(), StorageError> {
        let leaf = i64::try_from(kept.ledger_index)
            .map_err(|_| StorageError::inconsistent("issued_credential", id.as_str()))?;
        let done = sqlx::query(KEEP_PROOF.on(self.engine))
            .bind(id.as_str())
            .bind(leaf)
            .bind(kept.entry.as_str())
            .bind(kept.salt.as_str())
            .bind(kept.proof.as_str())
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "issued_credential", id.as_str())
    }

    /// The stored proof that a credential is in the ledger, if there is one.
    pub(crate) async fn kept_proof(&mut self, id: &CredentialId) -> Result<Option<KeptProof>, StorageError> {
        let query = sqlx::query(PROOF.on(self.engine)).bind(id.as_str());
        query.fetch_optional(&mut *self.inner).await?.as_ref().map_or(Ok(None), proof)
    }

    /// How many credentials wait for the signer.
    pub(crate) async fn unsigned_credentials(&mut self) -> Result<u32, StorageError> {
        sqlx::query(WAITING.on(self.engine)).fetch_one(&mut *self.inner).await?.count("waiting")
    }

    /// How many credentials are signed, posted ones included.
    pub(crate) async fn signed_credentials(&mut self) -> Result<u32, StorageError> {
        sqlx::query(SIGNED_COUNT.on(self.engine)).fetch_one(&mut *self.inner).await?.count("signed_count")
    }

    /// The newest checkpoint seen.
    pub(crate) async fn newest_checkpoint(&mut self) -> Result<Option<KeptCheckpoint>, StorageError> {
        let row = sqlx::query(NEWEST.on(self.engine)).fetch_optional(&mut *self.inner).await?;
        row.map(|row| Ok(KeptCheckpoint { log_key: row.text("log_key")?, note: row.text("note")? }))
            .transpose()
    }

    /// Stores a checkpoint of the same key with no fewer entries than the stored one, or one that replaces the note
    /// `given_up`.
    pub(crate) async fn keep_checkpoint(
        &mut self,
        kept: &KeptCheckpoint,
        size: u64,
        given_up: Option<&str>,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let size =
            i64::try_from(size).map_err(|_| StorageError::inconsistent("ledger_checkpoint", "newest"))?;
        sqlx::query(KEEP_CHECKPOINT.on(self.engine))
            .bind(kept.log_key.as_str())
            .bind(kept.note.as_str())
            .bind(size)
            .bind(now.millis())
            .bind(given_up.unwrap_or_default())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }
}

fn credential(row: &AnyRow) -> Result<LedgeredCredential, StorageError> {
    let id: CredentialId = row.parsed("issued_credential", "id")?;
    Ok(LedgeredCredential {
        foreign_id: row.text_or_null("foreign_id")?,
        document: row.text("document")?,
        ledger_index: leaf(row)?,
        id,
    })
}

fn proof(row: &AnyRow) -> Result<Option<KeptProof>, StorageError> {
    let Some(proof) = row.text_or_null("ledger_proof")? else { return Ok(None) };
    let (entry, salt) = (row.text("ledger_entry")?, row.text("ledger_salt")?);
    Ok(Some(KeptProof { ledger_index: leaf(row)?, entry, salt, proof }))
}

fn leaf(row: &AnyRow) -> Result<u64, StorageError> {
    let leaf = row.number("ledger_index")?;
    u64::try_from(leaf).map_err(|_| StorageError::inconsistent("issued_credential", "ledger_index"))
}
