//! Tokens for programs. Access to this machine is the authority to create them, as with owner links.

use super::Services;
use crate::secret::BearerToken;
use crate::storage::StorageError;
use domain::{ApiToken, ApiTokenId, Institution, Scopes, Timestamp};

/// Precision of the stored time of last use, in seconds: not every request writes.
const USE_SECONDS: i64 = 60;

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
    #[error("a token whose end is over would never be good")]
    Over,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Why no token was revoked.
#[derive(Debug, thiserror::Error)]
pub enum RevokeTokenError {
    /// There is no such token, or it was revoked before.
    #[error("there is no such token, or it was taken back before. `insignia token list` shows them")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Storage(StorageError),
}

impl Services {
    /// Creates a token for an institution, named by its identifier or its DID.
    ///
    /// # Errors
    /// [`CreateTokenError`].
    pub async fn create_api_token(
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

    /// Every token, the oldest first.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn api_tokens(&self) -> Result<Vec<ApiToken>, StorageError> {
        self.storage.read().await?.api_tokens().await
    }

    /// Revokes a token. This cannot be undone.
    ///
    /// # Errors
    /// [`RevokeTokenError`].
    pub async fn revoke_api_token(&self, id: &ApiTokenId) -> Result<(), RevokeTokenError> {
        let mut tx = self.storage.begin().await.map_err(RevokeTokenError::Storage)?;
        tx.revoke_api_token(id, self.clock.now()).await.map_err(|error| match error {
            StorageError::Changed { .. } => RevokeTokenError::NotFound,
            error => RevokeTokenError::Storage(error),
        })?;
        tx.commit().await.map_err(RevokeTokenError::Storage)
    }

    /// Looks up a presented token, if it is valid now.
    pub(crate) async fn api_token(&self, presented: &str) -> Result<Option<ApiToken>, StorageError> {
        let Some(secret) = BearerToken::read(presented) else { return Ok(None) };
        let now = self.clock.now();
        let token = self.storage.read().await?.api_token_by_hash(&secret.hash()).await?;
        let Some(token) = token.filter(|token| token.is_good(now)) else { return Ok(None) };
        if token.last_used.is_none_or(|last| last.plus_seconds(USE_SECONDS) <= now) {
            let mut tx = self.storage.begin().await?;
            tx.api_token_used(&token.id, now).await?;
            tx.commit().await?;
        }
        Ok(Some(token))
    }
}
