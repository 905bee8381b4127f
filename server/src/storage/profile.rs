//! Profiles of institutions with their history. At most one waits for approval; the one in force is repeated in the row of
//! its institution.

use super::approval::approval;
use super::error::exactly_one;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{
    Approval, Institution, InstitutionId, InstitutionProfile, NumberedProfile, PendingProfile, Timestamp,
    Version,
};
use sqlx::any::AnyRow;

const ADD: Sql = Sql::both(
    "INSERT INTO institution_profile (institution, number, name, url, description, email, logo, member, asked, in_force) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);
const REMOVE: Sql =
    Sql::both("DELETE FROM institution_profile WHERE institution = $1 AND number = $2 AND in_force IS NULL");
const IN_FORCE: Sql = Sql::both(
    "UPDATE institution_profile SET in_force = $3 WHERE institution = $1 AND number = $2 AND in_force IS NULL",
);
const APPLY: Sql = Sql::both(
    "UPDATE institution SET name = $2, url = $3, description = $4, email = $5, logo = $6 WHERE id = $1",
);
const HISTORY: Sql = Sql::both(
    "SELECT number, name, url, description, email, logo, member, asked, in_force FROM institution_profile \
     WHERE institution = $1 AND in_force IS NOT NULL ORDER BY number DESC",
);
const PENDING: Sql = Sql::both(
    "SELECT p.number, p.name, p.url, p.description, p.email, p.logo, p.member, p.asked, p.in_force, \
     a.state AS approval_state, a.says AS approval_says, a.since AS approval_since, a.digest AS approval_digest, \
     a.desk AS approval_desk, a.given AS approval_given, a.needed AS approval_needed, a.asked AS approval_asked, \
     a.expires AS approval_expires \
     FROM institution_profile p JOIN profile_approval a ON a.institution = p.institution AND a.number = p.number \
     WHERE p.institution = $1",
);
const SHOWN_LOGO: Sql = Sql::both(
    "SELECT p.logo FROM institution_profile p \
     LEFT JOIN profile_approval a ON a.institution = p.institution AND a.number = p.number \
     WHERE p.institution = $1 AND p.logo = $2 AND (p.in_force IS NOT NULL OR a.state IN ('asking', 'waiting')) LIMIT 1",
);
const ADD_APPROVAL: Sql = Sql::both(
    "INSERT INTO profile_approval (institution, number, state, since) VALUES ($1, $2, 'asking', $3)",
);
const SAVE_APPROVAL: Sql = Sql::both(
    "UPDATE profile_approval SET state = $3, says = $4, since = $5, digest = $6, desk = $7, given = $8, needed = $9, \
     asked = $10, expires = $11 WHERE institution = $1 AND number = $2",
);
const REMOVE_APPROVAL: Sql = Sql::both("DELETE FROM profile_approval WHERE institution = $1 AND number = $2");

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[
    ADD,
    REMOVE,
    IN_FORCE,
    APPLY,
    HISTORY,
    PENDING,
    SHOWN_LOGO,
    ADD_APPROVAL,
    SAVE_APPROVAL,
    REMOVE_APPROVAL,
];

impl Transaction {
    /// Inserts a profile: the one of the set-up, or one that the signer is asked about next.
    pub(crate) async fn add_profile(
        &mut self,
        of: &InstitutionId,
        new: &NumberedProfile,
    ) -> Result<(), StorageError> {
        let NumberedProfile { number, profile, member, asked, in_force } = new;
        sqlx::query(ADD.on(self.engine))
            .bind(of.as_str())
            .bind(i64::from(number.0))
            .bind(profile.name.as_str())
            .bind(profile.url.as_str())
            .bind(profile.description.as_str())
            .bind(profile.email.as_deref())
            .bind(profile.logo.as_deref())
            .bind(member.as_ref().map(domain::MemberId::as_str))
            .bind(asked.millis())
            .bind(in_force.map(Timestamp::millis))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Removes a profile that was never in force.
    pub(crate) async fn remove_profile(
        &mut self,
        of: &InstitutionId,
        number: Version,
    ) -> Result<(), StorageError> {
        let query = sqlx::query(REMOVE.on(self.engine)).bind(of.as_str()).bind(i64::from(number.0));
        exactly_one(
            query.execute(&mut *self.inner).await?.rows_affected(),
            "institution_profile",
            of.as_str(),
        )
    }

    /// Puts an approved profile in force: badges, pages and mails name it from now on.
    pub(crate) async fn profile_in_force(
        &mut self,
        of: &InstitutionId,
        new: &NumberedProfile,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let done = sqlx::query(IN_FORCE.on(self.engine))
            .bind(of.as_str())
            .bind(i64::from(new.number.0))
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "institution_profile", of.as_str())?;
        let InstitutionProfile { name, url, description, email, logo } = &new.profile;
        let done = sqlx::query(APPLY.on(self.engine))
            .bind(of.as_str())
            .bind(name.as_str())
            .bind(url.as_str())
            .bind(description.as_str())
            .bind(email.as_deref())
            .bind(logo.as_deref())
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "institution", of.as_str())
    }

    /// The profiles that are or were in force, the newest first.
    pub(crate) async fn profiles(
        &mut self,
        of: &InstitutionId,
    ) -> Result<Vec<NumberedProfile>, StorageError> {
        let rows = sqlx::query(HISTORY.on(self.engine)).bind(of.as_str()).fetch_all(&mut *self.inner).await?;
        rows.iter().map(numbered).collect()
    }

    /// The profile that people have not approved yet, if any.
    pub(crate) async fn pending_profile(
        &mut self,
        of: &InstitutionId,
    ) -> Result<Option<PendingProfile>, StorageError> {
        let query = sqlx::query(PENDING.on(self.engine)).bind(of.as_str());
        let Some(row) = query.fetch_optional(&mut *self.inner).await? else { return Ok(None) };
        let approval = approval(&row, "profile_approval", of.as_str())?;
        Ok(Some(PendingProfile { new: numbered(&row)?, approval }))
    }

    /// Is this the logo of a profile that is or was in force, or that people decide about now?
    pub(crate) async fn is_shown_logo(
        &mut self,
        of: &InstitutionId,
        digest: &str,
    ) -> Result<bool, StorageError> {
        let query = sqlx::query(SHOWN_LOGO.on(self.engine)).bind(of.as_str()).bind(digest);
        Ok(query.fetch_optional(&mut *self.inner).await?.is_some())
    }

    /// Records that a profile is to be approved, before the signer is asked.
    pub(crate) async fn add_profile_approval(
        &mut self,
        of: &InstitutionId,
        number: Version,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(ADD_APPROVAL.on(self.engine))
            .bind(of.as_str())
            .bind(i64::from(number.0))
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Saves the state of a profile's approval.
    pub(crate) async fn save_profile_approval(
        &mut self,
        of: &InstitutionId,
        number: Version,
        approval: &Approval,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let rows = self.update_approval(SAVE_APPROVAL, (of.as_str(), number.0), approval, now).await?;
        exactly_one(rows, "profile_approval", of.as_str())
    }

    /// Removes the state: the profile is in force, or will be sent again. False: nothing was pending.
    pub(crate) async fn remove_profile_approval(
        &mut self,
        of: &InstitutionId,
        number: Version,
    ) -> Result<bool, StorageError> {
        let query = sqlx::query(REMOVE_APPROVAL.on(self.engine)).bind(of.as_str()).bind(i64::from(number.0));
        Ok(query.execute(&mut *self.inner).await?.rows_affected() == 1)
    }
}

/// The profile of a set-up, in force at once.
pub(super) fn first(institution: &Institution, now: Timestamp) -> NumberedProfile {
    NumberedProfile {
        number: Version(1),
        profile: institution.profile(),
        member: None,
        asked: now,
        in_force: Some(now),
    }
}

fn numbered(row: &AnyRow) -> Result<NumberedProfile, StorageError> {
    let member = row.text_or_null("member")?;
    let member =
        member.map(|id| id.parse().map_err(|_| StorageError::inconsistent("institution_profile", id)));
    Ok(NumberedProfile {
        number: Version(row.count("number")?),
        profile: InstitutionProfile {
            name: row.text("name")?,
            url: row.text("url")?,
            description: row.text("description")?,
            email: row.text_or_null("email")?,
            logo: row.text_or_null("logo")?,
        },
        member: member.transpose()?,
        asked: row.time("asked")?,
        in_force: row.time_or_null("in_force")?,
    })
}
