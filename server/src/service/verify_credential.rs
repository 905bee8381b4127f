//! Checking a badge: drives the verification of `credentials`, which asks for what it needs.
//!
//! What lies below our own address comes from storage, never by HTTP. Everything else is fetched behind a guard.

use super::Services;
use crate::fetch::{Guard, fetch};
use credentials::verify::{Need, Report, Supply, Verification};

impl Services {
    /// Checks what somebody gave us, and whose it is when `recipient` is told.
    pub(crate) async fn verify_credential(&self, input: Vec<u8>, recipient: Option<&str>) -> Option<Report> {
        let _turn = self.checks.acquire().await.ok()?;
        let now = self.clock.now();
        let begun = tokio::task::spawn_blocking(move || Verification::begin(&input, now)).await;
        let mut verification = begun.ok()?;
        if let Some(recipient) = recipient {
            verification.compare_recipient(recipient);
        }
        while let Some(need) = verification.next_need() {
            let supply = self.supply(&need).await;
            // Judging keys and lists verifies proofs: milliseconds that belong on a thread of their own.
            let judged = tokio::task::spawn_blocking(move || {
                verification.supply(supply);
                verification
            });
            verification = judged.await.ok()?;
        }
        Some(verification.report())
    }

    async fn supply(&self, need: &Need) -> Supply {
        let url = match need {
            Need::IssuerProfile { did } => {
                return match found(self.profile_by_did(did).await.map(|found| found.map(String::into_bytes)))
                {
                    Supply::Found(document) => {
                        Supply::Profile { document, by: self.addresses.base().as_str().to_owned() }
                    }
                    other => other,
                };
            }
            other => other.url().unwrap_or_default(),
        };
        match self.addresses.own_path(url) {
            Some(path) => self.own_document(path).await,
            None => fetch(url.to_owned(), Guard::Public).await,
        }
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
            ["credentials", id, "revocation"] => match id.parse() {
                Ok(id) => {
                    found(self.revocation_notice(&id).await.map(|notice| notice.map(String::into_bytes)))
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
