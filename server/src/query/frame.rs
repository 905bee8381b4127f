//! The data for every page's frame and every form.

use super::failed;
use crate::address::Addresses;
use crate::secret::FormKey;
use crate::storage::{Storage, StorageError};
use app::ApiError;
use app::backend::Session;
use app::view::{FormState, Front};
use domain::{DidMethod, Member};

/// Queries for frames and forms.
#[derive(Clone)]
pub(super) struct FrameQueries {
    storage: Storage,
    addresses: Addresses,
    isolation: bool,
    form_key: FormKey,
}

impl FrameQueries {
    pub(super) fn new(storage: Storage, addresses: Addresses, isolation: bool, form_key: FormKey) -> Self {
        Self { storage, addresses, isolation, form_key }
    }

    /// The frame of a page for this visitor.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn front(&self, caller: Option<&Member>) -> Result<Front, ApiError> {
        self.facts(caller).await.map_err(|error| failed(&error))
    }

    async fn facts(&self, caller: Option<&Member>) -> Result<Front, StorageError> {
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
    pub(super) fn form(&self, session: Option<&Session>) -> FormState {
        let token = session.map(|Session(name)| self.form_key.token(name)).unwrap_or_default();
        FormState { token, ..FormState::default() }
    }
}
