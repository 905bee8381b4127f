//! The institution, and the state of its set-up.

use super::profile::first;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{Institution, InstitutionId, Timestamp};
use sqlx::any::AnyRow;

const PREPARE: Sql = Sql::both(
    "INSERT INTO institution_setup (id, institution, key_label, created) VALUES ('this', $1, $2, $3) ON CONFLICT (id) DO NOTHING",
);
const PREPARATION: Sql = Sql::both("SELECT institution, key_label FROM institution_setup WHERE id = 'this'");
const ADD: Sql = Sql::both(
    "INSERT INTO institution (id, name, url, description, logo, did, verification_method, key_label, created) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT i.id, i.name, i.url, i.description, i.email, i.logo, i.did, i.verification_method, f.logo AS first_logo \
             FROM institution i LEFT JOIN institution_profile f ON f.institution = i.id AND f.number = 1 ",
            $condition
        )
    };
}

const FIRST: Sql = Sql::both(select!("ORDER BY i.created, i.id LIMIT 1"));
const BY_ID: Sql = Sql::both(select!("WHERE i.id = $1"));
const BY_DID: Sql = Sql::both(select!("WHERE i.did = $1"));
const PIN: Sql =
    Sql::both("UPDATE institution SET verification_method = $3 WHERE id = $1 AND verification_method = $2");

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[PREPARE, PREPARATION, ADD, FIRST, BY_ID, BY_DID, PIN];

/// The names in a set-up's requests to the signer: the same in a retry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Preparation {
    /// The institution's identifier.
    pub(crate) institution: InstitutionId,
    /// Label of its key in the token.
    pub(crate) key_label: String,
}

impl Transaction {
    /// The names of the set-up: the stored ones, else these.
    pub(crate) async fn prepare_set_up(
        &mut self,
        new: &Preparation,
        now: Timestamp,
    ) -> Result<Preparation, StorageError> {
        sqlx::query(PREPARE.on(self.engine))
            .bind(new.institution.as_str())
            .bind(new.key_label.as_str())
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        let row = sqlx::query(PREPARATION.on(self.engine)).fetch_one(&mut *self.inner).await?;
        Ok(Preparation {
            institution: row.parsed("institution_setup", "institution")?,
            key_label: row.text("key_label")?,
        })
    }

    /// Pins the next key in place of the one with verification method `before`. A concurrent request may have pinned it
    /// first.
    pub(crate) async fn pin_key(
        &mut self,
        id: &InstitutionId,
        before: &str,
        now: &str,
    ) -> Result<(), StorageError> {
        let query = sqlx::query(PIN.on(self.engine)).bind(id.as_str()).bind(before).bind(now);
        query.execute(&mut *self.inner).await?;
        Ok(())
    }

    /// Inserts the institution, which the signer has bound, and its first profile.
    pub(crate) async fn add_institution(
        &mut self,
        institution: &Institution,
        key_label: &str,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(ADD.on(self.engine))
            .bind(institution.id.as_str())
            .bind(institution.name.as_str())
            .bind(institution.url.as_str())
            .bind(institution.description.as_str())
            .bind(institution.logo.as_deref())
            .bind(institution.did.as_str())
            .bind(institution.verification_method.as_str())
            .bind(key_label)
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        self.add_profile(&institution.id, &first(institution, now)).await
    }

    /// The installation's institution, once it is set up.
    pub(crate) async fn the_institution(&mut self) -> Result<Option<Institution>, StorageError> {
        let row = sqlx::query(FIRST.on(self.engine)).fetch_optional(&mut *self.inner).await?;
        row.as_ref().map(institution).transpose()
    }

    /// An institution.
    pub(crate) async fn institution(
        &mut self,
        id: &InstitutionId,
    ) -> Result<Option<Institution>, StorageError> {
        let row =
            sqlx::query(BY_ID.on(self.engine)).bind(id.as_str()).fetch_optional(&mut *self.inner).await?;
        row.as_ref().map(institution).transpose()
    }

    /// The institution with this DID.
    pub(crate) async fn institution_by_did(
        &mut self,
        did: &str,
    ) -> Result<Option<Institution>, StorageError> {
        let row = sqlx::query(BY_DID.on(self.engine)).bind(did).fetch_optional(&mut *self.inner).await?;
        row.as_ref().map(institution).transpose()
    }
}

fn institution(row: &AnyRow) -> Result<Institution, StorageError> {
    Ok(Institution {
        id: row.parsed("institution", "id")?,
        name: row.text("name")?,
        url: row.text("url")?,
        description: row.text("description")?,
        email: row.text_or_null("email")?,
        logo: row.text_or_null("logo")?,
        first_logo: row.text_or_null("first_logo")?,
        did: row.text("did")?,
        verification_method: row.text("verification_method")?,
    })
}
