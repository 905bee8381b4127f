//! Web Authentication level 3: registration (7.1, without attestation) and assertion (7.2), for challenges that the
//! signer composed.
//!
//! Browsers return the public key as `SubjectPublicKeyInfo` (`getPublicKey()`), and assertions carry no extensions, so
//! no CBOR is parsed. Only the two key kinds whose DER header is fixed are accepted.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use p256::ecdsa::signature::Verifier as _;
use protocol::Refusal;
use protocol::desk::{Assertion, DeskUrl, Registration};
use protocol::reason::PasskeyReason;
use serde::Deserialize;
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

/// The page that may request a passkey: the signer's desk, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RelyingParty {
    /// Exact origin: scheme, host, port.
    pub(crate) origin: String,
    /// RP ID: the desk's host itself, never a parent domain, which the web application could share.
    pub(crate) id: String,
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
        let unknown = || Refusal::new(PasskeyReason::KeyKind);
        // A compressed point would be the same key in another text, and one passkey could be two people's.
        if let Some(point) = der.strip_prefix(&P256_HEADER).filter(|point| point.len() == 65) {
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
    /// The page at the desk's address.
    pub(crate) fn at(desk: &DeskUrl) -> Self {
        Self { origin: desk.as_str().to_owned(), id: desk.host().to_owned() }
    }

    /// Verifies an assertion over `statement`, whose SHA-256 is the challenge, with the passkey's key. `count` is the
    /// last counter; returns the new one.
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
            return Err(Refusal::new(PasskeyReason::Length));
        }
        let mut signed = data;
        signed.extend(Sha256::digest(&client_data));
        if !key.verifies(&signed, &decode(&assertion.signature)?) {
            return Err(Refusal::new(PasskeyReason::Signature));
        }
        if (now != 0 || count != 0) && now <= count {
            return Err(Refusal::new(PasskeyReason::Counter));
        }
        Ok(now)
    }

    /// Verifies a registration for this challenge. Returns the initial counter.
    pub(crate) fn verify_registration(&self, made: &Registration, challenge: &[u8]) -> Result<u32, Refusal> {
        PasskeyKey::parse(&made.public_key)?;
        if made.credential_id.is_empty()
            || made.credential_id.len() > 1400
            || decode(&made.credential_id).is_err()
        {
            return Err(Refusal::new(PasskeyReason::Id));
        }
        self.check_client_data(&decode(&made.client_data_json)?, "webauthn.create", challenge)?;
        Ok(self.check_authenticator_data(&decode(&made.authenticator_data)?)?.1)
    }

    fn check_client_data(&self, json: &[u8], kind: &str, challenge: &[u8]) -> Result<(), Refusal> {
        let data: ClientData =
            serde_json::from_slice(json).map_err(|_| Refusal::new(PasskeyReason::ClientData))?;
        if data.r#type != kind {
            return Err(Refusal::new(PasskeyReason::ClientDataKind));
        }
        if data.origin != self.origin || data.cross_origin || data.top_origin.is_some() {
            return Err(Refusal::new(PasskeyReason::OtherPage));
        }
        if decode(&data.challenge)? != challenge {
            return Err(Refusal::new(PasskeyReason::OtherText));
        }
        Ok(())
    }

    /// Returns flags and counter.
    fn check_authenticator_data(&self, data: &[u8]) -> Result<(u8, u32), Refusal> {
        let (Some(hash), Some(&[flags, a, b, c, d])) = (data.get(..32), data.get(32..37)) else {
            return Err(Refusal::new(PasskeyReason::TooShort));
        };
        if *hash != *Sha256::digest(&self.id) {
            return Err(Refusal::new(PasskeyReason::OtherSite));
        }
        if flags & USER_PRESENT == 0 || flags & USER_VERIFIED == 0 {
            return Err(Refusal::new(PasskeyReason::UserNotVerified));
        }
        if flags & (BACKUP_ELIGIBLE | BACKED_UP) == BACKED_UP {
            return Err(Refusal::new(PasskeyReason::BackupFlags));
        }
        Ok((flags, u32::from_be_bytes([a, b, c, d])))
    }
}

fn decode(text: &str) -> Result<Vec<u8>, Refusal> {
    BASE64URL.decode(text).map_err(|_| Refusal::new(PasskeyReason::Encoding))
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::signature::Signer as _;
    use protocol::RefusalCode;
    use serde_json::json;

    const STATEMENT: &[u8] = b"{\"title\":\"Unfreeze\"}";

    fn desk() -> RelyingParty {
        RelyingParty { origin: "https://approve.example.edu".into(), id: "approve.example.edu".into() }
    }

    fn key() -> p256::ecdsa::SigningKey {
        p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap()
    }

    fn spki(header: &[u8], key: &[u8]) -> String {
        BASE64URL.encode([header, key].concat())
    }

    fn public_key() -> PasskeyKey {
        let point = key().verifying_key().to_encoded_point(false);
        PasskeyKey::parse(&spki(&P256_HEADER, point.as_bytes())).unwrap()
    }

    /// An answer for this RP ID with these flags and counter, and `more` bytes after them.
    fn assertion(id: &str, flags: u8, count: u32, more: &[u8]) -> Assertion {
        let client = json!({
            "type": "webauthn.get",
            "challenge": BASE64URL.encode(Sha256::digest(STATEMENT)),
            "origin": desk().origin,
        });
        let client = client.to_string().into_bytes();
        let mut data = Sha256::digest(id).to_vec();
        data.push(flags);
        data.extend(count.to_be_bytes());
        data.extend(more);
        let signed = [&data[..], &Sha256::digest(&client)[..]].concat();
        let signature: p256::ecdsa::Signature = key().sign(&signed);
        Assertion {
            credential_id: "YQ".into(),
            client_data_json: BASE64URL.encode(client),
            authenticator_data: BASE64URL.encode(data),
            signature: BASE64URL.encode(signature.to_der()),
        }
    }

    fn verify(assertion: &Assertion, count: u32) -> Result<u32, RefusalCode> {
        desk().verify_assertion(assertion, &public_key(), count, STATEMENT).map_err(|refusal| refusal.code)
    }

    #[test]
    fn a_counter_only_goes_up_unless_there_is_none() {
        let with = |count| assertion("approve.example.edu", USER_PRESENT | USER_VERIFIED, count, &[]);
        assert_eq!(verify(&with(0), 0), Ok(0));
        assert_eq!(verify(&with(6), 5), Ok(6));
        for (now, before) in [(5, 5), (4, 5), (0, 5)] {
            assert_eq!(verify(&with(now), before), Err(RefusalCode::ClonedPasskey), "{now} after {before}");
        }
    }

    #[test]
    fn a_parent_domain_s_passkey_is_another_site_s() {
        let answer = assertion("example.edu", USER_PRESENT | USER_VERIFIED, 0, &[]);
        assert_eq!(verify(&answer, 0), Err(RefusalCode::WrongOrigin));
    }

    #[test]
    fn the_user_is_present_and_verified_and_a_backup_is_possible_before_it_is_made() {
        let with = |flags| verify(&assertion("approve.example.edu", flags, 0, &[]), 0);
        let person = USER_PRESENT | USER_VERIFIED;
        assert_eq!(with(person | BACKUP_ELIGIBLE | BACKED_UP), Ok(0));
        for flags in [0, USER_PRESENT, USER_VERIFIED, person | BACKED_UP] {
            assert_eq!(with(flags), Err(RefusalCode::BadAssertion), "{flags:#04x}");
        }
    }

    #[test]
    fn bytes_that_no_flag_announces_are_refused() {
        let person = USER_PRESENT | USER_VERIFIED;
        let with = |flags, more: &[u8]| verify(&assertion("approve.example.edu", flags, 0, more), 0);
        assert_eq!(with(person, &[0]), Err(RefusalCode::BadAssertion));
        assert_eq!(with(person | EXTENSIONS, &[0xa0]), Ok(0));
    }

    #[test]
    fn another_statement_s_answer_does_not_fit() {
        let answer = assertion("approve.example.edu", USER_PRESENT | USER_VERIFIED, 0, &[]);
        let other = desk().verify_assertion(&answer, &public_key(), 0, b"{}");
        assert_eq!(other.unwrap_err().code, RefusalCode::OtherStatement);
    }

    #[test]
    fn only_two_kinds_of_key_are_taken_and_no_weak_one() {
        let good = ed25519_dalek::SigningKey::from_bytes(&[7; 32]).verifying_key();
        assert!(PasskeyKey::parse(&spki(&ED25519_HEADER, good.as_bytes())).is_ok());
        let weak = [0; 32];
        let off_the_curve = [[4_u8].as_slice(), &[1; 64]].concat();
        for bad in [
            spki(&ED25519_HEADER, &weak),
            spki(&ED25519_HEADER, &good.as_bytes()[..31]),
            spki(&P256_HEADER, &off_the_curve),
            spki(&P256_HEADER, key().verifying_key().to_encoded_point(true).as_bytes()),
            spki(&P256_HEADER, good.as_bytes()),
            BASE64URL.encode(good.as_bytes()),
            String::new(),
        ] {
            assert!(PasskeyKey::parse(&bad).is_err(), "{bad}");
        }
    }
}
