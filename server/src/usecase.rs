//! The use cases of Insignia, one per file. Web, command line and jobs call the same functions.

mod alerts;
mod allow_batch;
mod api_token;
mod changes;
mod checked_signer;
mod checks;
mod claim;
mod claim_link;
mod interval_timer;
mod issue;
mod job_queue;
mod keys;
mod ledger_documents;
mod mail_alerts;
mod make_public;
mod metrics;
mod next_key;
mod open_owner_link;
mod own_documents;
mod publish_design;
mod register_badge;
mod reissue;
mod reissue_credential;
mod revoke;
mod rotation_notice;
mod save_design;
mod send_claim_mail;
mod set_up_institution;
mod shared;
mod stage_picture;
mod status_indexes;
mod sync_ledger;
mod verify_credential;

pub use api_token::{CreateTokenError, RevokeTokenError};
pub(crate) use changes::waiting_change;
pub use changes::{Asked, ChangeError};
pub(crate) use checks::CheckError;
use checks::Checks;
pub(crate) use claim::{ClaimError, Format};
pub(crate) use claim_link::ClaimLinkError;
use interval_timer::IntervalTimer;
pub(crate) use issue::{Flaw, IssueError, IssuePostedError, Issuing};
pub use keys::IssuerKeys;
pub(crate) use make_public::MakePublicError;
pub(crate) use open_owner_link::{SESSION_SECONDS, SignInError};
pub(crate) use own_documents::profile;
pub(crate) use publish_design::{Publication, PublishError};
pub(crate) use register_badge::RegisterError;
pub use reissue::ReissueReport;
pub(crate) use revoke::{Published, RevokeError, RevokePostedError, Revoking, Told};
pub(crate) use save_design::{SaveDesignError, Studio};
use send_claim_mail::MailError;
pub(crate) use set_up_institution::SetUpError;
use shared::Shared;
pub use sync_ledger::{LedgerError, sync_ledger};

use crate::address::Addresses;
use crate::clock::Clock;
use crate::config::{Config, Keys, Limits, Proxy};
use crate::fetcher::Fetcher;
use crate::secret::{FormKey, Secret};
use crate::signer_client::{MtlsProxyError, SignerClient};
use crate::storage::{Storage, StorageError};
use credentials::contexts::{ContextFileError, FurtherContexts};
use credentials::verify::TrustList;
use std::path::PathBuf;
use std::sync::Arc;

/// The dependencies of all services.
pub struct Services {
    pub(crate) issuing: Issuing,
    pub(crate) revoking: Revoking,
    pub(crate) shared: Shared,
    pub(crate) storage: Storage,
    pub(crate) signer: SignerClient,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) addresses: Addresses,
    pub(crate) public_directory: PathBuf,
    pub(crate) mail_directory: PathBuf,
    pub(crate) isolation: bool,
    pub(crate) form_key: FormKey,
    /// Worker permits for checks: canonicalization is expensive, and anybody may request a check.
    checks: Checks,
    /// Fetches other servers' documents for a check.
    fetcher: Arc<dyn Fetcher>,
    /// Further members that may differ for each recipient, in credentials of versions published from now on: JSON, or
    /// empty for none.
    pub(crate) per_recipient: String,
    /// When keys are due for replacement, and the mail address for notices.
    pub(crate) keys: Keys,
    /// Time of the next rotation check: milliseconds since 1970, UTC.
    pub(crate) key_timer: IntervalTimer,
    /// Time of the next read of the signer's alerts: milliseconds since 1970, UTC.
    pub(crate) event_timer: IntervalTimer,
    /// Time limits and rate limits for clients.
    pub(crate) limits: Limits,
    /// The reverse proxy that is trusted to report client addresses.
    pub(crate) proxy: Option<Proxy>,
    /// Contexts in addition to the built-in ones, for credentials that are not badges.
    pub(crate) contexts: FurtherContexts,
    /// Issuers that the operator accepts for verifications here.
    pub(crate) accepted_issuers: TrustList,
}

/// Why the services cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The settings of the signer's mTLS proxy cannot be used.
    #[error(transparent)]
    Gate(#[from] MtlsProxyError),
    /// A configured context was rejected.
    #[error(transparent)]
    Context(#[from] ContextFileError),
    /// Issued badges carry another address.
    #[error(
        "public_url is {now}, but badges were issued under {fixed}: that address is signed into them. \
         Set public_url back to {fixed}, or begin a new installation with a data directory of its own."
    )]
    OtherAddress {
        /// The address that is signed into badges.
        fixed: String,
        /// The configured one.
        now: String,
    },
}

impl Services {
    /// Builds the services from a configuration, an open database, and the edges: a clock, and a client for documents of
    /// other servers.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start(
        config: &Config,
        storage: Storage,
        clock: Arc<dyn Clock>,
        fetcher: Arc<dyn Fetcher>,
    ) -> Result<Self, StartError> {
        let contexts = FurtherContexts::read(&config.context, |file| std::fs::read(file))?;
        let contexts = contexts.with_general_path(jsonld::statements);
        let mut key = clock.random().to_le_bytes().to_vec();
        key.extend_from_slice(&clock.random().to_le_bytes());
        let mut tx = storage.begin().await?;
        let installation = tx.installation(&key, clock.now()).await?;
        tx.commit().await?;
        let now = config.public_url.as_str();
        if let Some(fixed) = installation.public_url.filter(|fixed| fixed != now) {
            return Err(StartError::OtherAddress { fixed, now: now.to_owned() });
        }
        let signer = SignerClient::of(config)?.holding(storage.clone());
        let addresses = Addresses::new(config.public_url.clone());
        let shared =
            Shared::new(storage.clone(), signer.clone(), clock.clone(), addresses.clone(), contexts.clone());
        let revoking = Revoking::new(&shared);
        Ok(Self {
            issuing: Issuing::new(&shared, &revoking.publish_status, &config.vc_api),
            revoking,
            shared,
            signer,
            storage,
            clock,
            addresses,
            public_directory: config.public_directory.clone(),
            mail_directory: config.mail_directory.clone(),
            isolation: config.isolation,
            form_key: FormKey::new(installation.form_key),
            checks: Checks::default(),
            fetcher,
            per_recipient: config.per_recipient_text(),
            keys: config.keys.clone(),
            limits: config.limits.clone(),
            proxy: config.proxy.clone(),
            key_timer: IntervalTimer::default(),
            event_timer: IntervalTimer::default(),
            contexts,
            accepted_issuers: config.verify.trust_list(&config.public_url),
        })
    }

    /// Waits until the database is closed.
    pub async fn close(&self) {
        self.storage.close().await;
    }

    /// A new secret.
    pub(crate) fn secret(&self) -> Secret {
        Secret::new(self.clock.random())
    }
}
