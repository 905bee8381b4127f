//! The use cases of Insignia, one per file. Web, command line and jobs call the same functions.

mod checked_signer;
mod checks;
mod claim;
mod interval_timer;
mod issue;
mod job_queue;
pub mod keys;
pub mod ledger;
mod ledger_documents;
mod mailbox;
mod metrics;
mod own_documents;
pub mod people;
mod publish;
mod reissue;
mod revoke;
mod shared;
mod status_indexes;
mod verify_credential;
mod watch;

pub(crate) use checks::CheckError;
use checks::Checks;
pub(crate) use claim::{ClaimLinkError, Claiming, DownloadError, Format, MakePublicError};
use interval_timer::IntervalTimer;
pub(crate) use issue::{Flaw, IssueError, IssuePostedError, Issuing};
pub use keys::{Asked, ChangeError, KeyKeeping};
pub(crate) use keys::{IssuerKeys, kept_institution, waiting_change};
pub use ledger::{LedgerError, LedgerKeeping};
pub(crate) use own_documents::profile;
pub use people::{CreateTokenError, People, RevokeTokenError};
pub(crate) use people::{SESSION_SECONDS, SetUpError, SignInError};
pub(crate) use publish::{
    Publication, PublishError, Publishing, RegisterError, SaveDesignError, StagePicture, Studio,
};
pub(crate) use reissue::{ReissueReport, Reissuing};
pub(crate) use revoke::{Published, RevokeError, RevokePostedError, Revoking, Told};
use shared::Shared;
pub(crate) use watch::{AlertsError, Watching};

use crate::address::Addresses;
use crate::clock::Clock;
use crate::config::{Config, Keys, Limits, Proxy};
use crate::fetcher::Fetcher;
use crate::secret::FormKey;
use crate::signer_client::{MtlsProxyError, SignerClient};
use crate::storage::{Storage, StorageError};
use credentials::contexts::{ContextFileError, FurtherContexts};
use credentials::verify::TrustList;
use std::path::PathBuf;
use std::sync::Arc;

/// The dependencies of all services.
pub struct Services {
    pub(crate) issuing: Issuing,
    pub(crate) claiming: Claiming,
    /// The use cases of key keepers.
    pub key_keeping: KeyKeeping,
    /// The use cases of people and programs.
    pub people: People,
    /// The use cases of the ledger.
    pub ledger_keeping: LedgerKeeping,
    pub(crate) publishing: Publishing,
    pub(crate) watching: Watching,
    pub(crate) reissuing: Reissuing,
    pub(crate) revoking: Revoking,
    pub(crate) rotation_timer: IntervalTimer,
    pub(crate) shared: Shared,
    pub(crate) storage: Storage,
    pub(crate) signer: SignerClient,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) addresses: Addresses,
    pub(crate) public_directory: PathBuf,
    pub(crate) isolation: bool,
    pub(crate) form_key: FormKey,
    /// Worker permits for checks: canonicalization is expensive, and anybody may request a check.
    checks: Checks,
    /// Fetches other servers' documents for a check.
    fetcher: Arc<dyn Fetcher>,
    /// When keys are due for replacement, and the mail address for notices.
    pub(crate) keys: Keys,
    pub(crate) alert_timer: IntervalTimer,
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
        let shared = Shared::new(
            storage.clone(),
            signer.clone(),
            clock.clone(),
            addresses.clone(),
            contexts.clone(),
            config.mail_directory.clone(),
        );
        let revoking = Revoking::new(&shared);
        let key_keeping = KeyKeeping::new(&shared, &config.keys);
        Ok(Self {
            issuing: Issuing::new(&shared, &revoking.publish_status, &config.vc_api),
            claiming: Claiming::new(&shared),
            people: People::new(&shared),
            ledger_keeping: LedgerKeeping::new(&shared),
            watching: Watching::new(&shared, config.keys.mail.clone()),
            publishing: Publishing::new(&shared, config.per_recipient_text()),
            reissuing: Reissuing::new(
                &shared,
                &revoking.publish_status,
                &revoking.renew_status_lists,
                &key_keeping.list_issuer_keys,
            ),
            key_keeping,
            revoking,
            rotation_timer: IntervalTimer::default(),
            shared,
            signer,
            storage,
            clock,
            addresses,
            public_directory: config.public_directory.clone(),
            isolation: config.isolation,
            form_key: FormKey::new(installation.form_key),
            checks: Checks::default(),
            fetcher,
            keys: config.keys.clone(),
            limits: config.limits.clone(),
            proxy: config.proxy.clone(),
            alert_timer: IntervalTimer::default(),
            contexts,
            accepted_issuers: config.verify.trust_list(&config.public_url),
        })
    }

    /// Waits until the database is closed.
    pub async fn close(&self) {
        self.storage.close().await;
    }
}
