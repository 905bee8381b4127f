//! May a posted credential be issued? Checks the lint, the published badge, and the entry in a status list.

use super::issue_posted_credential::IssuePostedError;
use super::posted_credential::{Flaw, PostedCredential};
use super::unsigned_badge::bound_picture;
use crate::address::Addresses;
use crate::log::chain;
use crate::storage::{Storage, StoredVersion};
use crate::usecase::profile;
use crate::usecase::status_indexes::status_entry;
use credentials::address::PublicAddress;
use credentials::contexts::FurtherContexts;
use credentials::lint::registered::{PerRecipient, Registered, deviations};
use credentials::lint::{Kind, UnsignedCredential, lint_with, parse_finding};
use credentials::model::{Class as _, RelatedResource};
use credentials::status::{MIN_LENGTH, StatusEntry};
use domain::fault::PostedFault;
use domain::{
    BadgeDesignId, BadgeVersionId, Institution, InstitutionId, StatusListId, StatusPlace, Timestamp, Version,
};
use serde_json::Value;

/// What a posted credential's status entry is.
pub(super) enum Status {
    /// It gets an entry in the institution's list.
    Add,
    /// It came with an entry in one of the institution's lists.
    Brought(StatusPlace),
    /// No entry in the institution's lists.
    None,
}

/// Judges posted credentials.
pub(super) struct JudgePostedCredential {
    storage: Storage,
    addresses: Addresses,
    contexts: FurtherContexts,
    /// Does a credential without `credentialStatus` get an entry?
    add_status: bool,
}

impl JudgePostedCredential {
    pub(super) fn new(
        storage: Storage,
        addresses: Addresses,
        contexts: FurtherContexts,
        add_status: bool,
    ) -> Self {
        Self { storage, addresses, contexts, add_status }
    }

    /// Decides the status entry, and checks the one that was posted.
    ///
    /// # Errors
    /// [`IssuePostedError`].
    pub(super) async fn status_of(
        &self,
        posted: &PostedCredential,
        institution: &InstitutionId,
    ) -> Result<Status, IssuePostedError> {
        let Some(brought) = posted.status() else {
            return Ok(if self.add_status { Status::Add } else { Status::None });
        };
        let own = |entry: &StatusEntry| match self.addresses.parse(&entry.list) {
            Some(PublicAddress::StatusList(ulid)) => Some(StatusListId::from(ulid)),
            _ => None,
        };
        let Some((list, index)) = StatusEntry::parse(brought).ok().and_then(|e| Some((own(&e)?, e.index)))
        else {
            return Ok(Status::None);
        };
        let mut tx = self.storage.read().await?;
        let known = tx.status_list(&list).await?.filter(|list| &list.institution == institution);
        let inside = usize::try_from(index).is_ok_and(|index| index < MIN_LENGTH);
        if known.is_none() || !inside || tx.index_is_taken(&list, index).await? {
            return Err(Flaw::new("/credentialStatus", PostedFault::TakenEntry).into());
        }
        Ok(Status::Brought(StatusPlace { list, index }))
    }

    /// May the document be signed? Returns its badge. The status entry is a placeholder for the final one.
    ///
    /// # Errors
    /// [`IssuePostedError`].
    pub(super) async fn judge(
        &self,
        posted: &PostedCredential,
        status: &Status,
        institution: &Institution,
        now: Timestamp,
    ) -> Result<Option<BadgeVersionId>, IssuePostedError> {
        let place = StatusPlace { list: StatusListId::new(now, 0), index: 0 };
        let entry = matches!(status, Status::Add).then(|| status_entry(&self.addresses, &place).to_value());
        let text = posted.text(entry);
        let contexts = self.contexts.clone();
        let linted = tokio::task::spawn_blocking(move || {
            let unsigned = UnsignedCredential::parse(text.as_bytes())
                .map_err(|error| vec![parse_finding(text.as_bytes(), &error).into()])?;
            lint_with(unsigned, &contexts.extra())
                .map_err(|findings| findings.into_iter().map(Flaw::from).collect::<Vec<_>>())
        });
        let linted = linted
            .await
            .map_err(|_| IssuePostedError::CutShort)?
            .map_err(|flaws| IssuePostedError::Flaws(posted.in_terms_of_caller(flaws)))?;
        match linted.kind() {
            Kind::OpenBadge => {
                let not_published = || Flaw::new("/credentialSubject/achievement", PostedFault::NotPublished);
                let version = self.published(linted.achievement(), &institution.id).await?;
                let version = version.ok_or_else(not_published)?;
                let entries = PerRecipient::read(&version.per_recipient).map_err(|error| {
                    tracing::error!(error = chain(&error), "reading what may differ for each recipient");
                    IssuePostedError::CutShort
                })?;
                let profile = profile(&self.addresses, institution).to_value();
                let name = version.wording.name.as_str();
                let registered = Registered { name, profile: &profile, per_recipient: &entries };
                let found = deviations(linted.value(), &registered);
                if found.is_empty() {
                    Ok(Some(BadgeVersionId { design: version.design, version: version.version }))
                } else {
                    Err(IssuePostedError::Flaws(found.into_iter().map(Flaw::from).collect()))
                }
            }
            Kind::Credential => Ok(None),
            Kind::StatusList => Err(Flaw::new("/type", PostedFault::StatusList).into()),
        }
    }

    /// The picture that a posted badge must name with its digest; `None` for a document without one.
    ///
    /// # Errors
    /// [`IssuePostedError`].
    pub(super) async fn bound_picture(
        &self,
        posted: &PostedCredential,
        institution: &InstitutionId,
    ) -> Result<Option<RelatedResource>, IssuePostedError> {
        let Some(achievement) = posted.achievement() else { return Ok(None) };
        let version = self.published(Some(achievement), institution).await?;
        Ok(version.and_then(|version| bound_picture(&version, achievement)))
    }

    /// The published version with exactly this achievement.
    async fn published(
        &self,
        achievement: Option<&Value>,
        institution: &InstitutionId,
    ) -> Result<Option<StoredVersion>, IssuePostedError> {
        let found = achievement.and_then(|achievement| {
            match self.addresses.parse(achievement.get("id")?.as_str()?)? {
                PublicAddress::Achievement(design, version) => {
                    Some((achievement, BadgeDesignId::from(design), Version(version)))
                }
                _ => None,
            }
        });
        let Some((achievement, design, version)) = found else { return Ok(None) };
        let stored = self.storage.read().await?.version(&design, version).await?;
        Ok(stored.filter(|stored| {
            stored.registered.is_some()
                && &stored.institution == institution
                && serde_json::from_str::<Value>(&stored.achievement).is_ok_and(|known| known == *achievement)
        }))
    }
}
