//! Verifying badges, other credentials and presentations.

mod check_driver;
mod checks;
mod own_documents;
mod relay_document;
mod verify_badge;
mod verify_credential;
mod verify_presentation;

pub(crate) use checks::CheckError;
pub(crate) use relay_document::{RelayDocument, RelayError};
pub(crate) use verify_badge::VerifyBadge;
pub(crate) use verify_credential::VerifyCredential;
pub(crate) use verify_presentation::VerifyPresentation;

use super::shared::Shared;
use crate::config::{Limits, PublicUrl, Verify};
use crate::fetcher::Fetcher;
use crate::query::documents::Documents;
use check_driver::CheckDriver;
use credentials::verify::Options;
use own_documents::OwnDocuments;
use std::sync::Arc;

/// The use cases of verifying.
pub(crate) struct Verifying {
    pub(crate) relay_document: RelayDocument,
    pub(crate) verify_badge: VerifyBadge,
    pub(crate) verify_credential: VerifyCredential,
    pub(crate) verify_presentation: VerifyPresentation,
}

impl Verifying {
    /// Every check accepts the configured issuers, this installation while in trial mode, and the configured contexts.
    pub(crate) fn new(
        shared: &Shared,
        documents: &Documents,
        fetcher: Arc<dyn Fetcher>,
        settings: &Verify,
        limits: &Limits,
    ) -> Self {
        let Shared { clock, addresses, contexts, .. } = shared;
        let own_documents = OwnDocuments::new(addresses.clone(), documents);
        let driver = CheckDriver::new(clock.clone(), own_documents, fetcher);
        let base: &PublicUrl = addresses.base();
        let options = Options::default()
            .with_trust_list(settings.trust_list(base))
            .with_own(base.as_str())
            .with_contexts(contexts.clone());
        Self {
            relay_document: RelayDocument::new(driver.clone(), addresses.clone(), limits.check()),
            verify_badge: VerifyBadge::new(driver.clone(), options.clone(), limits.check()),
            verify_credential: VerifyCredential::new(driver.clone(), options.clone()),
            verify_presentation: VerifyPresentation::new(driver, options),
        }
    }
}
