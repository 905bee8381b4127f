//! The signer's metrics and alerts.

use super::{SignerClient, SignerError};
use protocol::{Answer, KeyUsage, Noticed, Request};

impl SignerClient {
    /// The signer's metrics, in Prometheus' text format.
    pub(crate) async fn metrics(&self) -> Result<String, SignerError> {
        match self.ask(Request::Metrics).await? {
            Answer::Metrics { text } => Ok(text),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// The newest events of the signer, oldest first.
    pub(crate) async fn list_events(&self) -> Result<Vec<Noticed>, SignerError> {
        match self.ask(Request::ListEvents).await? {
            Answer::Events { events } => Ok(events),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// The number of credentials in its ledger, and what each key signed on the last days, today included.
    pub(crate) async fn count_signed(&self, days: u16) -> Result<(u64, Vec<KeyUsage>), SignerError> {
        match self.ask(Request::CountSigned { days }).await? {
            Answer::SignedCounts { credentials, keys } => Ok((credentials, keys)),
            _ => Err(SignerError::OtherAnswer),
        }
    }
}
