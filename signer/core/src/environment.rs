//! What the signer needs from outside: signatures, the time, certificate chains.

use credentials::multikey::PublicKey;
use credentials::time::Timestamp;
use protocol::{Device, Fault, PinState, Problem};
use std::fmt::Debug;
use std::time::SystemTime;

/// Signatures in the order of the messages. After a fault: the signatures made before it, and the fault.
pub type Signatures = (Vec<Vec<u8>>, Option<Fault>);

/// The token that holds the private keys. It decides nothing: [`crate::Signer`] verifies each signature with the public
/// key that was pinned.
pub trait Token: Debug + Send + Sync {
    /// The device with the state of these keys (labels), and whether it signs.
    fn describe(&self, labels: Vec<String>) -> (Option<Device>, PinState);

    /// The key pair of a label, made if it is missing: its public key, and the attributes in words.
    ///
    /// # Errors
    /// [`Fault`] if the token does not answer or refuses.
    fn create_key(&self, label: &str) -> Result<(PublicKey, Vec<String>), Fault>;

    /// Destroys the key pair of a label.
    ///
    /// # Errors
    /// [`Fault`] if the token does not answer or refuses.
    fn destroy(&self, label: &str) -> Result<(), Fault>;

    /// Signatures by the pinned key over messages of proofs: 64 bytes with Ed25519, a digest of 32 or 48 bytes with
    /// ECDSA.
    fn sign(&self, label: &str, pinned: &PublicKey, messages: &[Vec<u8>]) -> Signatures;

    /// The log's own key pair, made if it is missing: its public key, and the attributes in words.
    ///
    /// # Errors
    /// [`Fault`] if the token does not answer or refuses.
    fn create_checkpoint_key(&self) -> Result<(PublicKey, Vec<String>), Fault>;

    /// The signature of the log's own key, as pinned, over a checkpoint of this origin, size and root.
    ///
    /// # Errors
    /// [`Fault`] if the token does not answer or refuses.
    fn sign_checkpoint(
        &self,
        pinned: &PublicKey,
        origin: &str,
        size: u64,
        root: &[u8; 32],
    ) -> Result<[u8; 64], Fault>;

    /// Number of token processes after the first.
    fn restarts(&self) -> u64;
}

/// The clock.
pub trait Clock: Debug + Send + Sync {
    /// The time in whole seconds, the precision of a proof's `created`.
    fn now(&self) -> Timestamp;
}

/// Certificate requests and chains of keys.
pub trait Certificates: Debug + Send + Sync {
    /// A certificate request (PKCS#10, PEM) for a pinned key, with the subject that is configured for its label.
    ///
    /// # Errors
    /// [`Problem`] if no subject is configured, or the token does not sign.
    fn request(&self, label: &str, key: &PublicKey) -> Result<String, Problem>;

    /// Stores a certificate chain (PEM) if it is for the key. Returns the number of certificates.
    ///
    /// # Errors
    /// [`Problem`] if the text is no chain for the key, or cannot be written.
    fn store(&self, label: &str, key: &PublicKey, pem: &str) -> Result<usize, Problem>;

    /// The stored chain of a key: DER of each certificate, that of the key first. Empty if there is none.
    fn chain(&self, label: &str, key: &PublicKey) -> Vec<Vec<u8>>;
}

/// Converts a time of the file system.
pub(crate) fn file_time(time: SystemTime) -> Option<Timestamp> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok().map(Timestamp::from_millis)
}
