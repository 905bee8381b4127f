//! The signatures themselves: Ed25519, and ECDSA on P-256 and P-384.

use ed25519_dalek::VerifyingKey;
use p256::ecdsa::signature::Verifier as _;

use super::ProofFailure;
use crate::multikey::PublicKey;

/// Verifies a signature over a message.
///
/// Ed25519 strictly (RFC 8032): no point of small order, one encoding of S; 64 bytes. ECDSA as R, then S (IEEE P1363),
/// 64 or 96 bytes, over SHA-256 or SHA-384 of the message; both values of S count, as FIPS 186-5 has it.
///
/// # Errors
/// [`ProofFailure::Signature`], also for another length.
pub(crate) fn check_signature(message: &[u8], signature: &[u8], key: &PublicKey) -> Result<(), ProofFailure> {
    let good = match key {
        PublicKey::Ed25519(raw) => ed25519(message, signature, raw),
        PublicKey::P256(point) => p256(message, signature, point),
        PublicKey::P384(point) => p384(message, signature, point),
    };
    good.ok_or(ProofFailure::Signature)
}

fn ed25519(message: &[u8], signature: &[u8], key: &[u8; 32]) -> Option<()> {
    let signature = ed25519_dalek::Signature::from_slice(signature).ok()?;
    VerifyingKey::from_bytes(key).ok()?.verify_strict(message, &signature).ok()
}

fn p256(message: &[u8], signature: &[u8], point: &[u8; 33]) -> Option<()> {
    let signature = p256::ecdsa::Signature::from_slice(signature).ok()?;
    p256::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?.verify(message, &signature).ok()
}

fn p384(message: &[u8], signature: &[u8], point: &[u8; 49]) -> Option<()> {
    let signature = p384::ecdsa::Signature::from_slice(signature).ok()?;
    p384::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?.verify(message, &signature).ok()
}
