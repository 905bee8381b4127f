//! The data for every page's frame and every form.

use super::failed;
use crate::storage::StorageError;
use crate::usecase::Services;
use app::ApiError;
use app::backend::Session;
use app::view::{FormState, Front};
use domain::{DidMethod, Member};

impl Services {
    pub(super) async fn show_front(&self, caller: Option<&Member>) -> Result<Front, ApiError> {
        self.front_facts(caller).await.map_err(|error| failed(&error))
    }

    async fn front_facts(&self, caller: Option<&Member>) -> Result<Front, StorageError> {
        let mut tx = self.storage.read().await?;
        let institution = tx.the_institution().await?;
        let waiting = match caller.and_then(|member| member.institution.as_ref()) {
            Some(own) => {
                let counts = tx.counts(own).await?;
                counts.waiting + counts.refused
            }
            None => 0,
        };
        let public_url = self.addresses.base().as_str();
        Ok(Front {
            public_url: public_url.to_owned(),
            institution,
            isolation_off: !self.isolation,
            signed_in: caller.is_some(),
            did_method: DidMethod::for_public_url(public_url),
            waiting,
        })
    }

    /// An empty form with its token for this session. Without a session the token is empty, and workspace forms are
    /// refused.
    pub(crate) fn show_form(&self, session: Option<&Session>) -> FormState {
        let token = session.map(|Session(name)| self.form_key.token(name)).unwrap_or_default();
        FormState { token, ..FormState::default() }
    }
}
