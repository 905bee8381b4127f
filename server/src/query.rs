//! What pages and public documents read. [`PageQueries`] implements `app`'s `Backend`, one struct for each group of pages;
//! [`documents`] has the public documents.

mod alerts;
mod bounded_questions;
mod decided;
mod designs;
pub(crate) mod documents;
mod frame;
mod institution;
mod key;
mod public;
mod register;
mod signer_report;
pub(crate) mod signer_state;
pub(crate) mod today;

use crate::config::Config;
use crate::log::chain;
use crate::secret::FormKey;
use crate::signer_client::SignerError;
use crate::storage::StorageError;
use crate::usecase::{
    AdvanceBadge, AdvanceProfile, Alerts, ChangeError, ListIssuerKeys, RotationPlan, Shared,
};
use alerts::AlertQueries;
use app::ApiError;
use app::backend::{Backend, Session};
use app::view::{
    AchievementPage, AlertsPage, ClaimPage, CredentialPage, DesignPage, DesignRow, FormState, Front,
    InstitutionPage, IssuePage, IssuePick, IssuerPage, KeyPage, PublicCredentialPage, RegisterRow, Today,
};
use async_trait::async_trait;
use designs::DesignQueries;
use documents::CredentialDocuments;
use domain::{BadgeDesignId, ClaimToken, CredentialId, InstitutionId, Member, Version};
use frame::FrameQueries;
use institution::InstitutionQueries;
use key::KeyQueries;
use public::PublicQueries;
use register::RegisterQueries;
use signer_report::SignerReport;
use signer_state::SignerQueries;
use today::TodayQueries;

/// The queries for pages.
pub(crate) struct PageQueries {
    alerts: AlertQueries,
    designs: DesignQueries,
    frame: FrameQueries,
    institution: InstitutionQueries,
    key: KeyQueries,
    public: PublicQueries,
    register: RegisterQueries,
    today: TodayQueries,
}

/// What the queries for pages use of the use cases and of other queries.
pub(crate) struct PageParts<'a> {
    pub(crate) advance_badge: &'a AdvanceBadge,
    pub(crate) advance_profile: &'a AdvanceProfile,
    pub(crate) alerts: &'a Alerts,
    pub(crate) credentials: &'a CredentialDocuments,
    pub(crate) list_issuer_keys: &'a ListIssuerKeys,
    pub(crate) plan: RotationPlan,
}

impl PageQueries {
    pub(crate) fn new(shared: &Shared, config: &Config, form_key: FormKey, parts: &PageParts<'_>) -> Self {
        let Shared { storage, signer, clock, addresses, .. } = shared;
        let PageParts { advance_badge, advance_profile, alerts, credentials, list_issuer_keys, plan } =
            *parts;
        let (mail, isolation) = (config.keys.mail.clone(), config.isolation);
        let asked = SignerQueries::new(signer.clone(), alerts.clone(), clock.clone(), plan);
        let report = SignerReport::new(signer.clone(), list_issuer_keys.clone(), alerts.clone());
        let frame = FrameQueries::new(storage.clone(), addresses.clone(), isolation, form_key);
        Self {
            alerts: AlertQueries::new(storage.clone(), alerts.clone(), mail),
            designs: DesignQueries::new(
                storage.clone(),
                clock.clone(),
                addresses.clone(),
                advance_badge.clone(),
                asked.clone(),
            ),
            institution: InstitutionQueries::new(
                storage.clone(),
                frame.clone(),
                advance_profile.clone(),
                asked.clone(),
            ),
            frame,
            key: KeyQueries::new(storage.clone(), clock.clone(), addresses.clone(), plan, report, isolation),
            public: PublicQueries::new(storage.clone(), addresses.clone(), credentials.clone()),
            register: RegisterQueries::new(storage.clone(), addresses.clone()),
            today: TodayQueries::new(storage.clone(), clock.clone(), addresses.clone(), asked),
        }
    }
}

#[async_trait]
impl Backend for PageQueries {
    async fn front(&self, caller: Option<&Member>) -> Result<Front, ApiError> {
        self.frame.front(caller).await
    }

    async fn form(&self, _: Option<&Member>, session: Option<&Session>) -> Result<FormState, ApiError> {
        Ok(self.frame.form(session))
    }

    async fn today(&self, caller: &Member) -> Result<Today, ApiError> {
        self.today.today(caller).await
    }

    async fn designs(&self, caller: &Member) -> Result<Vec<DesignRow>, ApiError> {
        self.designs.designs(caller).await
    }

    async fn design(&self, caller: &Member, id: BadgeDesignId) -> Result<DesignPage, ApiError> {
        self.designs.design(caller, &id).await
    }

    async fn issue_pick(&self, caller: &Member) -> Result<IssuePick, ApiError> {
        self.designs.issue_pick(caller).await
    }

    async fn issue_page(&self, caller: &Member, id: BadgeDesignId) -> Result<IssuePage, ApiError> {
        self.designs.issue_page(caller, &id).await
    }

    async fn register(&self, caller: &Member) -> Result<Vec<RegisterRow>, ApiError> {
        self.register.register(caller).await
    }

    async fn credential(&self, caller: &Member, id: CredentialId) -> Result<CredentialPage, ApiError> {
        self.register.credential(caller, &id).await
    }

    async fn key(&self, caller: &Member) -> Result<KeyPage, ApiError> {
        self.key.key(caller).await
    }

    async fn alerts(&self, caller: &Member) -> Result<AlertsPage, ApiError> {
        self.alerts.alerts(caller).await
    }

    async fn institution(&self, caller: &Member) -> Result<InstitutionPage, ApiError> {
        self.institution.page(caller).await
    }

    async fn issuer(&self, id: InstitutionId) -> Result<IssuerPage, ApiError> {
        self.public.issuer(&id).await
    }

    async fn achievement(&self, id: BadgeDesignId, version: Version) -> Result<AchievementPage, ApiError> {
        self.public.achievement(&id, version).await
    }

    async fn claim(&self, token: ClaimToken) -> Result<ClaimPage, ApiError> {
        self.public.claim(&token).await
    }

    async fn public_credential(&self, id: CredentialId) -> Result<PublicCredentialPage, ApiError> {
        self.public.credential(&id).await
    }
}

/// The institution that a member works for.
fn of(caller: &Member) -> Result<&InstitutionId, ApiError> {
    caller.institution.as_ref().ok_or(ApiError::NotSetUp)
}

/// Logs a failed read once, and gives the page a closed error.
fn failed(error: &StorageError) -> ApiError {
    tracing::error!(error = chain(error), "reading for a page");
    match error {
        StorageError::Database(_) => ApiError::Unavailable,
        StorageError::Inconsistent { .. } | StorageError::Changed { .. } => ApiError::Internal,
    }
}

/// Maps a failed request for key facts to the page's closed error.
fn refused(error: &ChangeError) -> ApiError {
    match error {
        ChangeError::Forbidden(_) => ApiError::Forbidden,
        ChangeError::NotSetUp => ApiError::NotSetUp,
        ChangeError::IdentifierIsKey | ChangeError::Typed(_) => ApiError::Internal,
        ChangeError::Signer(error) => away(error),
        ChangeError::Storage(error) => failed(error),
    }
}

/// Logs that the signer did not answer, and gives the page a closed error.
fn away(error: &SignerError) -> ApiError {
    tracing::warn!(error = chain(error), "asking the signer for a page");
    ApiError::Unavailable
}
