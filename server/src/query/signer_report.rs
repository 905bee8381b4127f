//! The signer's data for the page of keys.

use super::{away, failed, refused};
use crate::signer_client::SignerClient;
use crate::usecase::{Alerts, AlertsError, IssuerKeys, ListIssuerKeys};
use app::ApiError;
use domain::{KeyKeeper, SignerEvent};
use protocol::{HealthReport, KeyUsage, Waiting};

/// How many days of signing are shown.
const DAYS: u16 = 30;

/// What the signer reports.
pub(super) struct SignerFacts {
    /// The issuer's keys.
    pub(super) known: IssuerKeys,
    /// Token and ledger.
    pub(super) health: HealthReport,
    /// The changes that wait for approval.
    pub(super) waiting: Vec<Waiting>,
    /// What each key signed, by day.
    pub(super) usage: Vec<KeyUsage>,
    /// Urgent alerts that no member has viewed.
    pub(super) alerts: Vec<SignerEvent>,
}

/// Asks the signer.
pub(super) struct SignerReport {
    signer: SignerClient,
    list_issuer_keys: ListIssuerKeys,
    alerts: Alerts,
}

impl SignerReport {
    pub(super) fn new(signer: SignerClient, list_issuer_keys: ListIssuerKeys, alerts: Alerts) -> Self {
        Self { signer, list_issuer_keys, alerts }
    }

    /// The signer's data on this keeper's keys.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn read(&self, keeper: &KeyKeeper) -> Result<SignerFacts, ApiError> {
        let known = self.list_issuer_keys.list(keeper).await.map_err(|error| refused(&error))?;
        let health = self.signer.health().await.map_err(|error| away(&error))?;
        let waiting = self.signer.list_waiting().await.map_err(|error| away(&error))?;
        let (_, usage) = self.signer.count_signed(DAYS).await.map_err(|error| away(&error))?;
        let alerts = self.alerts.pressing().await.map_err(|error| match error {
            AlertsError::Signer(error) => away(&error),
            AlertsError::Storage(error) => failed(&error),
        })?;
        Ok(SignerFacts { known, health, waiting, usage, alerts })
    }
}
