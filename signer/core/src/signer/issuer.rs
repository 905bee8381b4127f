//! Issuers: binding a DID to a key, and publishing the DID document.

use super::Signer;
use crate::ledger::record::Statement;
use crate::ledger::state::{Issuer, State};
use crate::ledger::{Ledger, log_key};
use crate::one_time_code;
use crate::policy::{BindingAsked, ContentLint, read_profile};
use crate::setup_code;
use credentials::did::{self, IssuerKey, PublishedLedger};
use host_files::atomic_file;
use protocol::{Answer, BoundIssuer, Fault, FaultCode, Problem, Refusal, RefusalCode};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

impl Signer {
    pub(super) fn bind_issuer(
        &self,
        key: &str,
        asked: &str,
        institution: &str,
        code: &str,
        profile: &str,
    ) -> Result<Answer, Problem> {
        let lint = ContentLint::of_profile(profile);
        let mut ledger = self.ledger()?;
        let (did, key) = match self.policy.judge_binding(ledger.state(), key, asked, institution)? {
            BindingAsked::Stands { did, key } => (did, key),
            BindingAsked::NeedsCode { did, key, institution } => {
                self.check_setup_code(&mut ledger, code)?;
                let profile = Some(read_profile(&did, profile, &lint)?);
                let statement =
                    Statement::Binding { did: did.clone(), key: key.clone(), institution, profile };
                let canonical = BindingAsked::canonical(&statement, &multibase(ledger.state(), &key)?);
                self.state_publicly(&mut ledger, statement, &canonical)?;
                // The record uses up the code; removing the file only follows.
                if let Err(e) = atomic_file::remove(&self.directory.join(setup_code::FILE)) {
                    crate::log::say(&format!("removing the used set-up code: {e}"));
                }
                (did, key)
            }
        };
        let verification_method = verification_method(ledger.state(), &did, &key)?;
        Ok(Answer::Bound(BoundIssuer { did, verification_method, key }))
    }

    fn check_setup_code(&self, ledger: &mut Ledger, typed: &str) -> Result<(), Problem> {
        let good = ledger.state().setup_code.clone();
        if good.is_some_and(|good| one_time_code::matches(typed, &good)) {
            return Ok(());
        }
        let mut sentence = "the set-up code is not the one in the signer's file `setup-code`".to_owned();
        if self.wrong_codes.fetch_add(1, Ordering::SeqCst) + 1 >= setup_code::TRIES {
            setup_code::renew(&self.directory, ledger).map_err(|e| {
                crate::log::say(&format!("set-up code: {}", crate::log::chain(&e)));
                Fault::new(
                    FaultCode::Ledger,
                    "the signer could not write a new set-up code. Look at its log and its disk",
                )
            })?;
            self.wrong_codes.store(0, Ordering::SeqCst);
            sentence.push_str("; after too many wrong ones that file now holds a new code");
        }
        Err(Refusal::new(RefusalCode::WrongSetupCode, sentence).into())
    }

    pub(super) fn publish_did_document(&self, issuer: &str) -> Result<Answer, Problem> {
        // The document names the ledger's key, where the device can have one.
        if let Err(fault) = self.log_key() {
            crate::log::say(&format!("the DID document names no ledger: {}", fault.sentence));
        }
        let mut ledger = self.ledger()?;
        Ok(Answer::Published { document: self.publish_document(&mut ledger, issuer)? })
    }

    /// States the issuer's current DID document, and publishes it. Returns its text. After a fault
    /// [`Signer::catch_up_documents`] tries again.
    pub(super) fn publish_document(&self, ledger: &mut Ledger, issuer: &str) -> Result<String, Problem> {
        let published = self.state_document(ledger, issuer);
        if matches!(published, Err(Problem::Failed(_))) {
            self.documents_behind.store(true, Ordering::SeqCst);
        }
        published
    }

    fn state_document(&self, ledger: &mut Ledger, issuer: &str) -> Result<String, Problem> {
        let Some(bound) = ledger.state().issuers.get(issuer).cloned() else {
            return Err(Refusal::new(
                RefusalCode::UnknownIssuer,
                "this issuer's DID is bound to no key of this signer",
            )
            .into());
        };
        let document = document(ledger.state(), issuer, &self.ledger_address())?;
        if !bound.document.as_ref().is_some_and(|entered| entered.is(&document)) {
            let key = bound.active(self.now()).to_owned();
            let statement = Statement::DidDocument { issuer: issuer.to_owned(), key };
            self.state_publicly(ledger, statement, &document)?;
        }
        write(&self.public, &bound.institution, &document)?;
        self.write_key_set(ledger.state(), issuer);
        Ok(document)
    }

    /// After the start and after a fault: states and writes each DID document that lags behind the recorded state.
    /// [`settle`] wrote the files at the start. The statements wait for the checkpoint handshake, since a restored disk
    /// looks like one that lost power.
    pub(super) fn catch_up_documents(&self) -> Result<(), Problem> {
        if !self.documents_behind.load(Ordering::SeqCst) || !self.handshake_done.load(Ordering::SeqCst) {
            return Ok(());
        }
        let mut ledger = self.ledger()?;
        if ledger.state().rolled_back.is_some() {
            return Ok(());
        }
        let public =
            |(did, issuer): (&String, &Issuer)| is_public(ledger.state(), issuer).then(|| did.clone());
        let issuers: Vec<String> = ledger.state().issuers.iter().filter_map(public).collect();
        for issuer in issuers {
            self.publish_document(&mut ledger, &issuer)?;
        }
        // Cleared while the ledger is locked, so that a later fault counts.
        self.documents_behind.store(false, Ordering::SeqCst);
        drop(ledger);
        Ok(())
    }
}

/// Does the issuer have a public DID document? Yes if it was published, or if an approved change must be in one.
fn is_public(state: &State, issuer: &Issuer) -> bool {
    let is_revoked = |label: &str| state.key(label).is_some_and(|key| key.revoked.is_some());
    issuer.document.is_some()
        || issuer.keeper.is_some()
        || issuer.keys().len() > 1
        || issuer.keys().iter().any(|own| is_revoked(&own.label))
}

/// SHA-256 (hex) of the DID document that the ledger states, if it matches the recorded state.
pub(super) fn stated_document(state: &State, issuer: &str, ledger: &str) -> Option<String> {
    let stated = state.issuers.get(issuer)?.document.as_ref()?;
    let document = document(state, issuer, ledger).ok().filter(|document| stated.is(document))?;
    Some(hex::encode(Sha256::digest(document)))
}

/// At the start: rewrites each did.json that does not match the recorded state, after an outside change or a crash.
/// `address` is the ledger's.
pub(crate) fn settle(ledger: &Ledger, public: &Path, address: &str) -> Result<(), Fault> {
    for (did, issuer) in ledger.state().issuers.iter().filter(|(_, issuer)| is_public(ledger.state(), issuer))
    {
        let document = document(ledger.state(), did, address)?;
        if std::fs::read_to_string(path(public, &issuer.institution)).ok().as_ref() != Some(&document) {
            crate::log::say(&format!("did.json of {did} was missing, changed or behind: writing it again"));
            write(public, &issuer.institution, &document)?;
        }
    }
    Ok(())
}

/// The DID document's text, with a newline at its end. It names the ledger by its address once the ledger has a key.
fn document(state: &State, did: &str, ledger: &str) -> Result<String, Fault> {
    let labels = state.issuers.get(did).map(Issuer::keys).unwrap_or_default();
    let pinned = labels.iter().filter_map(|own| state.key(&own.label));
    let keys: Vec<_> = pinned
        .map(|key| IssuerKey {
            public_key: key.public_key,
            revoked: key.revoked.as_ref().map(|revoked| revoked.since),
        })
        .collect();
    let mut document = did::issuer_document(did, &keys);
    let kept = state.issuers.get(did).and_then(|issuer| issuer.keeper.as_ref());
    let keeper = kept.map(|keeper| {
        serde_json::json!({
            "id": format!("{did}#status"),
            "type": "StatusListKeeper",
            "serviceEndpoint": keeper.lists,
            "keeper": keeper.did,
        })
    });
    let services: Vec<_> =
        published(state, ledger).map(|published| published.service(did)).into_iter().chain(keeper).collect();
    if let Some(members) = document.as_object_mut().filter(|_| !services.is_empty()) {
        members.insert("service".to_owned(), serde_json::Value::Array(services));
    }
    let text = serde_json::to_string_pretty(&document)
        .map_err(|_| Fault::new(FaultCode::Ledger, "the DID document cannot be written down"))?;
    Ok(format!("{text}\n"))
}

fn published(state: &State, address: &str) -> Option<PublishedLedger> {
    let (_, origin) = address.split_once("://")?;
    let key = log_key(origin, &state.checkpoint_key?).ok()?;
    PublishedLedger::new(address, key.verifier().clone())
}

fn path(public: &Path, institution: &str) -> PathBuf {
    public.join("issuers").join(institution).join("did.json")
}

fn write(public: &Path, institution: &str, document: &str) -> Result<(), Fault> {
    let path = path(public, institution);
    let directory = path.parent().unwrap_or(public);
    atomic_file::make_directory(directory, atomic_file::PUBLIC_DIRECTORY)
        .and_then(|()| atomic_file::write(&path, document.as_bytes(), atomic_file::PUBLIC_FILE))
        .map_err(|e| {
            crate::log::say(&format!("writing {}: {e}", path.display()));
            Fault::new(FaultCode::Ledger, "the signer could not write did.json. Look at its log and its disk")
        })
}

fn multibase(state: &State, label: &str) -> Result<String, Refusal> {
    let key = state
        .key(label)
        .ok_or_else(|| Refusal::new(RefusalCode::UnknownKey, "there is no key of this name"))?;
    Ok(key.public_key.multibase())
}

fn verification_method(state: &State, issuer: &str, label: &str) -> Result<String, Refusal> {
    let key = state
        .key(label)
        .ok_or_else(|| Refusal::new(RefusalCode::UnknownKey, "there is no key of this name"))?;
    Ok(did::verification_method(issuer, &key.public_key))
}
