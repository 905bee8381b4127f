//! Publishing an issuer's DID document.

use super::documents::Documents;
use crate::signer::ledger_handle::LedgerHandle;
use crate::signer::public_log::LogKeys;
use protocol::{Problem, PublishedDocument};

/// Publishes DID documents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PublishDidDocument<'a> {
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) documents: &'a Documents,
    pub(crate) log_keys: &'a LogKeys,
}

impl PublishDidDocument<'_> {
    pub(crate) fn publish(self, issuer: &str) -> Result<PublishedDocument, Problem> {
        // The document names the ledger's key, where the device can have one.
        if let Err(fault) = self.log_keys.key(self.ledger) {
            crate::log::say(&format!("the DID document names no ledger: {}", fault.reason));
        }
        let now = self.ledger.now();
        let mut ledger = self.ledger.lock()?;
        Ok(PublishedDocument { document: self.documents.publish(&mut ledger, issuer, now)? })
    }
}
