//! Web Authentication level 3: registration (7.1, without attestation) and assertion (7.2), for challenges that the
//! signer composed.
//!
//! Browsers return the public key as `SubjectPublicKeyInfo` (`getPublicKey()`), and assertions carry no extensions, so
//! no CBOR is parsed. Three kinds of key are accepted: P-256, Ed25519, and the RSA keys of Windows Hello on older TPMs.

use super::rsa_info::rsa_key;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use credentials::jose::RsaKey;
use credentials::multikey::PublicKey;
use p256::ecdsa::signature::Verifier as _;
use protocol::Refusal;
use protocol::desk::{Assertion, DeskUrl, Registration};
use protocol::reason::PasskeyReason;
use serde::Deserialize;
use sha2::{Digest, Sha256};

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
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256(Box<RsaKey>),
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
        let info = decode(spki)?;
        let unknown = || Refusal::new(PasskeyReason::KeyKind);
        // Each key has one form: otherwise one passkey could be two people's.
        match PublicKey::from_public_key_info(&info) {
            Some(PublicKey::P256(point)) => p256::ecdsa::VerifyingKey::from_sec1_bytes(&point)
                .map(|key| Self::Es256(Box::new(key)))
                .map_err(|_| unknown()),
            Some(PublicKey::Ed25519(key)) => ed25519_dalek::VerifyingKey::from_bytes(&key)
                .map(|key| Self::Ed25519(Box::new(key)))
                .map_err(|_| unknown()),
            Some(PublicKey::P384(_)) => Err(unknown()),
            None => rsa_key(&info).map(|key| Self::Rs256(Box::new(key))).ok_or_else(unknown),
        }
    }

    fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Es256(key) => p256::ecdsa::DerSignature::try_from(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            Self::Rs256(key) => key.verifies(message, signature),
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

    /// `SubjectPublicKeyInfo` of a P-256 key.
    fn p256_info() -> Vec<u8> {
        let point = key().verifying_key().to_encoded_point(true);
        let key = PublicKey::from_p256(point.as_bytes().try_into().unwrap()).unwrap();
        key.public_key_info().unwrap()
    }

    fn public_key() -> PasskeyKey {
        PasskeyKey::parse(&BASE64URL.encode(p256_info())).unwrap()
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
    fn no_other_kind_of_key_is_taken_and_no_weak_one() {
        let good = ed25519_dalek::SigningKey::from_bytes(&[7; 32]).verifying_key();
        let (point, key) = (p256_info(), PublicKey::from_ed25519(good.to_bytes()).unwrap());
        let info = key.public_key_info().unwrap();
        assert!(PasskeyKey::parse(&BASE64URL.encode(&info)).is_ok());
        let (of_point, of_key) = (&point[..26], &info[..12]);
        let compressed = self::key().verifying_key().to_encoded_point(true);
        for bad in [
            [of_key, &[0; 32]].concat(),
            [of_key, &good.as_bytes()[..31]].concat(),
            [of_point, &[4], &[1; 64]].concat(),
            [of_point, compressed.as_bytes()].concat(),
            [of_point, good.as_bytes()].concat(),
            good.as_bytes().to_vec(),
            Vec::new(),
        ] {
            assert!(PasskeyKey::parse(&BASE64URL.encode(&bad)).is_err(), "{}", hex::encode(bad));
        }
    }

    /// Assertions of RS256 passkeys, by `fixtures/rs256.py`.
    fn rs256() -> serde_json::Value {
        serde_json::from_str(include_str!("../../fixtures/rs256.json")).unwrap()
    }

    /// Verifies a signature of the fixtures with a key of them.
    fn verify_rs256(public_key: &serde_json::Value, signature: &str) -> Result<u32, RefusalCode> {
        let (all, text) = (rs256(), |value: &serde_json::Value| value.as_str().unwrap().to_owned());
        let answer = Assertion {
            credential_id: "YQ".into(),
            client_data_json: text(&all["client_data_json"]),
            authenticator_data: text(&all["authenticator_data"]),
            signature: signature.to_owned(),
        };
        let key = PasskeyKey::parse(&text(public_key)).unwrap();
        desk().verify_assertion(&answer, &key, 0, STATEMENT).map_err(|refusal| refusal.code)
    }

    #[test]
    fn rs256_is_verified_with_keys_of_2048_to_4096_bits() {
        let all = rs256();
        let good = all["good"].as_object().unwrap();
        assert_eq!(good.len(), 4);
        for (name, one) in good {
            assert_eq!(verify_rs256(&one["public_key"], one["signature"].as_str().unwrap()), Ok(0), "{name}");
        }
        let (key, other) = (&good["2048"]["public_key"], good["3072"]["signature"].as_str().unwrap());
        assert_eq!(verify_rs256(key, other), Err(RefusalCode::BadAssertion));
    }

    #[test]
    fn rs256_has_one_padding_of_full_length() {
        let all = rs256();
        let (key, others) = (&all["good"]["2048"]["public_key"], all["other_padding"].as_object().unwrap());
        assert_eq!(others.len(), 6);
        for (name, signature) in others {
            let verified = verify_rs256(key, signature.as_str().unwrap());
            assert_eq!(verified, Err(RefusalCode::BadAssertion), "{name}");
        }
        let mut long = BASE64URL.decode(all["good"]["2048"]["signature"].as_str().unwrap()).unwrap();
        long.insert(0, 0);
        assert_eq!(verify_rs256(key, &BASE64URL.encode(&long)), Err(RefusalCode::BadAssertion));
        assert_eq!(verify_rs256(key, ""), Err(RefusalCode::BadAssertion));
    }

    #[test]
    fn an_rsa_key_has_one_form_one_exponent_and_an_allowed_length() {
        let all = rs256();
        for (name, one) in all["other_keys"].as_object().unwrap() {
            assert!(PasskeyKey::parse(one["public_key"].as_str().unwrap()).is_err(), "{name}");
        }
        let good = BASE64URL.decode(all["good"]["2048"]["public_key"].as_str().unwrap()).unwrap();
        for at in 0..32 {
            let mut altered = good.clone();
            altered[at] ^= 1;
            assert!(PasskeyKey::parse(&BASE64URL.encode(&altered)).is_err(), "byte {at}");
        }
        let mut even = good.clone();
        let last = even.len() - 6;
        even[last] &= 0xfe;
        let other_exponent = [&good[..good.len() - 1], &[3]].concat();
        for bad in [even, other_exponent, [&good[..], &[0]].concat(), good[..good.len() - 1].to_vec()] {
            assert!(PasskeyKey::parse(&BASE64URL.encode(&bad)).is_err(), "{}", hex::encode(bad));
        }
    }
}
