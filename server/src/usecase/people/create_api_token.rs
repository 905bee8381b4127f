//! Creates a token for a program. Access to this machine is the authority, as with owner links.

use crate::clock::Clock;
use crate::secret::BearerToken;
use crate::storage::{Storage, StorageError};
use domain::{ApiToken, ApiTokenId, Institution, Scopes, Timestamp};
use std::sync::Arc;

/// Why no token was created.
#[derive(Debug, thiserror::Error)]
pub enum CreateTokenError {
    /// There is no such institution.
    #[error("there is no institution {asked}{known}")]
    NoInstitution {
        /// The requested institution.
        asked: String,
        /// The known institutions, as a further sentence; may be empty.
        known: String,
    },
    /// The end of its validity is in the past.
    #[error("a token that has expired already would never be valid")]
    Over,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Creates tokens for programs.
pub struct CreateApiToken {
    storage: Storage,
    clock: Arc<dyn Clock>,
}

impl CreateApiToken {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>) -> Self {
        Self { storage, clock }
    }

    /// Creates a token for an institution, named by its identifier or its DID.
    ///
    /// # Errors
    /// [`CreateTokenError`].
    pub async fn create(
        &self,
        institution: &str,
        scopes: Scopes,
        expires: Option<Timestamp>,
    ) -> Result<(ApiToken, BearerToken), CreateTokenError> {
        let now = self.clock.now();
        if expires.is_some_and(|expires| expires <= now) {
            return Err(CreateTokenError::Over);
        }
        let institution = self.named(institution).await?;
        let secret = BearerToken::new([self.clock.random(), self.clock.random()]);
        let token = ApiToken {
            id: ApiTokenId::new(now, self.clock.random()),
            institution: institution.id,
            scopes,
            created: now,
            expires,
            last_used: None,
            revoked: None,
        };
        let mut tx = self.storage.begin().await?;
        tx.add_api_token(&token, &secret.hash()).await?;
        tx.commit().await?;
        Ok((token, secret))
    }

    async fn named(&self, institution: &str) -> Result<Institution, CreateTokenError> {
        let mut tx = self.storage.read().await?;
        let found = match institution.parse() {
            Ok(id) => tx.institution(&id).await?,
            Err(_) => tx.institution_by_did(institution).await?,
        };
        if let Some(found) = found {
            return Ok(found);
        }
        let known = match tx.the_institution().await? {
            Some(known) => format!(". There is {}: “{}”", known.id, known.name),
            None => ". None is set up yet: open the owner's link first".to_owned(),
        };
        Err(CreateTokenError::NoInstitution { asked: institution.to_owned(), known })
    }
}
