//! Compares ssi 0.16 with ours: a second opinion on DIDs, and the reason why its own `eddsa-rdfc-2022` is not used.
//!
//! In ssi 0.16 the contents of a JSON-LD list (OB3's `allowedValue`) are not signed, and native booleans lose the
//! datatype of the context. If a later ssi fixes this, the first test here fails: then revisit
//! `docs/decisions/0002-jsonld-libraries.md`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests: what is not as expected ends them"
)]

use credentials::canonical::canonical_nquads;
use credentials::json::Document;
use credentials::multikey::{PublicKey, encode_base58btc};
use credentials::proof::{Cryptosuite, ProofOptions, hash_data, verify_proof};
use credentials::time::Timestamp;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};
use ssi::JWK;
use ssi::claims::data_integrity::suites::EdDsaRdfc2022;
use ssi::claims::data_integrity::{CryptographicSuite, DataIntegrity, DataIntegrityDocument};
use ssi::claims::{MessageSignatureError, SignatureEnvironment, SignatureError, VerificationParameters};
use ssi::crypto::algorithm::EdDSA;
use ssi::dids::{DIDKey, DIDResolver};
use ssi::verification_methods::{MessageSigner, Multikey, ProofPurpose, ReferenceOrOwned, Signer};
use std::borrow::Cow;
use std::collections::HashMap;

/// A key for tests only.
fn secret() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn public() -> PublicKey {
    PublicKey::Ed25519(secret().verifying_key().to_bytes())
}

/// ssi's own form of the key, from which it makes the DID.
fn ssi_key() -> JWK {
    JWK::from(ssi::jwk::Params::OKP(ssi::jwk::OctetParams {
        curve: "Ed25519".to_owned(),
        public_key: ssi::jwk::Base64urlUInt(secret().verifying_key().to_bytes().to_vec()),
        private_key: None,
    }))
}

#[derive(Clone)]
struct TestSigner;

impl Signer<Multikey> for TestSigner {
    type MessageSigner = Self;

    async fn for_method(&self, _: Cow<'_, Multikey>) -> Result<Option<Self>, SignatureError> {
        Ok(Some(Self))
    }
}

impl MessageSigner<EdDSA> for TestSigner {
    async fn sign(self, _: EdDSA, message: &[u8]) -> Result<Vec<u8>, MessageSignatureError> {
        Ok(secret().sign(message).to_bytes().to_vec())
    }
}

/// Our pinned contexts for ssi; nothing is fetched.
fn contexts() -> HashMap<iref::IriBuf, json_ld::RemoteDocument> {
    use json_syntax::Parse;
    credentials::contexts::all()
        .iter()
        .map(|context| {
            let url: iref::IriBuf = context.url.parse().unwrap();
            let (value, _) = json_syntax::Value::parse_str(context.text).unwrap();
            (url.clone(), json_ld::RemoteDocument::new(Some(url), None, value))
        })
        .collect()
}

fn badge() -> Value {
    json!({
        "@context": [credentials::contexts::V2, credentials::contexts::OB_3_0_3],
        "id": "https://badges.example.edu/credentials/1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": credentials::did::did_key(&public()), "type": ["Profile"], "name": "Vrijhaven"},
        "validFrom": "2026-03-01T09:00:00Z",
        "credentialSubject": {
            "id": "did:example:learner",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://badges.example.edu/achievements/1/1",
                "type": ["Achievement"],
                "name": "Safety",
                "description": "Knows the rules.",
                "criteria": {"narrative": "Pass the test."},
                "resultDescription": [{
                    "id": "https://badges.example.edu/achievements/1/1#grade",
                    "type": ["ResultDescription"],
                    "name": "Grade",
                    "resultType": "LetterGrade",
                    "allowedValue": ["fail", "pass", "merit"]
                }]
            }
        }
    })
}

fn signed_by_ssi() -> String {
    let document: DataIntegrityDocument = serde_json::from_value(badge()).unwrap();
    let options = ssi::claims::data_integrity::ProofOptions::new(
        "2026-03-01T09:00:00Z".parse().unwrap(),
        ReferenceOrOwned::Reference(DIDKey::generate_url(&ssi_key()).unwrap().into_iri()),
        ProofPurpose::Assertion,
        (),
    );
    let resolver = DIDKey.into_vm_resolver::<Multikey>();
    let environment = SignatureEnvironment { json_ld_loader: contexts(), eip712_loader: () };
    let signing = EdDsaRdfc2022.sign_with(environment, document, &resolver, TestSigner, options, ());
    serde_json::to_string(&futures::executor::block_on(signing).unwrap()).unwrap()
}

fn ssi_accepts(text: &str) -> bool {
    let credential: DataIntegrity<DataIntegrityDocument, EdDsaRdfc2022> = serde_json::from_str(text).unwrap();
    let resolver = DIDKey.into_vm_resolver::<Multikey>();
    let parameters = VerificationParameters::from_resolver(resolver).with_json_ld_loader(contexts());
    futures::executor::block_on(credential.verify(parameters)).unwrap().is_ok()
}

/// The same badge signed by the specification, in the steps of the signer.
fn signed_by_us() -> String {
    let mut badge = badge();
    let options = ProofOptions {
        cryptosuite: Cryptosuite::EddsaRdfc2022,
        verification_method: credentials::did::verification_method(
            &credentials::did::did_key(&public()),
            &public(),
        ),
        created: Timestamp::parse("2026-03-01T09:00:00Z").unwrap(),
    };
    let config = options.config(&badge["@context"]);
    let bytes = hash_data(&canonical_nquads(&badge).unwrap(), &canonical_nquads(&config).unwrap());
    let mut proof = config;
    proof.as_object_mut().unwrap().remove("@context");
    proof["proofValue"] = json!(encode_base58btc(&secret().sign(&bytes).to_bytes()));
    badge["proof"] = json!([proof]);
    badge.to_string()
}

fn we_accept(text: &str) -> bool {
    verify_proof(&Document::parse(text.as_bytes()).unwrap(), &public()).is_ok()
}

#[test]
fn ssi_calls_a_badge_valid_whose_list_was_changed_after_signing() {
    let text = signed_by_ssi();
    assert!(ssi_accepts(&text));
    assert!(!ssi_accepts(&text.replace("Safety", "Rescue")));
    assert!(ssi_accepts(&text.replace("merit", "nothing")), "ssi mended its lists: read decision 0002 again");
}

#[test]
fn we_refuse_a_badge_whose_list_was_changed_after_signing() {
    let text = signed_by_us();
    assert!(we_accept(&text));
    assert!(!we_accept(&text.replace("merit", "nothing")));
    assert!(
        !we_accept(&signed_by_ssi()),
        "ssi's list contents are unsigned, so its proof is not one of ours"
    );
}

#[test]
fn ssi_makes_the_same_did_of_the_same_key() {
    assert_eq!(DIDKey::generate(&ssi_key()).unwrap().to_string(), credentials::did::did_key(&public()));
}

#[test]
fn ssi_finds_the_same_key_behind_our_verification_method() {
    let did = credentials::did::did_key(&public());
    let id: ssi::dids::DIDBuf = did.parse().unwrap();
    let output = futures::executor::block_on(DIDKey.resolve(&id)).unwrap();
    let document: Value = serde_json::to_value(output.document.document()).unwrap();
    let method = &document["verificationMethod"][0];
    assert_eq!(method["id"], credentials::did::verification_method(&did, &public()));
    assert_eq!(method["publicKeyMultibase"], public().multibase());
}
