//! The access of checks to other servers' documents. Tests replace it.

use async_trait::async_trait;
use credentials::verify::Supply;
use fetch::{Guard, get};

/// Fetches other servers' documents for checks requested by users.
#[async_trait]
pub trait Fetcher: Send + Sync + 'static {
    /// Fetches the document at this address.
    async fn fetch(&self, url: String) -> Supply;
}

/// Fetches from public addresses over https only.
#[derive(Clone, Copy, Debug, Default)]
pub struct PublicOnly;

#[async_trait]
impl Fetcher for PublicOnly {
    async fn fetch(&self, url: String) -> Supply {
        match tokio::task::spawn_blocking(move || get(&url, &Guard::Public)).await {
            Ok(Ok(bytes)) => Supply::Found(bytes),
            Ok(Err(error)) => Supply::Unavailable(error.to_string()),
            Err(_) => Supply::Unavailable("fetching it was cut short".to_owned()),
        }
    }
}
