//! Verifies badges, other credentials and presentations: drives the verification of `credentials`, which requests the
//! documents it needs.
//!
//! Documents below our own address come from storage, never over HTTP. All others are fetched behind a guard.

use super::Services;
use super::checks::CheckError;
use credentials::verify::{Need, Options, PresentationVerification, Request, Supply, Verification};
use domain::Timestamp;
use messages::Language;
use messages::verification::{PresentationReport, Report};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// Time limit for a program's check in all, waiting for its turn included.
const PATIENCE: Duration = Duration::from_mins(1);

/// A verification that requests documents until it needs no more.
trait Asking: Send + 'static {
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

impl Services {
    /// Verifies a posted badge. With `recipient`: whether it belongs to them. With a ledger proof: whether it is in its
    /// issuer's ledger.
    pub(crate) async fn verify_badge(
        &self,
        input: Vec<u8>,
        recipient: Option<String>,
        ledger_proof: Option<Vec<u8>>,
    ) -> Result<Report, CheckError> {
        let mut options = self.verify_options();
        if let Some(recipient) = recipient {
            options = options.for_recipient(recipient);
        }
        if let Some(proof) = ledger_proof {
            options = options.with_ledger_proof(proof);
        }
        let begin = move |now| Verification::begin_under(&input, &options, now);
        let report = self.drive(begin, self.limits.check()).await?.report();
        Ok(Report::of(&report, Language::English))
    }

    /// The options of every check: the accepted issuers, this installation while in trial mode, and the configured
    /// contexts.
    fn verify_options(&self) -> Options {
        let base = self.addresses.base();
        Options::default()
            .with_trust_list(self.accepted_issuers.clone())
            .with_own(base.as_str())
            .with_contexts(self.contexts.clone())
    }

    /// Verifies any verifiable credential.
    pub(crate) async fn verify_credential(&self, input: Vec<u8>) -> Result<Report, CheckError> {
        let options = self.verify_options();
        let begin = move |now| Verification::begin_credential_under(&input, &options, now);
        Ok(Report::of(&self.drive(begin, PATIENCE).await?.report(), Language::English))
    }

    /// Verifies a presentation, and each credential in it.
    pub(crate) async fn verify_presentation(
        &self,
        input: Vec<u8>,
        request: Request,
    ) -> Result<PresentationReport, CheckError> {
        let options = self.verify_options();
        let begin = move |now| PresentationVerification::begin_under(&input, request, &options, now);
        Ok(PresentationReport::of(&self.drive(begin, PATIENCE).await?.report(), Language::English))
    }

    /// Begins a check when it is its turn and supplies what it requests.
    async fn drive<A: Asking>(
        &self,
        begin: impl FnOnce(Timestamp) -> A + Send + 'static,
        patience: Duration,
    ) -> Result<A, CheckError> {
        let checking = async {
            let now = self.clock.now();
            let mut asking = self.checks.judge(move || begin(now)).await?;
            let mut fetching = None;
            while let Some(need) = asking.next_need() {
                let supply = match self.own(&need).await {
                    Some(supply) => supply,
                    None => self.fetch_elsewhere(need, &mut fetching).await?,
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

    /// A document below our own address. `None`: another server has it.
    async fn own(&self, need: &Need) -> Option<Supply> {
        if let Need::IssuerProfile { did } = need {
            let by = self.addresses.base().as_str().to_owned();
            let profile = self.profile_by_did(did).await.map(|found| found.map(String::into_bytes));
            return Some(match found(profile) {
                Supply::Found(document) => Supply::Profile { document, by },
                other => other,
            });
        }
        let path = self.addresses.own_path(need.url().unwrap_or_default())?;
        Some(self.own_document(path).await)
    }

    /// Fetches from another server. The permit is held until the fetch ends, even if the check was abandoned.
    async fn fetch_elsewhere(
        &self,
        need: Need,
        place: &mut Option<Arc<OwnedSemaphorePermit>>,
    ) -> Result<Supply, CheckError> {
        let held = match place {
            Some(place) => place.clone(),
            None => place.insert(self.checks.fetching().await?).clone(),
        };
        let url = need.url().unwrap_or_default().to_owned();
        let fetcher = self.fetcher.clone();
        let answer = tokio::spawn(async move {
            let supply = fetcher.fetch(url).await;
            drop(held);
            supply
        });
        answer.await.map_err(|_| CheckError::CutShort)
    }

    async fn own_document(&self, path: &str) -> Supply {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        match parts.as_slice() {
            ["status", id] => match id.parse() {
                Ok(id) => found(
                    self.status_document(&id).await.map(|list| list.map(|list| list.document.into_bytes())),
                ),
                Err(_) => nothing(),
            },
            ["issuers", id, "did.json"] => match id.parse() {
                Ok(id) => found(self.did_document(&id).await),
                Err(_) => nothing(),
            },
            ["credentials", id, asked] if asked.starts_with("ledger-proof?digest=") => match id.parse() {
                Ok(id) => {
                    let digest = asked.trim_start_matches("ledger-proof?digest=");
                    let proof = self.ledger_proof_of(&id, digest).await;
                    found(proof.map(|proof| proof.map(String::into_bytes)))
                }
                Err(_) => nothing(),
            },
            ["credentials", asked] if asked.starts_with("ledger-proof?") => {
                let query = asked.trim_start_matches("ledger-proof?").as_bytes();
                let asked: BTreeMap<_, _> = url::form_urlencoded::parse(query).into_owned().collect();
                match (asked.get("id"), asked.get("digest")) {
                    (Some(id), Some(digest)) => {
                        let proof = self.ledger_proof_by_id(id, digest).await;
                        found(proof.map(|proof| proof.map(String::into_bytes)))
                    }
                    _ => nothing(),
                }
            }
            ["credentials", id, asked] if asked.starts_with("revocation") => match id.parse() {
                Ok(id) => {
                    let digest = asked.strip_prefix("revocation?digest=");
                    let notice = self.revocation_notice(&id, digest).await;
                    found(notice.map(|notice| notice.map(String::into_bytes)))
                }
                Err(_) => nothing(),
            },
            _ => nothing(),
        }
    }
}

fn nothing() -> Supply {
    Supply::Unavailable("there is nothing at this address".to_owned())
}

fn found<E: std::error::Error>(read: Result<Option<Vec<u8>>, E>) -> Supply {
    match read {
        Ok(Some(bytes)) => Supply::Found(bytes),
        Ok(None) => nothing(),
        Err(error) => {
            tracing::error!(error = crate::log::chain(&error), "reading a document of our own for a check");
            Supply::Unavailable("this server could not read it".to_owned())
        }
    }
}
