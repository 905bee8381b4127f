//! Web Authentication level 3: registration (7.1, without attestation) and assertion (7.2), for challenges that the signer composed.
//!
//! Browsers hand out the public key as `SubjectPublicKeyInfo` (`getPublicKey()`), and assertions carry no extensions, so
//! no CBOR is read. Only the two key kinds whose DER header is fixed are taken.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use p256::ecdsa::signature::Verifier as _;
use protocol::{Refusal, RefusalCode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// `SubjectPublicKeyInfo` up to an uncompressed P-256 point (which begins with 04).
const P256_HEADER: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];
/// `SubjectPublicKeyInfo` up to an Ed25519 key.
const ED25519_HEADER: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// Flags of authenticator data (6.1).
const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const BACKUP_ELIGIBLE: u8 = 0x08;
const BACKED_UP: u8 = 0x10;
const ATTESTED: u8 = 0x40;
const EXTENSIONS: u8 = 0x80;

/// The page that may ask a passkey: the signer's desk, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RelyingParty {
    /// Exact origin: scheme, host, port.
    pub(crate) origin: String,
    /// RP ID: the desk's host itself, never a parent domain, which the web application could share.
    pub(crate) id: String,
}

/// What a browser hands out after `navigator.credentials.get`: every member base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Assertion {
    pub(crate) credential_id: String,
    pub(crate) client_data_json: String,
    pub(crate) authenticator_data: String,
    pub(crate) signature: String,
}

/// What a browser hands out after `navigator.credentials.create`: every member base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registration {
    pub(crate) credential_id: String,
    /// `getPublicKey()`: `SubjectPublicKeyInfo`, DER.
    pub(crate) public_key: String,
    pub(crate) client_data_json: String,
    /// `getAuthenticatorData()`.
    pub(crate) authenticator_data: String,
}

/// A passkey's public key.
#[derive(Clone, Debug)]
pub(crate) enum PasskeyKey {
    Es256(Box<p256::ecdsa::VerifyingKey>),
    Ed25519(Box<ed25519_dalek::VerifyingKey>),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    top_origin: Option<String>,
}

impl PasskeyKey {
    /// From `SubjectPublicKeyInfo`, base64url.
    pub(crate) fn parse(spki: &str) -> Result<Self, Refusal> {
        let der = decode(spki)?;
        let unknown =
            || bad("the passkey's key is neither P-256 (ES256) nor Ed25519. Enrol another kind of passkey");
        if let Some(point) = der.strip_prefix(&P256_HEADER) {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| unknown())?;
            return Ok(Self::Es256(Box::new(key)));
        }
        let key = der.strip_prefix(&ED25519_HEADER).and_then(|key| <[u8; 32]>::try_from(key).ok());
        let key = key.and_then(|key| ed25519_dalek::VerifyingKey::from_bytes(&key).ok());
        key.filter(|key| !key.is_weak()).map(|key| Self::Ed25519(Box::new(key))).ok_or_else(unknown)
    }

    fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Es256(key) => p256::ecdsa::DerSignature::try_from(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
        }
    }
}

impl RelyingParty {
    /// Verifies an assertion over `statement`, whose SHA-256 is the challenge, by the passkey's key. `count` is the
    /// counter that was last seen. Gives the counter now.
    pub(crate) fn verify_assertion(
        &self,
        assertion: &Assertion,
        key: &PasskeyKey,
        count: u32,
        statement: &[u8],
    ) -> Result<u32, Refusal> {
        let client_data = decode(&assertion.client_data_json)?;
        self.check_client_data(&client_data, "webauthn.get", &Sha256::digest(statement))?;
        let data = decode(&assertion.authenticator_data)?;
        let (flags, now) = self.check_authenticator_data(&data)?;
        if flags & (ATTESTED | EXTENSIONS) == 0 && data.len() != 37 {
            return Err(bad("the passkey's answer has a length that it cannot have"));
        }
        let mut signed = data;
        signed.extend(Sha256::digest(&client_data));
        if !key.verifies(&signed, &decode(&assertion.signature)?) {
            return Err(bad("the passkey's signature is false"));
        }
        if (now != 0 || count != 0) && now <= count {
            return Err(Refusal::new(
                RefusalCode::ClonedPasskey,
                "the passkey's counter went back: the answer was used before, or the passkey was copied",
            ));
        }
        Ok(now)
    }

    /// Verifies a registration for this challenge. Gives the counter to begin with.
    pub(crate) fn verify_registration(&self, made: &Registration, challenge: &[u8]) -> Result<u32, Refusal> {
        PasskeyKey::parse(&made.public_key)?;
        if made.credential_id.is_empty()
            || made.credential_id.len() > 1400
            || decode(&made.credential_id).is_err()
        {
            return Err(bad("the passkey's id is not base64url of 1 to 1,023 bytes"));
        }
        self.check_client_data(&decode(&made.client_data_json)?, "webauthn.create", challenge)?;
        Ok(self.check_authenticator_data(&decode(&made.authenticator_data)?)?.1)
    }

    fn check_client_data(&self, json: &[u8], kind: &str, challenge: &[u8]) -> Result<(), Refusal> {
        let data: ClientData =
            serde_json::from_slice(json).map_err(|_| bad("the browser's part of the answer is malformed"))?;
        if data.r#type != kind {
            return Err(bad("the browser's part of the answer is of another kind"));
        }
        if data.origin != self.origin || data.cross_origin || data.top_origin.is_some() {
            return Err(Refusal::new(
                RefusalCode::WrongOrigin,
                "the passkey was asked by another page than the signer's desk",
            ));
        }
        if decode(&data.challenge)? != challenge {
            return Err(Refusal::new(
                RefusalCode::OtherStatement,
                "the passkey's answer is for another text than the one that waits here",
            ));
        }
        Ok(())
    }

    /// Gives flags and counter.
    fn check_authenticator_data(&self, data: &[u8]) -> Result<(u8, u32), Refusal> {
        let (Some(hash), Some(&[flags, a, b, c, d])) = (data.get(..32), data.get(32..37)) else {
            return Err(bad("the passkey's answer is too short"));
        };
        if *hash != *Sha256::digest(&self.id) {
            return Err(Refusal::new(RefusalCode::WrongOrigin, "the passkey answered for another site"));
        }
        if flags & USER_PRESENT == 0 || flags & USER_VERIFIED == 0 {
            return Err(bad("the passkey did not verify its user (PIN, fingerprint or face)"));
        }
        if flags & (BACKUP_ELIGIBLE | BACKED_UP) == BACKED_UP {
            return Err(bad("the passkey says that it is backed up and may not be"));
        }
        Ok((flags, u32::from_be_bytes([a, b, c, d])))
    }
}

fn decode(text: &str) -> Result<Vec<u8>, Refusal> {
    BASE64URL.decode(text).map_err(|_| bad("the passkey's answer is not base64url"))
}

fn bad(sentence: &str) -> Refusal {
    Refusal::new(RefusalCode::BadAssertion, sentence)
}
