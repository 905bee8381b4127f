//! The clock, which the test moves, and the certificates, of which there are none.

use credentials::multikey::PublicKey;
use credentials::time::Timestamp;
use protocol::Problem;
use protocol::reason::KeyReason;
use signer_core::{Certificates, Clock};
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that only the test moves.
#[derive(Debug)]
pub(crate) struct TestClock(AtomicI64);

impl TestClock {
    pub(crate) fn at(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.millis()))
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// No subject is configured, and no chain is stored.
#[derive(Debug)]
pub(crate) struct NoCertificates;

impl Certificates for NoCertificates {
    fn request(&self, _label: &str, _key: &PublicKey) -> Result<String, Problem> {
        Err(KeyReason::NoSubject.into())
    }

    fn store(&self, _label: &str, _key: &PublicKey, _pem: &str) -> Result<usize, Problem> {
        Err(KeyReason::Chain { error: "this signer keeps no chains".to_owned() }.into())
    }

    fn chain(&self, _label: &str, _key: &PublicKey) -> Vec<Vec<u8>> {
        Vec::new()
    }
}
