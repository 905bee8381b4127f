//! Issued credentials: stored before anything is signed, then advanced one step at a time.

mod record;

pub(super) use record::stored;
pub(crate) use record::{NewCredential, StoredCredential};

use super::error::exactly_one;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{
    Actor, BadgeVersionId, CredentialId, InstitutionId, ReasonReaders, Revocation, Timestamp, Version,
};

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT id, institution, design, version, foreign_id, recipient_name, recipient_email, issued, status_list, status_index, \
             request, unsigned, document, signed, ledger_index, refused, last_problem, mailed, opened, public, revoked, \
             revocation_reason, reason_withheld, status_published FROM issued_credential ",
            $condition
        )
    };
}

const ADD: Sql = Sql::both(
    "INSERT INTO issued_credential (id, institution, design, version, foreign_id, recipient_name, recipient_email, salt, issued, \
     issuer_member, issuer_token, status_list, status_index, request, unsigned, public) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0)",
);
const BY_REQUEST: Sql = Sql::both("SELECT id FROM issued_credential WHERE request = $1");
const BY_ID: Sql = Sql::both(select!("WHERE id = $1"));
const BY_FOREIGN_ID: Sql = Sql::both(select!("WHERE foreign_id = $1"));
pub(super) const BY_LINK: Sql =
    Sql::both(select!("WHERE id = (SELECT credential FROM claim_link WHERE token_hash = $1)"));
const SIGNED: Sql = Sql::both(
    "UPDATE issued_credential SET document = $2, signed = $3, ledger_index = $4, last_problem = NULL, \
     ledger_entry = NULL, ledger_salt = NULL, ledger_proof = NULL \
     WHERE id = $1 AND signed IS NULL AND refused IS NULL",
);
const REBUILT: Sql = Sql::both(
    "UPDATE issued_credential SET unsigned = $3 WHERE id = $1 AND unsigned = $2 AND signed IS NULL AND refused IS NULL",
);
const REFUSED: Sql = Sql::both(
    "UPDATE issued_credential SET refused = $2, last_problem = NULL WHERE id = $1 AND signed IS NULL AND refused IS NULL",
);
const PROBLEM: Sql = Sql::both(
    "UPDATE issued_credential SET last_problem = $2 WHERE id = $1 AND signed IS NULL AND refused IS NULL",
);
const MAILED: Sql = Sql::both("UPDATE issued_credential SET mailed = $2 WHERE id = $1 AND mailed IS NULL");
const OPENED: Sql = Sql::both("UPDATE issued_credential SET opened = $2 WHERE id = $1 AND opened IS NULL");
const PUBLIC: Sql = Sql::both("UPDATE issued_credential SET public = $2 WHERE id = $1");
const REVOKED: Sql = Sql::both(
    "UPDATE issued_credential SET revoked = $2, revocation_reason = $3, revoker_member = $4, revoker_token = $5, \
     reason_withheld = $6 \
     WHERE id = $1 AND revoked IS NULL AND signed IS NOT NULL",
);

const WAITING_TEXTS: Sql = Sql::both(
    "SELECT design, version, unsigned FROM issued_credential WHERE institution = $1 AND signed IS NULL AND refused IS NULL \
     AND unsigned IS NOT NULL AND last_problem IS NOT NULL AND design IS NOT NULL ORDER BY id",
);

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[
    ADD,
    BY_REQUEST,
    BY_ID,
    BY_FOREIGN_ID,
    BY_LINK,
    SIGNED,
    REBUILT,
    REFUSED,
    PROBLEM,
    MAILED,
    OPENED,
    PUBLIC,
    REVOKED,
    WAITING_TEXTS,
];

impl Transaction {
    /// The unsigned texts of badges that were sent to the signer and are not signed, the oldest first.
    pub(crate) async fn waiting_texts(
        &mut self,
        of: &InstitutionId,
    ) -> Result<Vec<(BadgeVersionId, String)>, StorageError> {
        let query = sqlx::query(WAITING_TEXTS.on(self.engine)).bind(of.as_str());
        let rows = query.fetch_all(&mut *self.inner).await?;
        let text = |row: &sqlx::any::AnyRow| {
            let design = row.parsed("issued_credential", "design")?;
            let badge = BadgeVersionId { design, version: Version(row.count("version")?) };
            Ok((badge, row.text("unsigned")?))
        };
        rows.iter().map(text).collect()
    }

    /// The credential created by the form with this identifier.
    pub(crate) async fn credential_of_request(
        &mut self,
        request: &str,
    ) -> Result<Option<CredentialId>, StorageError> {
        let row =
            sqlx::query(BY_REQUEST.on(self.engine)).bind(request).fetch_optional(&mut *self.inner).await?;
        row.map(|row| row.parsed("issued_credential", "id")).transpose()
    }

    /// Inserts a credential that waits for the signer.
    pub(crate) async fn add_credential(&mut self, new: &NewCredential) -> Result<(), StorageError> {
        let record = &new.record;
        sqlx::query(ADD.on(self.engine))
            .bind(record.id.as_str())
            .bind(record.institution.as_str())
            .bind(record.badge.as_ref().map(|badge| badge.design.as_str()))
            .bind(record.badge.as_ref().map(|badge| i64::from(badge.version.0)))
            .bind(record.foreign_id.as_deref())
            .bind(record.recipient.name.as_str())
            .bind(record.recipient.email.as_str())
            .bind(new.salt.as_str())
            .bind(record.issued.millis())
            .bind(member(&new.issuer))
            .bind(token(&new.issuer))
            .bind(record.status.as_ref().map(|place| place.list.as_str()))
            .bind(record.status.as_ref().map(|place| i64::from(place.index)))
            .bind(new.request.as_str())
            .bind(new.unsigned.as_str())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// A credential.
    pub(crate) async fn credential(
        &mut self,
        id: &CredentialId,
    ) -> Result<Option<StoredCredential>, StorageError> {
        let row =
            sqlx::query(BY_ID.on(self.engine)).bind(id.as_str()).fetch_optional(&mut *self.inner).await?;
        row.as_ref().map(stored).transpose()
    }

    /// The credential whose document has this `id`, which is not below our address.
    pub(crate) async fn credential_by_foreign_id(
        &mut self,
        id: &str,
    ) -> Result<Option<StoredCredential>, StorageError> {
        let row =
            sqlx::query(BY_FOREIGN_ID.on(self.engine)).bind(id).fetch_optional(&mut *self.inner).await?;
        row.as_ref().map(stored).transpose()
    }

    /// Records the signature.
    pub(crate) async fn credential_signed(
        &mut self,
        id: &CredentialId,
        document: &str,
        ledger_index: u64,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let leaf = i64::try_from(ledger_index)
            .map_err(|_| StorageError::inconsistent("issued_credential", id.as_str()))?;
        let done = sqlx::query(SIGNED.on(self.engine))
            .bind(id.as_str())
            .bind(document)
            .bind(now.millis())
            .bind(leaf)
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "issued_credential", id.as_str())
    }

    /// Records the signer's permanent refusal.
    pub(crate) async fn credential_refused(
        &mut self,
        id: &CredentialId,
        says: &str,
    ) -> Result<(), StorageError> {
        self.step(REFUSED, id, says).await
    }

    /// Replaces the unsigned text of a credential that the signer did not record. Nothing happens if it was replaced or
    /// signed meanwhile.
    pub(crate) async fn credential_rebuilt(
        &mut self,
        id: &CredentialId,
        before: &str,
        unsigned: &str,
    ) -> Result<(), StorageError> {
        sqlx::query(REBUILT.on(self.engine))
            .bind(id.as_str())
            .bind(before)
            .bind(unsigned)
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Records why the last attempt failed; the job tries again.
    pub(crate) async fn credential_problem(
        &mut self,
        id: &CredentialId,
        says: &str,
    ) -> Result<(), StorageError> {
        self.step(PROBLEM, id, says).await
    }

    /// Records that its mail was written.
    pub(crate) async fn credential_mailed(
        &mut self,
        id: &CredentialId,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let done = sqlx::query(MAILED.on(self.engine))
            .bind(id.as_str())
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "issued_credential", id.as_str())
    }

    /// Records when its learner opened it; only the first time is kept.
    pub(crate) async fn credential_opened(
        &mut self,
        id: &CredentialId,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(OPENED.on(self.engine))
            .bind(id.as_str())
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Shows the credential at its address, or hides it again.
    pub(crate) async fn credential_public(
        &mut self,
        id: &CredentialId,
        public: bool,
    ) -> Result<(), StorageError> {
        let query = sqlx::query(PUBLIC.on(self.engine)).bind(id.as_str()).bind(i64::from(public));
        exactly_one(query.execute(&mut *self.inner).await?.rows_affected(), "issued_credential", id.as_str())
    }

    /// Records the revocation.
    pub(crate) async fn save_revoked(
        &mut self,
        id: &CredentialId,
        revocation: Revocation,
        revoker: &Actor,
    ) -> Result<(), StorageError> {
        let done = sqlx::query(REVOKED.on(self.engine))
            .bind(id.as_str())
            .bind(revocation.at.millis())
            .bind(revocation.reason.word())
            .bind(member(revoker))
            .bind(token(revoker))
            .bind(i64::from(revocation.readers == ReasonReaders::Institution))
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "issued_credential", id.as_str())
    }

    async fn step(&mut self, sql: Sql, id: &CredentialId, text: &str) -> Result<(), StorageError> {
        let done =
            sqlx::query(sql.on(self.engine)).bind(id.as_str()).bind(text).execute(&mut *self.inner).await?;
        exactly_one(done.rows_affected(), "issued_credential", id.as_str())
    }
}

fn member(actor: &Actor) -> Option<&str> {
    match actor {
        Actor::Member(id) => Some(id.as_str()),
        Actor::Token(_) => None,
    }
}

fn token(actor: &Actor) -> Option<&str> {
    match actor {
        Actor::Member(_) => None,
        Actor::Token(id) => Some(id.as_str()),
    }
}
