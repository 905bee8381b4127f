//! The application: all use cases and queries, built once at the start from the configuration.
//!
//! A handler, a command or a job takes the one use case that it needs.

use crate::address::Addresses;
use crate::clock::Clock;
use crate::config::Config;
use crate::fetcher::Fetcher;
use crate::jobs::{Handlers, JobRunner, StatusJob, Upkeep};
use crate::query::documents::Documents;
use crate::query::{PageParts, PageQueries};
use crate::secret::FormKey;
use crate::signer_client::{MtlsProxyError, SignerClient};
use crate::storage::{Storage, StorageError};
use crate::usecase::{
    Claiming, Issuing, KeyKeeping, LedgerKeeping, People, Profiles, Publishing, Reissuing, Revoking, Shared,
    Verifying, Watching,
};
use crate::web::WebSettings;
use credentials::contexts::{ContextFileError, FurtherContexts};
use std::sync::Arc;

/// The use cases by group, the queries, and the job runner.
pub struct Application {
    pub(crate) claiming: Claiming,
    pub(crate) issuing: Issuing,
    /// The use cases of key keepers.
    pub key_keeping: KeyKeeping,
    /// The use cases of the ledger.
    pub ledger_keeping: LedgerKeeping,
    /// The use cases of people and programs.
    pub people: People,
    pub(crate) profiles: Profiles,
    pub(crate) publishing: Publishing,
    pub(crate) reissuing: Reissuing,
    pub(crate) revoking: Revoking,
    pub(crate) verifying: Verifying,
    pub(crate) watching: Watching,
    pub(crate) documents: Documents,
    pub(crate) pages: Arc<PageQueries>,
    /// The job runner.
    pub jobs: JobRunner,
    /// What the web's guards and forms need.
    pub(crate) web: Arc<WebSettings>,
    storage: Storage,
}

/// Why the application cannot start.
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

impl Application {
    /// Builds the application from a configuration, an open database, and the edges: a clock, and a client for documents
    /// of other servers.
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
        let form_key = form_key(config, &storage, &*clock).await?;
        let signer = SignerClient::of(config)?.holding(storage.clone());
        let addresses = Addresses::new(config.public_url.clone());
        let shared = Shared::new(storage, signer, clock, addresses, contexts, config.mail_directory.clone());
        Ok(wire(config, &shared, form_key, fetcher))
    }

    /// Waits until the database is closed.
    pub async fn close(&self) {
        self.storage.close().await;
    }
}

/// The key of this installation's forms. Refuses an address other than the one that is signed into badges.
async fn form_key(config: &Config, storage: &Storage, clock: &dyn Clock) -> Result<FormKey, StartError> {
    let mut key = clock.random().to_le_bytes().to_vec();
    key.extend_from_slice(&clock.random().to_le_bytes());
    let mut tx = storage.begin().await?;
    let installation = tx.installation(&key, clock.now()).await?;
    tx.commit().await?;
    let now = config.public_url.as_str();
    match installation.public_url.filter(|fixed| fixed != now) {
        Some(fixed) => Err(StartError::OtherAddress { fixed, now: now.to_owned() }),
        None => Ok(FormKey::new(installation.form_key)),
    }
}

/// Gives each group what it needs of the others.
fn wire(config: &Config, shared: &Shared, form_key: FormKey, fetcher: Arc<dyn Fetcher>) -> Application {
    let Shared { storage, clock, addresses, jobs: queue, .. } = shared;
    let revoking = Revoking::new(shared);
    let profiles = Profiles::new(shared);
    let issuing = Issuing::new(shared, &revoking.publish_status, &profiles.advance_profile, &config.vc_api);
    let publishing = Publishing::new(shared, config.per_recipient.clone());
    let claiming = Claiming::new(shared);
    let key_keeping = KeyKeeping::new(shared, &config.keys);
    let (list_issuer_keys, plan) = (&key_keeping.list_issuer_keys, key_keeping.plan);
    let reissuing =
        Reissuing::new(shared, &revoking.publish_status, &revoking.renew_status_lists, list_issuer_keys);
    let ledger_keeping = LedgerKeeping::new(shared);
    let watching = Watching::new(shared, config.keys.mail.clone(), list_issuer_keys, plan);
    let documents = Documents::new(shared, &ledger_keeping.keep_proofs, config.public_directory.clone());
    let parts = PageParts {
        advance_badge: &publishing.advance_badge,
        advance_profile: &profiles.advance_profile,
        alerts: &watching.alerts,
        credentials: &documents.credentials,
        list_issuer_keys,
        plan,
    };
    let handlers = Handlers {
        sign_credential: issuing.sign_credential.clone(),
        send_claim_mail: claiming.send_claim_mail.clone(),
        publish_status: StatusJob::new(storage.clone(), clock.clone(), revoking.publish_status.clone()),
        register_badge: publishing.register_badge.clone(),
        register_profile: profiles.register_profile.clone(),
        reissue_credential: reissuing.reissue_credential.clone(),
        send_reissue_mail: claiming.send_reissue_mail.clone(),
    };
    let upkeep = Upkeep::new(
        clock.clone(),
        watching.mail_alerts.clone(),
        key_keeping.request_due_rotations.clone(),
        revoking.renew_status_lists.clone(),
    );
    Application {
        pages: Arc::new(PageQueries::new(shared, config, form_key.clone(), &parts)),
        jobs: JobRunner::new(storage.clone(), clock.clone(), queue.clone(), handlers, upkeep),
        people: People::new(shared),
        verifying: Verifying::new(shared, &documents, fetcher, &config.verify, &config.limits),
        web: Arc::new(WebSettings {
            form_key,
            limits: config.limits.clone(),
            proxy: config.proxy.clone(),
            clock: clock.clone(),
            addresses: addresses.clone(),
            accepted_issuers: config.verify.accepted_issuers.clone(),
        }),
        storage: storage.clone(),
        claiming,
        documents,
        issuing,
        key_keeping,
        ledger_keeping,
        profiles,
        publishing,
        reissuing,
        revoking,
        watching,
    }
}
