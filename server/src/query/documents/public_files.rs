//! Files that the signer writes into its public directory: DID documents, key sets, the ledger.

use domain::InstitutionId;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads the public directory.
#[derive(Clone, Debug)]
pub(crate) struct PublicFiles {
    directory: Arc<Path>,
}

impl PublicFiles {
    pub(super) fn new(directory: PathBuf) -> Self {
        Self { directory: directory.into() }
    }

    /// An issuer's DID document, as the signer wrote it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) async fn did_document(&self, id: &InstitutionId) -> Result<Option<Vec<u8>>, io::Error> {
        self.issuer_s_file(id, "did.json").await
    }

    /// An issuer's keys as JSON Web Keys, as the signer wrote them.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) async fn key_set(&self, id: &InstitutionId) -> Result<Option<Vec<u8>>, io::Error> {
        self.issuer_s_file(id, "jwks.json").await
    }

    /// A file of the ledger as the signer wrote it. The caller has validated the name.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) async fn ledger(&self, name: &str) -> Result<Option<Vec<u8>>, io::Error> {
        match tokio::fs::read(self.directory.join(name)).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    async fn issuer_s_file(&self, id: &InstitutionId, name: &str) -> Result<Option<Vec<u8>>, io::Error> {
        let file = self.directory.join("issuers").join(id.as_str()).join(name);
        match tokio::fs::read(file).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}
