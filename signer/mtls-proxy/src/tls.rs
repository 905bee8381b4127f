//! Mutual TLS 1.3 (RFC 8446), and no older version.

use crate::config::Config;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{NoServerSessionStorage, VerifierBuilderError, WebPkiClientVerifier};
use rustls::{RootCertStore, ServerConfig};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why TLS could not be set up.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TlsError {
    #[error("reading {0}")]
    Pem(PathBuf, #[source] pem::Error),
    #[error("{0} holds no certificate")]
    Empty(PathBuf),
    #[error("the key {0} cannot be checked")]
    Key(PathBuf, #[source] std::io::Error),
    #[error("the key {0} is open to others; `chmod 0600` it")]
    KeyOpen(PathBuf),
    #[error("using these certificates")]
    Rustls(#[from] rustls::Error),
    #[error("using the clients' authority")]
    Verifier(#[from] VerifierBuilderError),
}

/// TLS as configured. No session is ever resumed, so every connection presents the client's certificate.
pub(crate) fn configuration(config: &Config) -> Result<Arc<ServerConfig>, TlsError> {
    let provider = Arc::new(ring::default_provider());
    let mut authority = RootCertStore::empty();
    for certificate in certificates(&config.client_ca)? {
        authority.add(certificate)?;
    }
    let verifier = WebPkiClientVerifier::builder_with_provider(authority.into(), provider.clone()).build()?;
    let mut tls = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_client_cert_verifier(verifier)
        .with_single_cert(certificates(&config.certificate)?, key(&config.key)?)?;
    tls.session_storage = Arc::new(NoServerSessionStorage {});
    tls.send_tls13_tickets = 0;
    Ok(Arc::new(tls))
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let failed = |e| TlsError::Pem(path.into(), e);
    let found: Vec<_> =
        CertificateDer::pem_file_iter(path).map_err(failed)?.collect::<Result<_, _>>().map_err(failed)?;
    if found.is_empty() { Err(TlsError::Empty(path.into())) } else { Ok(found) }
}

fn key(path: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    let found = std::fs::metadata(path).map_err(|e| TlsError::Key(path.into(), e))?;
    if found.mode() & 0o077 != 0 {
        return Err(TlsError::KeyOpen(path.into()));
    }
    PrivateKeyDer::from_pem_file(path).map_err(|e| TlsError::Pem(path.into(), e))
}
