//! The register: lists and counts over issued badges.

use super::issued_credential::stored;
use super::row::Columns;
use super::{Sql, StorageError, StoredCredential, Transaction};
use domain::{BadgeVersionId, InstitutionId};

macro_rules! entries {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.institution, c.design, c.version, c.foreign_id, c.recipient_name, c.recipient_email, c.issued, \
             c.status_list, c.status_index, c.request, c.unsigned, c.document, c.signed, c.ledger_index, c.refused, \
             c.last_problem, c.mailed, c.opened, c.public, c.revoked, c.revocation_reason, \
             c.reason_withheld, c.status_published, \
             v.name AS badge_name FROM issued_credential c \
             JOIN badge_version v ON v.design = c.design AND v.version = c.version WHERE c.institution = $1 ",
            $rest
        )
    };
}

const ALL: Sql = Sql::both(entries!("ORDER BY c.issued DESC, c.id DESC LIMIT $2"));
const REFUSED: Sql =
    Sql::both(entries!("AND c.refused IS NOT NULL ORDER BY c.issued DESC, c.id DESC LIMIT $2"));
const COUNTS: Sql = Sql::both(
    "SELECT COUNT(*) AS asked, COUNT(signed) AS signed_count, COUNT(opened) AS opened_count, \
     COUNT(revoked) AS revoked_count, COUNT(refused) AS refused_count FROM issued_credential \
     WHERE institution = $1 AND design IS NOT NULL",
);

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[ALL, REFUSED, COUNTS];

/// A credential and the name of its badge.
#[derive(Clone, Debug)]
pub(crate) struct RegisterEntry {
    /// The credential.
    pub(crate) credential: StoredCredential,
    /// Its badge version.
    pub(crate) certified: BadgeVersionId,
    /// Name of the badge, as frozen.
    pub(crate) badge: String,
}

/// An institution's badges, counted by state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Signed.
    pub(crate) signed: u32,
    /// Neither signed nor refused yet.
    pub(crate) waiting: u32,
    /// Refused by the signer.
    pub(crate) refused: u32,
    /// Opened by their learner.
    pub(crate) opened: u32,
    /// Revoked.
    pub(crate) revoked: u32,
}

impl Transaction {
    /// The newest credentials, at most `limit`.
    pub(crate) async fn register(
        &mut self,
        of: &InstitutionId,
        limit: u32,
    ) -> Result<Vec<RegisterEntry>, StorageError> {
        self.entries(ALL, of, limit).await
    }

    /// The newest refused credentials, at most `limit`.
    pub(crate) async fn refused(
        &mut self,
        of: &InstitutionId,
        limit: u32,
    ) -> Result<Vec<RegisterEntry>, StorageError> {
        self.entries(REFUSED, of, limit).await
    }

    /// The counts by state.
    pub(crate) async fn counts(&mut self, of: &InstitutionId) -> Result<Counts, StorageError> {
        let row = sqlx::query(COUNTS.on(self.engine)).bind(of.as_str()).fetch_one(&mut *self.inner).await?;
        let (asked, signed, refused) =
            (row.count("asked")?, row.count("signed_count")?, row.count("refused_count")?);
        Ok(Counts {
            signed,
            waiting: asked.saturating_sub(signed).saturating_sub(refused),
            refused,
            opened: row.count("opened_count")?,
            revoked: row.count("revoked_count")?,
        })
    }

    async fn entries(
        &mut self,
        sql: Sql,
        of: &InstitutionId,
        limit: u32,
    ) -> Result<Vec<RegisterEntry>, StorageError> {
        let query = sqlx::query(sql.on(self.engine)).bind(of.as_str()).bind(i64::from(limit));
        let rows = query.fetch_all(&mut *self.inner).await?;
        rows.iter()
            .map(|row| {
                let credential = stored(row)?;
                let id = &credential.record.id;
                let certified = credential.record.badge.clone();
                let certified =
                    certified.ok_or_else(|| StorageError::inconsistent("issued_credential", id.as_str()))?;
                Ok(RegisterEntry { credential, certified, badge: row.text("badge_name")? })
            })
            .collect()
    }
}
