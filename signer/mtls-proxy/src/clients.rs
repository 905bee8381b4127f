//! Admitted clients' certificates, among all that the authority signed.

use rustls::pki_types::{CertificateDer, ServerName};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use webpki::EndEntityCert;

/// An entry of `clients`: an admitted certificate.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum Client {
    /// Any certificate with this DNS name (RFC 5280, subjectAltName).
    Name(ServerName<'static>),
    /// The certificate with this SHA-256 of its DER form.
    Fingerprint([u8; 32]),
}

/// Not a valid entry of `clients`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a client is `dns:NAME` or `sha256:` and 64 hex digits")]
pub(crate) struct NotAClient;

impl TryFrom<String> for Client {
    type Error = NotAClient;

    fn try_from(text: String) -> Result<Self, NotAClient> {
        if let Some(name) = text.strip_prefix("dns:") {
            return match ServerName::try_from(name.to_owned()) {
                Ok(name @ ServerName::DnsName(_)) => Ok(Self::Name(name)),
                _ => Err(NotAClient),
            };
        }
        let digits = text.strip_prefix("sha256:").ok_or(NotAClient)?.replace(':', "");
        let mut fingerprint = [0; 32];
        hex::decode_to_slice(digits, &mut fingerprint).map_err(|_| NotAClient)?;
        Ok(Self::Fingerprint(fingerprint))
    }
}

impl Client {
    /// Does the entry admit this certificate? The chain of the certificate is already verified.
    pub(crate) fn is(&self, certificate: &CertificateDer<'_>) -> bool {
        match self {
            Self::Name(name) => EndEntityCert::try_from(certificate)
                .is_ok_and(|certificate| certificate.verify_is_valid_for_subject_name(name).is_ok()),
            Self::Fingerprint(fingerprint) => fingerprint_of(certificate) == *fingerprint,
        }
    }
}

/// SHA-256 of the certificate's DER form.
pub(crate) fn fingerprint_of(certificate: &CertificateDer<'_>) -> [u8; 32] {
    Sha256::digest(certificate).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_a_name_or_a_fingerprint_and_nothing_else() {
        let client = |text: &str| Client::try_from(text.to_owned());
        assert!(matches!(client("dns:web.internal"), Ok(Client::Name(_))));
        let plain = "ab".repeat(32);
        let colons = vec!["AB"; 32].join(":");
        assert_eq!(client(&format!("sha256:{plain}")), client(&format!("sha256:{colons}")));
        for wrong in ["web.internal", "dns:", "dns:10.0.0.1", "dns:*", "sha256:ab", ""] {
            assert_eq!(client(wrong), Err(NotAClient), "{wrong}");
        }
    }
}
