//! Certificates for keys: requests, and the chains that authorities return. Available on the signer's host only.

use super::{Signer, signing};
use crate::certificates::{chain, request};
use crate::clock;
use crate::ledger::record::Record;
use crate::token_client::token_fault;
use host_files::atomic_file;
use protocol::{Fault, FaultCode, Problem, Refusal, RefusalCode};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Directory of the chains, below the signer's directory.
const DIRECTORY: &str = "certificates";

impl Signer {
    /// Makes a certificate request (PKCS#10, PEM) with the subject configured for the key.
    pub(super) fn request_certificate(&self, label: &str, user: String) -> Result<String, Problem> {
        let key = self.certified_key(label)?;
        let Some(subject) = self.subjects.get(label) else {
            let sentence =
                "no subject is configured for this key. Set one in `[token.csr.…]` and restart `run`";
            return Err(Refusal::new(RefusalCode::UnknownKey, sentence).into());
        };
        let unusable = || signing::self_check("the request for a certificate cannot be written");
        let info = request::info(subject, &key).ok_or_else(unusable)?;
        let signature = self.worker.sign_request(label, &key, subject).map_err(token_fault)?;
        let pem = request::finish(&info, &signature, &key).ok_or_else(unusable)?;
        self.note_certificate(
            |sha256, at| Record::CertificateRequest { key: label.to_owned(), sha256, by: user, at },
            &pem,
        )?;
        Ok(pem)
    }

    /// Stores a certificate chain, if it is for the key. Returns the number of certificates.
    pub(super) fn keep_chain(&self, label: &str, pem: &str, user: String) -> Result<usize, Problem> {
        let key = self.certified_key(label)?;
        let certificates = chain::read(pem, &key).map_err(|why| {
            Refusal::new(RefusalCode::MalformedRequest, format!("the chain is not kept: {why}"))
        })?;
        let path = file(&self.directory, label);
        let written =
            atomic_file::make_directory(&self.directory.join(DIRECTORY), atomic_file::PRIVATE_DIRECTORY)
                .and_then(|()| atomic_file::write(&path, pem.as_bytes(), atomic_file::PRIVATE_FILE));
        if let Err(e) = written {
            crate::log::say(&format!("writing {}: {e}", path.display()));
            return Err(Fault::new(
                FaultCode::Ledger,
                "the chain could not be written. Look at the signer's log",
            )
            .into());
        }
        self.note_certificate(
            |sha256, at| Record::CertificateChain { key: label.to_owned(), sha256, by: user, at },
            pem,
        )?;
        let ledger = self.ledger()?;
        if let Some(issuer) = ledger.state().owner_of(label) {
            self.write_key_set(ledger.state(), issuer);
        }
        Ok(certificates.len())
    }

    fn certified_key(&self, label: &str) -> Result<credentials::multikey::PublicKey, Problem> {
        let ledger = self.ledger()?;
        match ledger.state().key(label) {
            Some(key) if !key.is_destroyed => Ok(key.public_key),
            _ => Err(Refusal::new(RefusalCode::UnknownKey, "there is no key of this name here").into()),
        }
    }

    fn note_certificate(&self, record: impl FnOnce(String, i64) -> Record, pem: &str) -> Result<(), Problem> {
        let record = record(hex::encode(Sha256::digest(pem)), clock::now().millis());
        Ok(Self::note(&mut *self.ledger()?, record)?)
    }
}

/// Path of a key's chain.
pub(crate) fn file(directory: &Path, label: &str) -> PathBuf {
    directory.join(DIRECTORY).join(format!("{label}.pem"))
}
