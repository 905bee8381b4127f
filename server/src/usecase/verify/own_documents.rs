//! Documents of this installation, for checks of badges that it issued.

use crate::address::Addresses;
use crate::query::documents::{CredentialDocuments, Documents, LedgerProofs, ProfileDocuments, PublicFiles};
use credentials::verify::{Need, Supply};
use std::collections::BTreeMap;

/// Finds what a check needs below our own address.
#[derive(Clone)]
pub(super) struct OwnDocuments {
    addresses: Addresses,
    credentials: CredentialDocuments,
    files: PublicFiles,
    ledger_proofs: LedgerProofs,
    profiles: ProfileDocuments,
}

impl OwnDocuments {
    pub(super) fn new(addresses: Addresses, documents: &Documents) -> Self {
        Self {
            addresses,
            credentials: documents.credentials.clone(),
            files: documents.files.clone(),
            ledger_proofs: documents.ledger_proofs.clone(),
            profiles: documents.profiles.clone(),
        }
    }

    /// A document below our own address. `None`: another server has it.
    pub(super) async fn find(&self, need: &Need) -> Option<Supply> {
        if let Need::IssuerProfile { did } = need {
            let by = self.addresses.base().as_str().to_owned();
            let profile = self.profiles.by_did(did).await.map(|found| found.map(String::into_bytes));
            return Some(match found(profile) {
                Supply::Found(document) => Supply::Profile { document, by },
                other => other,
            });
        }
        let path = self.addresses.own_path(need.url().unwrap_or_default())?;
        Some(self.at(path).await)
    }

    async fn at(&self, path: &str) -> Supply {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        match parts.as_slice() {
            ["status", id] => match id.parse() {
                Ok(id) => found(
                    self.credentials
                        .status_list(&id)
                        .await
                        .map(|list| list.map(|list| list.document.into_bytes())),
                ),
                Err(_) => nothing(),
            },
            ["issuers", id, "did.json"] => match id.parse() {
                Ok(id) => found(self.files.did_document(&id).await),
                Err(_) => nothing(),
            },
            ["credentials", id, asked] if asked.starts_with("ledger-proof?digest=") => match id.parse() {
                Ok(id) => {
                    let digest = asked.trim_start_matches("ledger-proof?digest=");
                    let proof = self.ledger_proofs.for_holder(&id, digest).await;
                    found(proof.map(|proof| proof.map(String::into_bytes)))
                }
                Err(_) => nothing(),
            },
            ["credentials", asked] if asked.starts_with("ledger-proof?") => {
                let query = asked.trim_start_matches("ledger-proof?").as_bytes();
                let asked: BTreeMap<_, _> = url::form_urlencoded::parse(query).into_owned().collect();
                match (asked.get("id"), asked.get("digest")) {
                    (Some(id), Some(digest)) => {
                        let proof = self.ledger_proofs.for_holder_by_id(id, digest).await;
                        found(proof.map(|proof| proof.map(String::into_bytes)))
                    }
                    _ => nothing(),
                }
            }
            ["credentials", id, asked] if asked.starts_with("revocation") => match id.parse() {
                Ok(id) => {
                    let digest = asked.strip_prefix("revocation?digest=");
                    let notice = self.credentials.revocation_notice(&id, digest).await;
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
