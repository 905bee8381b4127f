//! From unsigned to signed, and the effect of a later change.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use credentials::did::verification_method;
use credentials::json::Document;
use credentials::lint::{Linted, ToSign, UnsignedCredential, lint};
use credentials::multikey::PublicKey;
use credentials::proof::{Cryptosuite, ProofFailure, ProofOptions, verify_proof};
use credentials::time::Timestamp;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};

const DID: &str = "did:web:badges.northfield.example:issuers:7f3a";
const LIST: &str = "https://badges.northfield.example/status/r-03";

/// A key for this test only.
fn pair() -> (SigningKey, PublicKey) {
    let signing = SigningKey::from_bytes(&[7; 32]);
    let public = PublicKey::Ed25519(signing.verifying_key().to_bytes());
    (signing, public)
}

/// The full example, adapted to what we sign: our contexts, our status entry, no embedded endorsement.
fn credential() -> Linted {
    let mut value: Value = serde_json::from_str(include_str!("fixtures/ob3-full.json")).unwrap();
    let object = value.as_object_mut().unwrap();
    for name in ["credentialSchema", "refreshService", "endorsement"] {
        object.shift_remove(name);
    }
    object["@context"].as_array_mut().unwrap().pop();
    object["credentialStatus"] = credentials::status::StatusEntry::revocation(LIST, 84_017).to_value();
    object["credentialSubject"]["achievement"]["creator"].as_object_mut().unwrap().shift_remove("name");
    lint(UnsignedCredential::parse(value.to_string().as_bytes()).unwrap()).unwrap()
}

fn to_sign(credential: &Linted) -> ToSign {
    let options = ProofOptions {
        cryptosuite: Cryptosuite::EddsaRdfc2022,
        verification_method: verification_method(DID, &pair().1),
        created: Timestamp::parse("2026-03-02T09:00:05Z").unwrap(),
    };
    credential.to_sign(&options).unwrap()
}

fn signed() -> Value {
    let to_sign = to_sign(&credential());
    let signature = pair().0.sign(to_sign.bytes()).to_bytes();
    serde_json::from_str(&to_sign.finish(&signature, &pair().1).unwrap()).unwrap()
}

fn verify(value: &Value) -> Result<(), ProofFailure> {
    verify_proof(&Document::parse(value.to_string().as_bytes()).unwrap(), &pair().1)
}

#[test]
fn a_finished_credential_verifies_and_keeps_its_members_in_order() {
    let signed = signed();
    assert_eq!(verify(&signed), Ok(()));
    let mut unsigned = signed.clone();
    let proof = unsigned.as_object_mut().unwrap().shift_remove("proof").unwrap();
    assert_eq!(unsigned.to_string(), credential().text());
    assert_eq!(signed.as_object().unwrap().keys().next_back().unwrap(), "proof");
    assert_eq!(proof.as_array().unwrap().len(), 1);
}

#[test]
fn nothing_is_released_with_a_wrong_signature_or_another_key() {
    let credential = credential();
    let signature = pair().0.sign(to_sign(&credential).bytes()).to_bytes();
    let mut broken = signature;
    broken[0] ^= 1;
    assert_eq!(to_sign(&credential).finish(&broken, &pair().1), Err(ProofFailure::Signature));
    let other = PublicKey::Ed25519(SigningKey::from_bytes(&[8; 32]).verifying_key().to_bytes());
    let failure = ProofFailure::Member("verificationMethod");
    assert_eq!(to_sign(&credential).finish(&signature, &other), Err(failure));
}

/// Every text, number and boolean of the signed credential, and every member name.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, member)| {
            leaves(member, &format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), found);
        }),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| leaves(item, &format!("{at}/{i}"), found));
        }
        _ => found.push(at.to_owned()),
    }
}

fn changes(leaf: &Value) -> Vec<Value> {
    match leaf {
        Value::String(text) => {
            let mut last = text.clone();
            last.pop();
            vec![json!(format!("{text}x")), json!(format!("x{text}")), json!(last), json!(""), Value::Null]
        }
        Value::Number(number) => vec![json!(number.as_f64().unwrap() + 1.0), json!(number.to_string() + "0")],
        Value::Bool(truth) => vec![json!(!truth), Value::Null],
        _ => vec![],
    }
}

#[test]
fn a_change_to_any_leaf_is_noticed() {
    let original = signed();
    let mut pointers = Vec::new();
    leaves(&original, "", &mut pointers);
    assert!(pointers.len() > 120, "{}", pointers.len());
    let mut tried = 0;
    for pointer in &pointers {
        for change in changes(original.pointer(pointer).unwrap()) {
            let mut changed = original.clone();
            *changed.pointer_mut(pointer).unwrap() = change.clone();
            assert!(verify(&changed).is_err(), "{pointer} = {change} went unnoticed");
            tried += 1;
        }
    }
    assert!(tried > 500, "{tried}");
}

#[test]
fn a_member_taken_away_or_added_is_noticed() {
    let original = signed();
    let mut pointers = Vec::new();
    leaves(&original, "", &mut pointers);
    // The creator is the issuer, by id: its type Profile is one statement, which occurs twice in the JSON.
    pointers.retain(|pointer| pointer != "/credentialSubject/achievement/creator/type/0");
    for pointer in &pointers {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let mut changed = original.clone();
        match changed.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.shift_remove(name)),
            Value::Array(items) => drop(items.remove(name.parse().unwrap())),
            _ => unreachable!("a leaf has a parent"),
        }
        assert!(verify(&changed).is_err(), "{pointer} could be removed");
    }
    for (name, value) in
        [("secret", json!("x")), ("description2", json!(null)), ("", json!("x")), ("urn:x:y", json!("z"))]
    {
        let mut changed = original.clone();
        changed["credentialSubject"][name] = value;
        assert!(verify(&changed).is_err(), "{name} could be added");
    }
}

#[test]
fn a_proof_is_read_strictly() {
    let with = |name: &str, value: Value| {
        let mut changed = signed();
        changed["proof"][0][name] = value;
        verify(&changed).unwrap_err()
    };
    assert_eq!(with("proofPurpose", json!("authentication")), ProofFailure::Purpose);
    assert_eq!(with("cryptosuite", json!("ecdsa-rdfc-2019")), ProofFailure::KeyKind);
    assert_eq!(with("cryptosuite", json!("bbs-2023")), ProofFailure::Suite("bbs-2023".into()));
    assert_eq!(with("cryptosuite", json!("eddsa-jcs-2022")), ProofFailure::Signature);
    assert_eq!(
        with("type", json!("Ed25519Signature2018")),
        ProofFailure::Suite("Ed25519Signature2018".into())
    );
    assert_eq!(with("type", json!("Ed25519Signature2020")), ProofFailure::Member("cryptosuite"));
    assert!(matches!(with("previousProof", json!("urn:x")), ProofFailure::Chain(_)));
    assert_eq!(with("created", json!("yesterday")), ProofFailure::Member("created"));
    assert_eq!(with("created", json!("2026-03-02T09:00:06Z")), ProofFailure::Signature);
    assert_eq!(with("proofValue", json!("z123")), ProofFailure::Member("proofValue"));
    let value = signed()["proof"][0]["proofValue"].as_str().unwrap().to_owned();
    let bytes = credentials::multikey::decode_multibase(&value).unwrap();
    let base64 = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, bytes);
    assert_eq!(with("proofValue", json!(format!("u{base64}"))), ProofFailure::Member("proofValue"));
    assert!(matches!(with("secret", json!("x")), ProofFailure::Canonical(_)));
    let mut bare = signed();
    bare["proof"] = json!([]);
    assert_eq!(verify(&bare), Err(ProofFailure::NoProof));
}

#[test]
fn one_good_proof_among_several_is_enough() {
    let mut two = signed();
    let mut bad = two["proof"][0].clone();
    bad["proofValue"] = json!("z1");
    two["proof"] = json!([bad, two["proof"][0]]);
    assert_eq!(verify(&two), Ok(()));
}
