//! DID documents: stated in the ledger, and published beside the key sets.

use super::did_document::{self, is_public};
use super::key_set;
use crate::environment::Certificates;
use crate::ledger::Ledger;
use crate::ledger::record::Statement;
use crate::ledger::state::{Issuer, State};
use crate::signer::ledger_handle::LedgerHandle;
use crate::signer::public_log::Handshake;
use credentials::time::Timestamp;
use protocol::reason::IssuerReason;
use protocol::{Fault, Problem, Refusal};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The published documents of all issuers.
#[derive(Debug)]
pub(crate) struct Documents {
    certificates: Arc<dyn Certificates>,
    public: PathBuf,
    /// Address below which the ledger's files lie.
    ledger_address: String,
    /// A DID document may lag behind the recorded state: set at the start and after a fault.
    behind: AtomicBool,
}

impl Documents {
    pub(crate) fn new(certificates: Arc<dyn Certificates>, public: PathBuf, ledger_address: String) -> Self {
        Self { certificates, public, ledger_address, behind: AtomicBool::new(true) }
    }

    /// States the issuer's current DID document, and publishes it. Returns its text. After a fault
    /// [`Documents::catch_up`] tries again.
    pub(crate) fn publish(
        &self,
        ledger: &mut Ledger,
        issuer: &str,
        now: Timestamp,
    ) -> Result<String, Problem> {
        let published = self.state(ledger, issuer, now);
        if matches!(published, Err(Problem::Failed(_))) {
            self.behind.store(true, Ordering::SeqCst);
        }
        published
    }

    fn state(&self, ledger: &mut Ledger, issuer: &str, now: Timestamp) -> Result<String, Problem> {
        let Some(bound) = ledger.state().issuers.get(issuer).cloned() else {
            return Err(Refusal::new(IssuerReason::Unknown).into());
        };
        let document = did_document::text(ledger.state(), issuer, &self.ledger_address)?;
        if !bound.document.as_ref().is_some_and(|entered| entered.is(&document)) {
            let key = bound.active(now).to_owned();
            let statement = Statement::DidDocument { issuer: issuer.to_owned(), key };
            ledger.state_publicly(statement, &document, None, Vec::new(), now)?;
        }
        did_document::write(&self.public, &bound.institution, &document)?;
        self.write_key_set(ledger.state(), issuer);
        Ok(document)
    }

    /// After the start and after a fault: states and writes each DID document that lags behind the recorded state.
    /// [`settle`] wrote the files at the start. The statements wait for the checkpoint handshake, since a restored disk
    /// looks like one that lost power.
    pub(crate) fn catch_up(&self, ledger: &LedgerHandle, handshake: &Handshake) -> Result<(), Problem> {
        if !self.behind.load(Ordering::SeqCst) || !handshake.is_done() {
            return Ok(());
        }
        let now = ledger.now();
        let mut ledger = ledger.lock()?;
        if ledger.state().rolled_back.is_some() {
            return Ok(());
        }
        let public =
            |(did, issuer): (&String, &Issuer)| is_public(ledger.state(), issuer).then(|| did.clone());
        let issuers: Vec<String> = ledger.state().issuers.iter().filter_map(public).collect();
        for issuer in issuers {
            self.publish(&mut ledger, &issuer, now)?;
        }
        // Cleared while the ledger is locked, so that a later fault counts.
        self.behind.store(false, Ordering::SeqCst);
        drop(ledger);
        Ok(())
    }

    /// Publishes the key set of an issuer. A failure is only logged: nothing that is signed depends on it.
    pub(crate) fn write_key_set(&self, state: &State, issuer: &str) {
        key_set::write_key_set(self.certificates.as_ref(), &self.public, state, issuer);
    }

    /// SHA-256 (hex) of the DID document that the ledger states, if it matches the recorded state.
    pub(crate) fn stated(&self, state: &State, issuer: &str) -> Option<String> {
        let stated = state.issuers.get(issuer)?.document.as_ref()?;
        let document = did_document::text(state, issuer, &self.ledger_address).ok();
        Some(hex::encode(Sha256::digest(document.filter(|document| stated.is(document))?)))
    }
}

/// At the start: rewrites each did.json that does not match the recorded state, after an outside change or a crash.
/// `address` is the ledger's.
pub(crate) fn settle(ledger: &Ledger, public: &Path, address: &str) -> Result<(), Fault> {
    for (did, issuer) in ledger.state().issuers.iter().filter(|(_, issuer)| is_public(ledger.state(), issuer))
    {
        let document = did_document::text(ledger.state(), did, address)?;
        if std::fs::read_to_string(did_document::path(public, &issuer.institution)).ok().as_ref()
            != Some(&document)
        {
            crate::log::say(&format!("did.json of {did} was missing, changed or behind: writing it again"));
            did_document::write(public, &issuer.institution, &document)?;
        }
    }
    Ok(())
}
