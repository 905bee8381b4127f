//! Start of the signer: the ledger is read, compared with the public files, and brought into order.

use crate::ledger::{Ledger, LedgerError, log_key};
use crate::log;
use crate::settings::Settings;
use crate::signer::{Environment, Signer, issuers};
use journal::Publisher;
use protocol::Fault;

/// Why the signer does not start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The journal cannot be read, or contradicts itself or the public files.
    #[error(transparent)]
    Ledger(Box<dyn std::error::Error + Send + Sync>),
    /// A DID document cannot be written.
    #[error("writing a DID document")]
    Documents(#[source] Fault),
}

/// A ledger that is ready for requests.
#[derive(Debug)]
pub struct Opened {
    settings: Settings,
    ledger: Ledger,
    publisher: Publisher,
}

impl Opened {
    /// Replays the journal, compares it with the public files, and writes missing tiles and documents.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(settings: Settings) -> Result<Self, OpenError> {
        let Settings { directory, public, .. } = &settings;
        let public_url = &settings.policy.public_url;
        let opened = Ledger::open(directory, public, &public_url.ledger_origin());
        let (ledger, publisher) = opened?;
        let address = format!("{}/ledger", public_url.as_str());
        issuers::settle(&ledger, public, &address).map_err(OpenError::Documents)?;
        let opened = Self { settings, ledger, publisher };
        opened.log_state();
        Ok(opened)
    }

    /// The signer with what it needs from outside.
    #[must_use]
    pub fn signer(self, environment: Environment) -> Signer {
        for digest in self.ledger.state().people.lapsed_early(environment.clock.now()) {
            log::say(&format!(
                "the change {digest} waited for approval in the form of an earlier version, and lapses: propose it again"
            ));
        }
        Signer::new(self.settings, self.ledger, self.publisher, environment)
    }

    fn log_state(&self) {
        let state = self.ledger.state();
        log::say(&format!(
            "ledger: {} leaves, root {}",
            self.ledger.size(),
            hex::encode(self.publisher.root())
        ));
        let origin = self.settings.policy.public_url.ledger_origin();
        if let Some(key) = state.checkpoint_key.and_then(|key| log_key(&origin, &key).ok()) {
            log::say(&format!("ledger: its checkpoints are signed by {}", key.published()));
        }
        let open = state.open_count();
        if open > 0 {
            log::say(&format!(
                "{open} statements were recorded and not signed; each is signed when it is asked for again"
            ));
        }
        if self.settings.isolation_off {
            log::say("isolation is off (trial mode): the web server runs as the signer's own user");
        }
    }
}

/// Reads the ledger and compares it with the public files, without changing anything. Returns the number of leaves.
///
/// # Errors
/// [`OpenError::Ledger`].
pub fn inspect(settings: &Settings) -> Result<u64, OpenError> {
    let origin = settings.policy.public_url.ledger_origin();
    Ok(Ledger::inspect(&settings.directory, &settings.public, &origin)?)
}

impl From<LedgerError> for OpenError {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error.into())
    }
}
