//! Certificates for keys: requests, and the chains that authorities return. Available on the signer's host only.

use crate::environment::Certificates;
use crate::ledger::record::Record;
use crate::signer::issuers::Documents;
use crate::signer::ledger_handle::LedgerHandle;
use credentials::multikey::PublicKey;
use protocol::reason::KeyReason;
use protocol::{Problem, Refusal};
use sha2::{Digest, Sha256};

/// Certificates for keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyCertificates<'a> {
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) certificates: &'a dyn Certificates,
    pub(crate) documents: &'a Documents,
}

impl KeyCertificates<'_> {
    /// Makes a certificate request (PKCS#10, PEM) with the subject configured for the key.
    pub(crate) fn request(self, label: &str, user: String) -> Result<String, Problem> {
        let key = self.key(label)?;
        let pem = self.certificates.request(label, &key)?;
        self.note(
            |sha256, at| Record::CertificateRequest { key: label.to_owned(), sha256, by: user, at },
            &pem,
        )?;
        Ok(pem)
    }

    /// Stores a certificate chain, if it is for the key. Returns the number of certificates.
    pub(crate) fn keep_chain(self, label: &str, pem: &str, user: String) -> Result<usize, Problem> {
        let key = self.key(label)?;
        let certificates = self.certificates.store(label, &key, pem)?;
        self.note(
            |sha256, at| Record::CertificateChain { key: label.to_owned(), sha256, by: user, at },
            pem,
        )?;
        let ledger = self.ledger.lock()?;
        if let Some(issuer) = ledger.state().owner_of(label) {
            self.documents.write_key_set(ledger.state(), issuer);
        }
        Ok(certificates)
    }

    fn key(self, label: &str) -> Result<PublicKey, Problem> {
        let ledger = self.ledger.lock()?;
        match ledger.state().key(label) {
            Some(key) if !key.is_destroyed => Ok(key.public_key),
            _ => Err(Refusal::new(KeyReason::UnknownHere).into()),
        }
    }

    fn note(self, record: impl FnOnce(String, i64) -> Record, pem: &str) -> Result<(), Problem> {
        let record = record(hex::encode(Sha256::digest(pem)), self.ledger.now().millis());
        Ok(self.ledger.lock()?.note(record)?)
    }
}
