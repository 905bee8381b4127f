//! Certificates of the keys: requests with the configured subjects, and chains in the signer's directory.

use super::{chain, request};
use crate::log;
use crate::token_client::TokenClient;
use credentials::multikey::PublicKey;
use host_files::atomic_file;
use protocol::reason::KeyReason;
use protocol::{FaultReason, Problem, Refusal};
use signer_core::Certificates;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use token_protocol::Subject;

/// Directory of the chains, below the signer's directory.
const DIRECTORY: &str = "certificates";

/// Certificates of the keys of a signer.
#[derive(Debug)]
pub(crate) struct CertificateStore {
    directory: PathBuf,
    /// Subjects, by label of the key.
    subjects: BTreeMap<String, Subject>,
    token: Arc<TokenClient>,
}

impl CertificateStore {
    /// The store in the signer's directory.
    pub(crate) fn new(
        directory: PathBuf,
        subjects: BTreeMap<String, Subject>,
        token: Arc<TokenClient>,
    ) -> Self {
        Self { directory, subjects, token }
    }
}

impl Certificates for CertificateStore {
    fn request(&self, label: &str, key: &PublicKey) -> Result<String, Problem> {
        let Some(subject) = self.subjects.get(label) else {
            return Err(KeyReason::NoSubject.into());
        };
        let unusable = || signer_core::self_check("the request for a certificate cannot be written");
        let info = request::info(subject, key).ok_or_else(unusable)?;
        let signature = self.token.sign_request(label, key, subject)?;
        Ok(request::finish(&info, &signature, key).ok_or_else(unusable)?)
    }

    fn store(&self, label: &str, key: &PublicKey, pem: &str) -> Result<usize, Problem> {
        let certificates =
            chain::read(pem, key).map_err(|why| Refusal::new(KeyReason::Chain { error: why.to_string() }))?;
        let path = file(&self.directory, label);
        let written =
            atomic_file::make_directory(&self.directory.join(DIRECTORY), atomic_file::PRIVATE_DIRECTORY)
                .and_then(|()| atomic_file::write(&path, pem.as_bytes(), atomic_file::PRIVATE_FILE));
        if let Err(e) = written {
            log::say(&format!("writing {}: {e}", path.display()));
            return Err(FaultReason::Chain.into());
        }
        Ok(certificates.len())
    }

    fn chain(&self, label: &str, key: &PublicKey) -> Vec<Vec<u8>> {
        let pem = std::fs::read_to_string(file(&self.directory, label));
        pem.ok().and_then(|pem| chain::read(&pem, key).ok()).unwrap_or_default()
    }
}

/// Path of a key's chain.
pub(crate) fn file(directory: &Path, label: &str) -> PathBuf {
    directory.join(DIRECTORY).join(format!("{label}.pem"))
}
