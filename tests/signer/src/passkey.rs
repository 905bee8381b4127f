//! A passkey in software, for approvals at the desk.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use ed25519_dalek::{Signer as _, SigningKey};
use protocol::desk::{Assertion, DeskUrl, Registration};
use serde_json::json;
use sha2::{Digest as _, Sha256};

/// Flags of authenticator data: user present and verified.
const PRESENT_AND_VERIFIED: u8 = 0x05;
/// `SubjectPublicKeyInfo` of an Ed25519 key, without the key (RFC 8410).
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// A person's passkey, made for one desk.
#[derive(Clone, Debug)]
pub(crate) struct Passkey {
    key: SigningKey,
    id: String,
    desk: DeskUrl,
}

impl Passkey {
    /// The key follows from the name.
    pub(crate) fn of(name: &str, desk: &DeskUrl) -> Self {
        let seed = Sha256::digest(format!("passkey of {name}"));
        Self { key: SigningKey::from_bytes(&seed.into()), id: BASE64URL.encode(name), desk: desk.clone() }
    }

    /// What a browser returns from `navigator.credentials.create`.
    pub(crate) fn registration(&self, challenge: &str) -> Registration {
        let public_key = [&SPKI[..], self.key.verifying_key().as_bytes()].concat();
        Registration {
            credential_id: self.id.clone(),
            public_key: BASE64URL.encode(public_key),
            client_data_json: BASE64URL.encode(self.client_data("webauthn.create", challenge)),
            authenticator_data: BASE64URL.encode(self.authenticator_data()),
        }
    }

    /// What a browser returns from `navigator.credentials.get` for a change with this digest.
    pub(crate) fn assertion(&self, digest: &str) -> Assertion {
        let challenge = BASE64URL.encode(hex::decode(digest).unwrap());
        let (client, data) = (self.client_data("webauthn.get", &challenge), self.authenticator_data());
        let signed = [data.clone(), Sha256::digest(&client).to_vec()].concat();
        Assertion {
            credential_id: self.id.clone(),
            client_data_json: BASE64URL.encode(client),
            authenticator_data: BASE64URL.encode(data),
            signature: BASE64URL.encode(self.key.sign(&signed).to_bytes()),
        }
    }

    fn client_data(&self, kind: &str, challenge: &str) -> Vec<u8> {
        let origin = self.desk.as_str();
        json!({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false})
            .to_string()
            .into_bytes()
    }

    /// The counter stays 0: this passkey has none.
    fn authenticator_data(&self) -> Vec<u8> {
        let mut data = Sha256::digest(self.desk.host()).to_vec();
        data.push(PRESENT_AND_VERIFIED);
        data.extend([0; 4]);
        data
    }
}
