//! The queries for pages: implements `app`'s `Backend`.

mod credentials;
mod designs;
mod frame;
mod key;
mod noticed;
mod public;
pub(crate) mod today;

use crate::log::chain;
use crate::storage::StorageError;
use crate::usecase::Services;
use app::ApiError;
use app::backend::{Backend, Session};
use app::view::{
    AchievementPage, ClaimPage, CredentialPage, DesignPage, DesignRow, FormState, Front, IssuePage,
    IssuerPage, KeyPage, NoticedPage, PublicCredentialPage, RegisterRow, Today,
};
use async_trait::async_trait;
use domain::{BadgeDesignId, ClaimToken, CredentialId, InstitutionId, Member, Version};

#[async_trait]
impl Backend for Services {
    async fn front(&self, caller: Option<&Member>) -> Result<Front, ApiError> {
        self.show_front(caller).await
    }

    async fn form(&self, _: Option<&Member>, session: Option<&Session>) -> Result<FormState, ApiError> {
        Ok(self.show_form(session))
    }

    async fn today(&self, caller: &Member) -> Result<Today, ApiError> {
        self.show_today(caller).await
    }

    async fn designs(&self, caller: &Member) -> Result<Vec<DesignRow>, ApiError> {
        self.show_designs(caller).await
    }

    async fn design(&self, caller: &Member, id: BadgeDesignId) -> Result<DesignPage, ApiError> {
        self.show_design(caller, &id).await
    }

    async fn issue_page(&self, caller: &Member, id: BadgeDesignId) -> Result<IssuePage, ApiError> {
        self.show_issue_page(caller, &id).await
    }

    async fn register(&self, caller: &Member) -> Result<Vec<RegisterRow>, ApiError> {
        self.show_register(caller).await
    }

    async fn credential(&self, caller: &Member, id: CredentialId) -> Result<CredentialPage, ApiError> {
        self.show_credential(caller, &id).await
    }

    async fn key(&self, caller: &Member) -> Result<KeyPage, ApiError> {
        self.show_key(caller).await
    }

    async fn noticed(&self, caller: &Member) -> Result<NoticedPage, ApiError> {
        self.show_noticed(caller).await
    }

    async fn issuer(&self, id: InstitutionId) -> Result<IssuerPage, ApiError> {
        self.show_issuer(&id).await
    }

    async fn achievement(&self, id: BadgeDesignId, version: Version) -> Result<AchievementPage, ApiError> {
        self.show_achievement(&id, version).await
    }

    async fn claim(&self, token: ClaimToken) -> Result<ClaimPage, ApiError> {
        self.show_claim(&token).await
    }

    async fn public_credential(&self, id: CredentialId) -> Result<PublicCredentialPage, ApiError> {
        self.show_public_credential(&id).await
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
