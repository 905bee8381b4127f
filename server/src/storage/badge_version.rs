//! Frozen versions of badges.

use super::badge_design::wording;
use super::error::exactly_one;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use credentials::lint::registered::{PerRecipient, approved_picture};
use domain::badge_design::Wording;
use domain::{Art, BadgeDesign, BadgeDesignId, InstitutionId, Timestamp, Version};
use sqlx::any::AnyRow;

const ADD: Sql = Sql::both(
    "INSERT INTO badge_version (design, version, name, description, criteria, achievement_type, tags, caption, art, picture, \
     achievement, frozen, per_recipient, registered) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL)",
);
const REGISTERED: Sql = Sql::both(
    "UPDATE badge_version SET registered = $3 WHERE design = $1 AND version = $2 AND registered IS NULL",
);
const REMOVE: Sql =
    Sql::both("DELETE FROM badge_version WHERE design = $1 AND version = $2 AND registered IS NULL");
const BY_KEY: Sql = Sql::both(
    "SELECT v.design, v.version, v.name, v.description, v.criteria, v.achievement_type, v.tags, v.caption, v.art, v.picture, \
     v.achievement, v.frozen, v.per_recipient, v.registered, d.institution FROM badge_version v JOIN badge_design d ON d.id = v.design \
     WHERE v.design = $1 AND v.version = $2",
);
const NEWEST: Sql = Sql::both(
    "SELECT v.design, v.version, v.name, v.description, v.criteria, v.achievement_type, v.tags, v.caption, v.art, v.picture, \
     v.achievement, v.frozen, v.per_recipient, v.registered, d.institution FROM badge_version v JOIN badge_design d ON d.id = v.design \
     AND d.published = v.version WHERE d.institution = $1 AND v.registered IS NOT NULL ORDER BY v.registered DESC, v.design DESC",
);

const ACHIEVEMENTS: Sql =
    Sql::both("SELECT name, version, achievement FROM badge_version WHERE registered IS NOT NULL");

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[ADD, REGISTERED, REMOVE, BY_KEY, NEWEST, ACHIEVEMENTS];

/// A stored frozen version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredVersion {
    /// The design it was made from.
    pub(crate) design: BadgeDesignId,
    /// The institution that owns it.
    pub(crate) institution: InstitutionId,
    /// Its number.
    pub(crate) version: Version,
    /// Its text.
    pub(crate) wording: Wording,
    /// The draft's picture reference at the time of freezing.
    pub(crate) art: Art,
    /// Digest of its picture.
    pub(crate) picture: String,
    /// The Achievement object, the JSON text.
    pub(crate) achievement: String,
    /// Further members that may differ for each recipient in its credentials: JSON, or empty for none.
    pub(crate) per_recipient: String,
    /// When it was frozen.
    pub(crate) frozen: Timestamp,
    /// When the signer confirmed it; `None`: not published yet.
    pub(crate) registered: Option<Timestamp>,
}

impl StoredVersion {
    /// Does the draft equal the frozen version?
    pub(crate) fn equals(&self, draft: &BadgeDesign) -> bool {
        draft.wording == self.wording && draft.art == self.art
    }

    /// The digest that the picture has in each of its badges, in the form of Subresource Integrity. `None` for a version
    /// that was frozen before pictures were bound.
    pub(crate) fn picture_digest(&self) -> Option<String> {
        let entries = PerRecipient::read(&self.per_recipient).unwrap_or_default();
        approved_picture(&entries).map(str::to_owned)
    }
}

impl Transaction {
    /// Inserts a frozen version, before the signer is asked.
    pub(crate) async fn add_version(&mut self, version: &StoredVersion) -> Result<(), StorageError> {
        sqlx::query(ADD.on(self.engine))
            .bind(version.design.as_str())
            .bind(i64::from(version.version.0))
            .bind(version.wording.name.as_str())
            .bind(version.wording.description.as_str())
            .bind(version.wording.criteria.as_str())
            .bind(version.wording.achievement_type.as_str())
            .bind(version.wording.tags.join("\n"))
            .bind(version.wording.caption.as_str())
            .bind(version.art.word())
            .bind(version.picture.as_str())
            .bind(version.achievement.as_str())
            .bind(version.frozen.millis())
            .bind(version.per_recipient.as_str())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Name, version and achievement (the JSON text) of every registered version.
    pub(crate) async fn registered_achievements(
        &mut self,
    ) -> Result<Vec<(String, Version, String)>, StorageError> {
        let rows = sqlx::query(ACHIEVEMENTS.on(self.engine)).fetch_all(&mut *self.inner).await?;
        let version =
            |row: &AnyRow| Ok((row.text("name")?, Version(row.count("version")?), row.text("achievement")?));
        rows.iter().map(version).collect()
    }

    /// Records that the signer confirmed the version.
    pub(crate) async fn version_registered(
        &mut self,
        design: &BadgeDesignId,
        version: Version,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let done = sqlx::query(REGISTERED.on(self.engine))
            .bind(design.as_str())
            .bind(i64::from(version.0))
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "badge_version", design.as_str())
    }

    /// Removes a version that was never registered, so that the current draft can be frozen.
    pub(crate) async fn remove_version(
        &mut self,
        design: &BadgeDesignId,
        version: Version,
    ) -> Result<(), StorageError> {
        let query = sqlx::query(REMOVE.on(self.engine)).bind(design.as_str()).bind(i64::from(version.0));
        let done = query.execute(&mut *self.inner).await?;
        exactly_one(done.rows_affected(), "badge_version", design.as_str())
    }

    /// A frozen version, registered or not.
    pub(crate) async fn version(
        &mut self,
        design: &BadgeDesignId,
        version: Version,
    ) -> Result<Option<StoredVersion>, StorageError> {
        let query = sqlx::query(BY_KEY.on(self.engine)).bind(design.as_str()).bind(i64::from(version.0));
        query.fetch_optional(&mut *self.inner).await?.as_ref().map(stored).transpose()
    }

    /// The newest published version of each badge of an institution.
    pub(crate) async fn published_badges(
        &mut self,
        of: &InstitutionId,
    ) -> Result<Vec<StoredVersion>, StorageError> {
        let rows = sqlx::query(NEWEST.on(self.engine)).bind(of.as_str()).fetch_all(&mut *self.inner).await?;
        rows.iter().map(stored).collect()
    }
}

fn stored(row: &AnyRow) -> Result<StoredVersion, StorageError> {
    Ok(StoredVersion {
        design: row.parsed("badge_version", "design")?,
        institution: row.parsed("badge_version", "institution")?,
        version: Version(row.count("version")?),
        wording: wording(row)?,
        art: row.parsed("badge_version", "art")?,
        picture: row.text("picture")?,
        achievement: row.text("achievement")?,
        per_recipient: row.text("per_recipient")?,
        frozen: row.time("frozen")?,
        registered: row.time_or_null("registered")?,
    })
}
