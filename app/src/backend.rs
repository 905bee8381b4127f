//! The trait through which pages read from the server. Changes are plain forms, which the server handles without this
//! trait.

mod answer;
mod shell;

pub(crate) use answer::answer;
pub use shell::{routes, shell};

use crate::error::ApiError;
use crate::view::{
    AchievementPage, AlertsPage, ClaimPage, CredentialPage, DesignPage, DesignRow, FormState, Front,
    FrontDoor, InstitutionPage, IssuePage, IssuePick, IssuerPage, KeyPage, PublicCredentialPage, RegisterRow,
    Today, VerifyPage,
};
use async_trait::async_trait;
use domain::{BadgeDesignId, ClaimToken, CredentialId, InstitutionId, Member, Version};
use leptos::prelude::use_context;
use std::str::FromStr;
use std::sync::Arc;

/// Every read of a page. `caller` is the signed-in member, if any; the implementation decides what they may see.
#[async_trait]
pub trait Backend: Send + Sync {
    /// The data for every page's frame.
    async fn front(&self, caller: Option<&Member>) -> Result<Front, ApiError>;
    /// An empty form with its token for this session.
    async fn form(&self, caller: Option<&Member>, session: Option<&Session>) -> Result<FormState, ApiError>;
    /// The first page of the workspace.
    async fn today(&self, caller: &Member) -> Result<Today, ApiError>;
    /// All designs, newest change first.
    async fn designs(&self, caller: &Member) -> Result<Vec<DesignRow>, ApiError>;
    /// One design for the studio.
    async fn design(&self, caller: &Member, id: BadgeDesignId) -> Result<DesignPage, ApiError>;
    /// The published badges to issue, and what the signer reports.
    async fn issue_pick(&self, caller: &Member) -> Result<IssuePick, ApiError>;
    /// The data for a design's issue form.
    async fn issue_page(&self, caller: &Member, id: BadgeDesignId) -> Result<IssuePage, ApiError>;
    /// All issued credentials, newest first.
    async fn register(&self, caller: &Member) -> Result<Vec<RegisterRow>, ApiError>;
    /// One issued credential.
    async fn credential(&self, caller: &Member, id: CredentialId) -> Result<CredentialPage, ApiError>;
    /// The institution's key, with the signer's data.
    async fn key(&self, caller: &Member) -> Result<KeyPage, ApiError>;
    /// The signer's alerts.
    async fn alerts(&self, caller: &Member) -> Result<AlertsPage, ApiError>;
    /// The institution with its profiles.
    async fn institution(&self, caller: &Member) -> Result<InstitutionPage, ApiError>;
    /// The public page of an institution.
    async fn issuer(&self, id: InstitutionId) -> Result<IssuerPage, ApiError>;
    /// The public page of a published badge.
    async fn achievement(&self, id: BadgeDesignId, version: Version) -> Result<AchievementPage, ApiError>;
    /// The learner's page, by the secret in their link.
    async fn claim(&self, token: ClaimToken) -> Result<ClaimPage, ApiError>;
    /// A credential that its learner made public; otherwise [`ApiError::NotFound`].
    async fn public_credential(&self, id: CredentialId) -> Result<PublicCredentialPage, ApiError>;
}

/// A request's session: its identifier, never sent to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session(pub String);

/// Set by a form's handler before it renders the form's page again: the user's input and its errors.
#[derive(Clone, Debug)]
pub struct Posted(pub FormState);

/// Set by the handler of `POST /verify`: the report.
#[derive(Clone, Debug)]
pub struct Checked(pub VerifyPage);

/// The backend and the caller of this request.
pub(crate) fn request() -> Result<(Option<Member>, Arc<dyn Backend>), ApiError> {
    let backend = use_context::<Arc<dyn Backend>>().ok_or(ApiError::Internal)?;
    Ok((use_context::<Member>(), backend))
}

/// The same for a page that needs a member.
pub(crate) fn member_request() -> Result<(Member, Arc<dyn Backend>), ApiError> {
    let (caller, backend) = request()?;
    Ok((caller.ok_or(ApiError::SignInRequired)?, backend))
}

/// Parses an identifier from an address. With an invalid one the page is not found.
pub(crate) fn parsed<T: FromStr>(text: &str) -> Result<T, ApiError> {
    text.parse().map_err(|_| ApiError::NotFound)
}

/// The form of the page that is being rendered: as posted if a handler set it, else empty.
pub(crate) async fn form_state() -> Result<FormState, ApiError> {
    if let Some(Posted(state)) = use_context::<Posted>() {
        return Ok(state);
    }
    let (caller, backend) = request()?;
    backend.form(caller.as_ref(), use_context::<Session>().as_ref()).await
}

/// The report from the handler of `POST /verify`; empty before a verification.
pub(crate) fn checked() -> VerifyPage {
    use_context::<Checked>().map(|Checked(page)| page).unwrap_or_default()
}

/// The frame's data and, once there is an institution, its public page.
pub(crate) async fn front_door() -> Result<FrontDoor, ApiError> {
    let (caller, backend) = request()?;
    let front = backend.front(caller.as_ref()).await?;
    let issuer = match &front.institution {
        Some(institution) => Some(backend.issuer(institution.id.clone()).await?),
        None => None,
    };
    Ok(FrontDoor { front, issuer })
}
