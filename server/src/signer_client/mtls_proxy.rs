//! The connection to a signer on another host: mutual TLS to its mTLS proxy.

use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, InvalidDnsNameError, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde::Deserialize;
use std::io;
use std::net::{TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// `[signer_proxy]`: the proxy's address, and our certificate.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MtlsProxySettings {
    /// `tls://host:port`. The proxy's certificate must contain the host.
    pub address: String,
    /// The authority that signed the proxy's certificate, PEM.
    pub authority: PathBuf,
    /// Our certificate, PEM, which the proxy's configuration lists.
    pub certificate: PathBuf,
    /// The key of our certificate, PEM.
    pub key: PathBuf,
}

/// Why the proxy's settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MtlsProxyError {
    /// The address has another form.
    #[error("signer_proxy.address is `tls://host:port`, not `{0}`")]
    Address(String),
    /// The host is not a valid DNS name.
    #[error("the proxy's host is no name that a certificate can hold")]
    Name(#[from] InvalidDnsNameError),
    /// A file cannot be read.
    #[error("reading {0}")]
    Pem(PathBuf, #[source] pem::Error),
    /// The certificates and the key do not match.
    #[error("using the certificates for the signer's mTLS proxy")]
    Rustls(#[from] rustls::Error),
}

/// A proxy with its TLS configuration.
#[derive(Clone, Debug)]
pub(super) struct MtlsProxy {
    host: String,
    port: u16,
    name: ServerName<'static>,
    tls: Arc<ClientConfig>,
}

impl MtlsProxy {
    /// Reads the configured files. Opens no connection.
    pub(super) fn new(settings: &MtlsProxySettings) -> Result<Self, MtlsProxyError> {
        let wrong = || MtlsProxyError::Address(settings.address.clone());
        let (host, port) = settings
            .address
            .strip_prefix("tls://")
            .and_then(|rest| rest.rsplit_once(':'))
            .ok_or_else(wrong)?;
        let port = port.parse().map_err(|_| wrong())?;
        let mut authority = RootCertStore::empty();
        for certificate in certificates(&settings.authority)? {
            authority.add(certificate)?;
        }
        let key = PrivateKeyDer::from_pem_file(&settings.key)
            .map_err(|e| MtlsProxyError::Pem(settings.key.clone(), e))?;
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_root_certificates(authority)
            .with_client_auth_cert(certificates(&settings.certificate)?, key)?;
        Ok(Self {
            host: host.to_owned(),
            port,
            name: ServerName::try_from(host.to_owned())?,
            tls: Arc::new(tls),
        })
    }

    /// A connection whose reads and writes each take at most `limit`. TLS begins with the first request.
    pub(super) fn connect(&self, limit: Duration) -> io::Result<StreamOwned<ClientConnection, TcpStream>> {
        let mut last = io::Error::from(io::ErrorKind::NotFound);
        for address in (self.host.as_str(), self.port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, limit) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(limit))?;
                    stream.set_write_timeout(Some(limit))?;
                    let session = ClientConnection::new(self.tls.clone(), self.name.clone());
                    return Ok(StreamOwned::new(session.map_err(io::Error::other)?, stream));
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, MtlsProxyError> {
    let failed = |e| MtlsProxyError::Pem(path.to_owned(), e);
    CertificateDer::pem_file_iter(path).map_err(failed)?.collect::<Result<_, _>>().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::super::{SignerClient, SignerError};
    use super::*;
    use protocol::{HealthReport, PinState, RawReply, VERSION};
    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
    use rustls::server::WebPkiClientVerifier;
    use rustls::{ServerConfig, ServerConnection};
    use std::net::TcpListener;

    struct Authority(Issuer<'static, KeyPair>, rcgen::Certificate);

    impl Authority {
        fn new() -> Self {
            let mut parameters = CertificateParams::new(Vec::new()).unwrap();
            parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            let key = KeyPair::generate().unwrap();
            let certificate = parameters.self_signed(&key).unwrap();
            Self(Issuer::new(parameters, key), certificate)
        }

        fn certify(&self, name: &str) -> (rcgen::Certificate, KeyPair) {
            let key = KeyPair::generate().unwrap();
            let parameters = CertificateParams::new(vec![name.to_owned()]).unwrap();
            (parameters.signed_by(&key, &self.0).unwrap(), key)
        }
    }

    /// A proxy that admits the clients' authority and answers `Health`. Returns its port.
    fn stand_in(servers: &Authority, clients: &Authority) -> u16 {
        let mut roots = RootCertStore::empty();
        roots.add(clients.1.der().clone()).unwrap();
        let provider = Arc::new(ring::default_provider());
        let verifier =
            WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone()).build().unwrap();
        let (certificate, key) = servers.certify("localhost");
        let tls = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])
            .unwrap()
            .with_client_cert_verifier(verifier)
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
            )
            .unwrap();
        let tls = Arc::new(tls);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut stream = StreamOwned::new(ServerConnection::new(tls.clone()).unwrap(), stream);
                if protocol::read_frame(&mut stream).is_ok() {
                    let health = HealthReport {
                        version: VERSION,
                        pin: PinState::Good,
                        token: String::new(),
                        ledger_size: 7,
                        issuer_bound: false,
                        isolation_off: false,
                        device: None,
                        ledger_rolled_back: false,
                        approvers: 0,
                        host_approves: true,
                        approvals_needed: 1,
                        proposals_paused: false,
                    };
                    let answer = RawReply::result(&health).unwrap();
                    protocol::write_message(&mut stream, &answer).unwrap();
                }
            }
        });
        port
    }

    /// A client that trusts `servers` and has a certificate of `clients`.
    fn client(servers: &Authority, clients: &Authority, port: u16) -> SignerClient {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        let (certificate, key) = clients.certify("web.internal");
        std::fs::write(at("ca.pem"), servers.1.pem()).unwrap();
        std::fs::write(at("web.pem"), certificate.pem()).unwrap();
        std::fs::write(at("web.key"), key.serialize_pem()).unwrap();
        SignerClient::through(&MtlsProxySettings {
            address: format!("tls://localhost:{port}"),
            authority: at("ca.pem"),
            certificate: at("web.pem"),
            key: at("web.key"),
        })
        .unwrap()
    }

    #[tokio::test]
    async fn the_signer_is_asked_through_its_gate_by_whom_each_side_knows() {
        let (servers, clients, strangers) = (Authority::new(), Authority::new(), Authority::new());
        let port = stand_in(&servers, &clients);
        assert_eq!(client(&servers, &clients, port).health().await.unwrap().ledger_size, 7);
        // A proxy without a trusted certificate gets no request, and a client without one gets no answer.
        for other in [client(&strangers, &clients, port), client(&servers, &strangers, port)] {
            assert!(matches!(other.health().await, Err(SignerError::Away(_))));
        }
    }

    #[test]
    fn an_address_that_is_none_is_told() {
        for address in ["localhost:1", "https://localhost:1", "tls://localhost", "tls://localhost:x"] {
            let none = PathBuf::new();
            let settings = MtlsProxySettings {
                address: address.to_owned(),
                authority: none.clone(),
                certificate: none.clone(),
                key: none,
            };
            assert!(matches!(SignerClient::through(&settings), Err(MtlsProxyError::Address(_))), "{address}");
        }
    }
}
