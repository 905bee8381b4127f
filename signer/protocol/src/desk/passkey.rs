//! Answers of passkeys, as a browser returns them (Web Authentication level 3).

use serde::{Deserialize, Serialize};

/// Result of `navigator.credentials.get` in a browser: every member base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assertion {
    /// Id of the credential (`rawId`).
    pub credential_id: String,
    /// `response.clientDataJSON`.
    pub client_data_json: String,
    /// `response.authenticatorData`.
    pub authenticator_data: String,
    /// `response.signature`.
    pub signature: String,
}

/// Result of `navigator.credentials.create` in a browser: every member base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Id of the credential (`rawId`).
    pub credential_id: String,
    /// `getPublicKey()`: `SubjectPublicKeyInfo`, DER.
    pub public_key: String,
    /// `response.clientDataJSON`.
    pub client_data_json: String,
    /// `getAuthenticatorData()`.
    pub authenticator_data: String,
}
