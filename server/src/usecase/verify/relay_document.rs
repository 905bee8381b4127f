//! Fetches a document for a verification in a visitor's browser, from a server that does not answer browsers.

use super::check_driver::CheckDriver;
use super::checks::CheckError;
use crate::address::Addresses;
use credentials::verify::{Supply, is_supporting_document};
use std::time::Duration;

/// The longest address, in bytes.
const MOST: usize = 2048;

/// Fetches a document that a verification asks for, and nothing else.
pub(crate) struct RelayDocument {
    driver: CheckDriver,
    addresses: Addresses,
    patience: Duration,
}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RelayError {
    /// Not an https address of another server.
    #[error("its address is not an https address of another server")]
    Address,
    /// The other server sent no document. The text is for users.
    #[error("{0}")]
    Unavailable(String),
    /// The document is none that a verification asks for.
    #[error("it is not a document that a check needs")]
    OtherDocument,
    /// The document was not fetched.
    #[error("{0}")]
    NotFetched(#[from] CheckError),
}

impl RelayDocument {
    /// `patience`: time limit for a document, waiting for its turn included.
    pub(super) fn new(driver: CheckDriver, addresses: Addresses, patience: Duration) -> Self {
        Self { driver, addresses, patience }
    }

    /// Fetches a DID document, a key set, a status or revocation list, or a ledger proof.
    ///
    /// # Errors
    /// [`RelayError`].
    pub(crate) async fn relay(&self, url: String) -> Result<Vec<u8>, RelayError> {
        let is_plain = url.bytes().all(|byte| byte.is_ascii_graphic()) && !url.contains(['@', '\\']);
        let is_own = self.addresses.own_path(&url).is_some() || url == self.addresses.base().as_str();
        if url.len() > MOST || !url.starts_with("https://") || !is_plain || is_own {
            return Err(RelayError::Address);
        }
        match self.driver.fetch_alone(url, self.patience).await? {
            Supply::Found(bytes) if is_supporting_document(&bytes) => Ok(bytes),
            Supply::Unavailable(why) => Err(RelayError::Unavailable(why)),
            _ => Err(RelayError::OtherDocument),
        }
    }
}
