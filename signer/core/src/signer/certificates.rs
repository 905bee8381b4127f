//! Certificates for keys: requests, and the chains that authorities return. Available on the signer's host only.

use super::Signer;
use crate::ledger::record::Record;
use credentials::multikey::PublicKey;
use protocol::{Problem, Refusal, RefusalCode};
use sha2::{Digest, Sha256};

impl Signer {
    /// Makes a certificate request (PKCS#10, PEM) with the subject configured for the key.
    pub(super) fn request_certificate(&self, label: &str, user: String) -> Result<String, Problem> {
        let key = self.certified_key(label)?;
        let pem = self.certificates.request(label, &key)?;
        self.note_certificate(
            |sha256, at| Record::CertificateRequest { key: label.to_owned(), sha256, by: user, at },
            &pem,
        )?;
        Ok(pem)
    }

    /// Stores a certificate chain, if it is for the key. Returns the number of certificates.
    pub(super) fn keep_chain(&self, label: &str, pem: &str, user: String) -> Result<usize, Problem> {
        let key = self.certified_key(label)?;
        let certificates = self.certificates.store(label, &key, pem)?;
        self.note_certificate(
            |sha256, at| Record::CertificateChain { key: label.to_owned(), sha256, by: user, at },
            pem,
        )?;
        let ledger = self.ledger()?;
        if let Some(issuer) = ledger.state().owner_of(label) {
            self.write_key_set(ledger.state(), issuer);
        }
        Ok(certificates)
    }

    fn certified_key(&self, label: &str) -> Result<PublicKey, Problem> {
        let ledger = self.ledger()?;
        match ledger.state().key(label) {
            Some(key) if !key.is_destroyed => Ok(key.public_key),
            _ => Err(Refusal::new(RefusalCode::UnknownKey, "there is no key of this name here").into()),
        }
    }

    fn note_certificate(&self, record: impl FnOnce(String, i64) -> Record, pem: &str) -> Result<(), Problem> {
        let record = record(hex::encode(Sha256::digest(pem)), self.now().millis());
        Ok(Self::note(&mut *self.ledger()?, record)?)
    }
}
