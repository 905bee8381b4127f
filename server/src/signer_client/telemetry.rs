//! The signer's metrics and alerts.

use super::{SignerClient, SignerError};
use protocol::{KeyUsage, Noticed, request};

impl SignerClient {
    /// The signer's metrics, in Prometheus' text format.
    pub(crate) async fn metrics(&self) -> Result<String, SignerError> {
        Ok(self.ask(request::Metrics).await?.text)
    }

    /// The newest events of the signer, oldest first.
    pub(crate) async fn list_events(&self) -> Result<Vec<Noticed>, SignerError> {
        Ok(self.ask(request::ListEvents).await?.events)
    }

    /// The number of credentials in its ledger, and what each key signed on the last days, today included.
    pub(crate) async fn count_signed(&self, days: u16) -> Result<(u64, Vec<KeyUsage>), SignerError> {
        let counts = self.ask(request::CountSigned { days }).await?;
        Ok((counts.credentials, counts.keys))
    }
}
