//! The institution's page in the workspace.

use super::decided::decided;
use super::frame::FrameQueries;
use super::signer_state::SignerQueries;
use super::{failed, of};
use crate::storage::Storage;
use crate::usecase::AdvanceProfile;
use app::ApiError;
use app::view::InstitutionPage;
use domain::Member;

/// Queries for the institution's page.
pub(super) struct InstitutionQueries {
    storage: Storage,
    frame: FrameQueries,
    advance_profile: AdvanceProfile,
    signer: SignerQueries,
}

impl InstitutionQueries {
    pub(super) fn new(
        storage: Storage,
        frame: FrameQueries,
        advance_profile: AdvanceProfile,
        signer: SignerQueries,
    ) -> Self {
        Self { storage, frame, advance_profile, signer }
    }

    /// The member's institution with its profiles. While one waits, it is shown as it was sent.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn page(&self, caller: &Member) -> Result<InstitutionPage, ApiError> {
        let id = of(caller)?;
        let front = self.frame.front(Some(caller)).await?;
        let mut tx = self.storage.read().await.map_err(|error| failed(&error))?;
        let institution = tx.institution(id).await.map_err(|error| failed(&error))?;
        let mut pending = tx.pending_profile(id).await.map_err(|error| failed(&error))?;
        let history = tx.profiles(id).await.map_err(|error| failed(&error))?;
        drop(tx);
        let mut reported = None;
        if let Some(pending) = pending.as_mut().filter(|pending| pending.is_submitted()) {
            let (advance_profile, id) = (self.advance_profile.clone(), id.clone());
            let look = async move { advance_profile.look(&id).await };
            reported = decided(&self.signer.questions, look, &mut pending.approval).await;
        }
        let institution = institution.ok_or(ApiError::NotSetUp)?;
        Ok(InstitutionPage { front, institution, pending, decided: reported, history })
    }
}
