//! Badge designs: their drafts.

use super::badge_approval::pending;
use super::error::exactly_one;
use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::badge_design::Wording;
use domain::{BadgeDesign, BadgeDesignId, DesignState, InstitutionId, Version};
use sqlx::any::AnyRow;

const ADD: Sql = Sql::both(
    "INSERT INTO badge_design (id, institution, name, description, criteria, achievement_type, tags, caption, art, published, changed, saved) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, 0, $10)",
);
const SAVE: Sql = Sql::both(
    "UPDATE badge_design SET name = $2, description = $3, criteria = $4, achievement_type = $5, tags = $6, caption = $7, art = $8, \
     changed = $9, saved = $10 WHERE id = $1",
);
const PUBLISHED: Sql = Sql::both(
    "UPDATE badge_design SET published = $2, changed = $3 WHERE id = $1 AND (published IS NULL OR published = $2 - 1)",
);
const BY_ID: Sql = Sql::both(
    "SELECT d.id, d.institution, d.name, d.description, d.criteria, d.achievement_type, d.tags, d.caption, d.art, d.published, \
     d.changed, d.saved, a.version AS pending, a.state AS approval_state, a.says AS approval_says, a.since AS approval_since, \
     a.digest AS approval_digest, a.desk AS approval_desk, a.given AS approval_given, a.needed AS approval_needed, \
     a.asked AS approval_asked, a.expires AS approval_expires \
     FROM badge_design d LEFT JOIN badge_approval a ON a.design = d.id WHERE d.id = $1",
);
const OF_INSTITUTION: Sql = Sql::both(
    "SELECT d.id, d.institution, d.name, d.description, d.criteria, d.achievement_type, d.tags, d.caption, d.art, d.published, \
     d.changed, d.saved, a.version AS pending, a.state AS approval_state, a.says AS approval_says, a.since AS approval_since, \
     a.digest AS approval_digest, a.desk AS approval_desk, a.given AS approval_given, a.needed AS approval_needed, \
     a.asked AS approval_asked, a.expires AS approval_expires, \
     v.name AS published_name, v.achievement_type AS published_type, \
     (SELECT COUNT(*) FROM issued_credential c WHERE c.design = d.id) AS issued_count \
     FROM badge_design d LEFT JOIN badge_approval a ON a.design = d.id \
     LEFT JOIN badge_version v ON v.design = d.id AND v.version = d.published \
     WHERE d.institution = $1 ORDER BY d.saved DESC, d.id DESC",
);

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[ADD, SAVE, PUBLISHED, BY_ID, OF_INSTITUTION];

/// A design in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedDesign {
    /// The design, with its draft.
    pub(crate) design: BadgeDesign,
    /// The newest published version.
    pub(crate) published: Option<PublishedFace>,
    /// How many credentials of it were issued, all versions.
    pub(crate) issued: u32,
}

/// What a list shows of a published version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublishedFace {
    /// Its number.
    pub(crate) version: Version,
    /// Its name.
    pub(crate) name: String,
    /// OB3 `AchievementType`.
    pub(crate) achievement_type: String,
}

impl ListedDesign {
    /// The published name, else that of the draft.
    pub(crate) fn name(&self) -> &str {
        self.published.as_ref().map_or(&self.design.wording.name, |published| &published.name)
    }
}

impl Transaction {
    /// Inserts a new design.
    pub(crate) async fn add_design(&mut self, design: &BadgeDesign) -> Result<(), StorageError> {
        sqlx::query(ADD.on(self.engine))
            .bind(design.id.as_str())
            .bind(design.institution.as_str())
            .bind(design.wording.name.as_str())
            .bind(design.wording.description.as_str())
            .bind(design.wording.criteria.as_str())
            .bind(design.wording.achievement_type.as_str())
            .bind(design.wording.tags.join("\n"))
            .bind(design.wording.caption.as_str())
            .bind(design.art.word())
            .bind(design.saved.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Saves an edited draft. The published version does not change.
    pub(crate) async fn save_design(&mut self, design: &BadgeDesign) -> Result<(), StorageError> {
        let done = sqlx::query(SAVE.on(self.engine))
            .bind(design.id.as_str())
            .bind(design.wording.name.as_str())
            .bind(design.wording.description.as_str())
            .bind(design.wording.criteria.as_str())
            .bind(design.wording.achievement_type.as_str())
            .bind(design.wording.tags.join("\n"))
            .bind(design.wording.caption.as_str())
            .bind(design.art.word())
            .bind(i64::from(matches!(design.state, DesignState::Changed(_))))
            .bind(design.saved.millis())
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "badge_design", design.id.as_str())
    }

    /// Records that the next version is published; `changed`: the draft has changed since it was frozen.
    pub(crate) async fn design_published(
        &mut self,
        id: &BadgeDesignId,
        version: Version,
        changed: bool,
    ) -> Result<(), StorageError> {
        let done = sqlx::query(PUBLISHED.on(self.engine))
            .bind(id.as_str())
            .bind(i64::from(version.0))
            .bind(i64::from(changed))
            .execute(&mut *self.inner)
            .await?;
        exactly_one(done.rows_affected(), "badge_design", id.as_str())
    }

    /// A design.
    pub(crate) async fn design(&mut self, id: &BadgeDesignId) -> Result<Option<BadgeDesign>, StorageError> {
        let row =
            sqlx::query(BY_ID.on(self.engine)).bind(id.as_str()).fetch_optional(&mut *self.inner).await?;
        row.as_ref().map(design).transpose()
    }

    /// All designs of an institution, newest change first.
    pub(crate) async fn designs(&mut self, of: &InstitutionId) -> Result<Vec<ListedDesign>, StorageError> {
        let rows =
            sqlx::query(OF_INSTITUTION.on(self.engine)).bind(of.as_str()).fetch_all(&mut *self.inner).await?;
        rows.iter().map(listed).collect()
    }
}

fn listed(row: &AnyRow) -> Result<ListedDesign, StorageError> {
    let design = design(row)?;
    let inconsistent = || StorageError::inconsistent("badge_design", design.id.as_str());
    let published = match design.published() {
        Some(version) => Some(PublishedFace {
            version,
            name: row.text_or_null("published_name")?.ok_or_else(inconsistent)?,
            achievement_type: row.text_or_null("published_type")?.ok_or_else(inconsistent)?,
        }),
        None => None,
    };
    Ok(ListedDesign { issued: row.count("issued_count")?, published, design })
}

/// The columns that drafts and versions share.
pub(super) fn wording(row: &AnyRow) -> Result<Wording, StorageError> {
    Ok(Wording {
        name: row.text("name")?,
        description: row.text("description")?,
        criteria: row.text("criteria")?,
        achievement_type: row.text("achievement_type")?,
        tags: row.text("tags")?.split('\n').filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        caption: row.text("caption")?,
    })
}

fn design(row: &AnyRow) -> Result<BadgeDesign, StorageError> {
    let id: BadgeDesignId = row.parsed("badge_design", "id")?;
    let published = match row.number_or_null("published")? {
        Some(number) => Some(Version(
            u32::try_from(number).map_err(|_| StorageError::inconsistent("badge_design", id.as_str()))?,
        )),
        None => None,
    };
    let state = match (published, row.truth("changed")?) {
        (None, _) => DesignState::Draft,
        (Some(version), false) => DesignState::Published(version),
        (Some(version), true) => DesignState::Changed(version),
    };
    Ok(BadgeDesign {
        institution: row.parsed("badge_design", "institution")?,
        wording: wording(row)?,
        art: row.parsed("badge_design", "art")?,
        state,
        pending: pending(row, id.as_str())?,
        saved: row.time("saved")?,
        id,
    })
}
