//! Drives the verification of `credentials`, which requests the documents it needs.
//!
//! Documents below our own address come from storage, never over HTTP. All others are fetched behind a guard.

use super::checks::{CheckError, Checks};
use super::own_documents::OwnDocuments;
use crate::clock::Clock;
use crate::fetcher::Fetcher;
use credentials::verify::{Need, PresentationVerification, Supply, Verification};
use domain::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// Time limit for a program's check in all, waiting for its turn included.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);

/// A verification that requests documents until it needs no more.
pub(super) trait Asking: Send + 'static {
    fn next_need(&mut self) -> Option<Need>;
    fn supply(&mut self, supply: Supply);
}

impl Asking for Verification {
    fn next_need(&mut self) -> Option<Need> {
        Self::next_need(self)
    }
    fn supply(&mut self, supply: Supply) {
        Self::supply(self, supply);
    }
}

impl Asking for PresentationVerification {
    fn next_need(&mut self) -> Option<Need> {
        Self::next_need(self)
    }
    fn supply(&mut self, supply: Supply) {
        Self::supply(self, supply);
    }
}

/// Supplies checks with documents, a limited number of checks at a time.
#[derive(Clone)]
pub(super) struct CheckDriver {
    clock: Arc<dyn Clock>,
    checks: Arc<Checks>,
    own_documents: OwnDocuments,
    fetcher: Arc<dyn Fetcher>,
}

impl CheckDriver {
    pub(super) fn new(clock: Arc<dyn Clock>, own_documents: OwnDocuments, fetcher: Arc<dyn Fetcher>) -> Self {
        Self { clock, checks: Arc::default(), own_documents, fetcher }
    }

    /// Begins a check when it is its turn and supplies what it requests.
    ///
    /// # Errors
    /// [`CheckError`].
    pub(super) async fn drive<A: Asking>(
        &self,
        begin: impl FnOnce(Timestamp) -> A + Send + 'static,
        patience: Duration,
    ) -> Result<A, CheckError> {
        let checking = async {
            let now = self.clock.now();
            let mut asking = self.checks.judge(move || begin(now)).await?;
            let mut fetching = None;
            while let Some(need) = asking.next_need() {
                let supply = if let Some(supply) = self.own_documents.find(&need).await {
                    supply
                } else {
                    let url = need.url().unwrap_or_default().to_owned();
                    self.fetch_elsewhere(url, &mut fetching).await?
                };
                let judged = self.checks.judge(move || {
                    asking.supply(supply);
                    asking
                });
                asking = judged.await?;
            }
            Ok(asking)
        };
        tokio::time::timeout(patience, checking).await.map_err(|_| CheckError::TooLong)?
    }

    /// Fetches one document from another server, for a verification in a visitor's browser.
    ///
    /// # Errors
    /// [`CheckError`].
    pub(super) async fn fetch_alone(&self, url: String, patience: Duration) -> Result<Supply, CheckError> {
        let mut place = None;
        let fetching = self.fetch_elsewhere(url, &mut place);
        tokio::time::timeout(patience, fetching).await.map_err(|_| CheckError::TooLong)?
    }

    /// Fetches from another server. The permit is held until the fetch ends, even if the check was abandoned.
    async fn fetch_elsewhere(
        &self,
        url: String,
        place: &mut Option<Arc<OwnedSemaphorePermit>>,
    ) -> Result<Supply, CheckError> {
        let held = match place {
            Some(place) => place.clone(),
            None => place.insert(self.checks.fetching().await?).clone(),
        };
        let fetcher = self.fetcher.clone();
        let answer = tokio::spawn(async move {
            let supply = fetcher.fetch(url).await;
            drop(held);
            supply
        });
        answer.await.map_err(|_| CheckError::CutShort)
    }
}
