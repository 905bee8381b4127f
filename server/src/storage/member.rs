//! Members, their one-time links and their sessions. Secrets are passed in as hashes.

use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{InstitutionId, Member, MemberId, Role, Timestamp};
use sqlx::any::AnyRow;

const OWNER: Sql =
    Sql::both("SELECT id, role, institution FROM member WHERE role = 'owner' ORDER BY id LIMIT 1");
const ADD: Sql = Sql::both("INSERT INTO member (id, role, institution, created) VALUES ($1, $2, $3, $4)");
const JOIN: Sql = Sql::both(
    "UPDATE member SET institution = $2 WHERE id = $1 AND (institution IS NULL OR institution = $2)",
);
const ADD_LINK: Sql =
    Sql::both("INSERT INTO owner_link (token_hash, created, expires, used) VALUES ($1, $2, $3, NULL)");
const USE_LINK: Sql =
    Sql::both("UPDATE owner_link SET used = $2 WHERE token_hash = $1 AND used IS NULL AND expires > $2");
const ADD_SESSION: Sql =
    Sql::both("INSERT INTO session (token_hash, member, created, expires) VALUES ($1, $2, $3, $4)");
const SESSION: Sql = Sql::both(
    "SELECT m.id, m.role, m.institution FROM session s JOIN member m ON m.id = s.member WHERE s.token_hash = $1 AND s.expires > $2",
);
const END_SESSION: Sql = Sql::both("DELETE FROM session WHERE token_hash = $1");
const FORGET: Sql = Sql::both("DELETE FROM session WHERE expires <= $1");

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] =
    &[OWNER, ADD, JOIN, ADD_LINK, USE_LINK, ADD_SESSION, SESSION, END_SESSION, FORGET];

impl Transaction {
    /// The owner, if there is one.
    pub(crate) async fn owner(&mut self) -> Result<Option<Member>, StorageError> {
        let row = sqlx::query(OWNER.on(self.engine)).fetch_optional(&mut *self.inner).await?;
        row.as_ref().map(member).transpose()
    }

    /// Inserts a new member.
    pub(crate) async fn add_member(&mut self, member: &Member, now: Timestamp) -> Result<(), StorageError> {
        let role = match member.role {
            Role::Owner => "owner",
        };
        sqlx::query(ADD.on(self.engine))
            .bind(member.id.as_str())
            .bind(role)
            .bind(member.institution.as_ref().map(InstitutionId::as_str))
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Makes the member join the institution.
    pub(crate) async fn join(
        &mut self,
        member: &MemberId,
        institution: &InstitutionId,
    ) -> Result<(), StorageError> {
        let done = sqlx::query(JOIN.on(self.engine))
            .bind(member.as_str())
            .bind(institution.as_str())
            .execute(&mut *self.inner)
            .await?;
        super::error::exactly_one(done.rows_affected(), "member", member.as_str())
    }

    /// Inserts a one-time link.
    pub(crate) async fn add_owner_link(
        &mut self,
        hash: &str,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(ADD_LINK.on(self.engine))
            .bind(hash)
            .bind(now.millis())
            .bind(expires.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Consumes the link. False: there is no such link, or it was used or has expired.
    pub(crate) async fn use_owner_link(&mut self, hash: &str, now: Timestamp) -> Result<bool, StorageError> {
        let done = sqlx::query(USE_LINK.on(self.engine))
            .bind(hash)
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Starts a session, and deletes expired ones.
    pub(crate) async fn add_session(
        &mut self,
        hash: &str,
        member: &MemberId,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(FORGET.on(self.engine)).bind(now.millis()).execute(&mut *self.inner).await?;
        sqlx::query(ADD_SESSION.on(self.engine))
            .bind(hash)
            .bind(member.as_str())
            .bind(now.millis())
            .bind(expires.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// The member of a session that has not expired.
    pub(crate) async fn session_member(
        &mut self,
        hash: &str,
        now: Timestamp,
    ) -> Result<Option<Member>, StorageError> {
        let query = sqlx::query(SESSION.on(self.engine)).bind(hash).bind(now.millis());
        query.fetch_optional(&mut *self.inner).await?.as_ref().map(member).transpose()
    }

    /// Ends a session.
    pub(crate) async fn end_session(&mut self, hash: &str) -> Result<(), StorageError> {
        sqlx::query(END_SESSION.on(self.engine)).bind(hash).execute(&mut *self.inner).await?;
        Ok(())
    }
}

fn member(row: &AnyRow) -> Result<Member, StorageError> {
    let id: MemberId = row.parsed("member", "id")?;
    let role = match row.text("role")?.as_str() {
        "owner" => Role::Owner,
        _ => return Err(StorageError::inconsistent("member", id.as_str())),
    };
    let institution = match row.text_or_null("institution")? {
        Some(text) => Some(text.parse().map_err(|_| StorageError::inconsistent("member", id.as_str()))?),
        None => None,
    };
    Ok(Member { id, institution, role })
}
