//! A token of software keys.

use credentials::multikey::PublicKey;
use ed25519_dalek::{Signer as _, SigningKey};
use protocol::{Device, DeviceKey, Fault, FaultReason, PinState, PinTries};
use sha2::{Digest as _, Sha256};
use signer_core::{CHECKPOINT_KEY, Signatures, Token};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use tlog::Checkpoint;

/// Ed25519 keys whose seeds follow from their labels, so that each run of a test has the same ones.
#[derive(Debug, Default)]
pub(crate) struct SoftwareToken(Mutex<BTreeMap<String, SigningKey>>);

impl SoftwareToken {
    /// The private key of a label, if it was made and not destroyed.
    pub(crate) fn key(&self, label: &str) -> Option<SigningKey> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(label).cloned()
    }

    fn make(&self, label: &str) -> (PublicKey, Vec<String>) {
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = keys
            .entry(label.to_owned())
            .or_insert_with(|| SigningKey::from_bytes(&Sha256::digest(format!("test key {label}")).into()));
        (public(key), attributes())
    }

    fn pinned(&self, label: &str, pinned: &PublicKey) -> Result<SigningKey, Fault> {
        let key = self.key(label).filter(|key| public(key) == *pinned);
        key.ok_or_else(|| Fault::new(FaultReason::Token { error: "the token has no such key".to_owned() }))
    }
}

impl Token for SoftwareToken {
    fn describe(&self, labels: Vec<String>) -> (Option<Device>, PinState) {
        let keys = labels.into_iter().map(|label| {
            let attributes = self.key(&label).map(|_| attributes());
            DeviceKey { label, attributes: attributes.ok_or_else(|| "there is no such key".to_owned()) }
        });
        let device = Device {
            module: "software keys".to_owned(),
            token: "tests".to_owned(),
            serial: "1".to_owned(),
            model: "software keys of the tests".to_owned(),
            suites: vec![("ed25519".to_owned(), "eddsa-rdfc-2022".to_owned())],
            pin_tries: PinTries::All,
            keys: keys.collect(),
            wrong: Vec::new(),
            notes: Vec::new(),
        };
        (Some(device), PinState::Good)
    }

    fn create_key(&self, label: &str) -> Result<(PublicKey, Vec<String>), Fault> {
        Ok(self.make(label))
    }

    fn destroy(&self, label: &str) -> Result<(), Fault> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(label);
        Ok(())
    }

    fn sign(&self, label: &str, pinned: &PublicKey, messages: &[Vec<u8>]) -> Signatures {
        match self.pinned(label, pinned) {
            Ok(key) => (messages.iter().map(|message| key.sign(message).to_bytes().to_vec()).collect(), None),
            Err(fault) => (Vec::new(), Some(fault)),
        }
    }

    fn create_checkpoint_key(&self) -> Result<(PublicKey, Vec<String>), Fault> {
        Ok(self.make(CHECKPOINT_KEY))
    }

    fn sign_checkpoint(
        &self,
        pinned: &PublicKey,
        origin: &str,
        size: u64,
        root: &[u8; 32],
    ) -> Result<[u8; 64], Fault> {
        let key = self.pinned(CHECKPOINT_KEY, pinned)?;
        let checkpoint = Checkpoint { origin: origin.to_owned(), size, root: *root };
        Ok(key.sign(checkpoint.text().as_bytes()).to_bytes())
    }

    fn restarts(&self) -> u64 {
        0
    }
}

fn public(key: &SigningKey) -> PublicKey {
    PublicKey::Ed25519(key.verifying_key().to_bytes())
}

fn attributes() -> Vec<String> {
    vec!["a software key of the tests".to_owned()]
}
