//! The measured tasks. Every task starts from text and ends with the result that its caller needs.

use std::hint::black_box;

use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::contexts::FurtherContexts;
use credentials::json::Document;
use credentials::lint::{self, UnsignedCredential};
use credentials::multikey::PublicKey;
use credentials::proof::{hash_data, verify_proof};
use credentials::verify::{CheckName, Need, Options, Outcome, Supply, Verification};
use ed25519_dalek::{Signature, VerifyingKey};
use jsonld::general_nquads;
use serde_json::Value;

use crate::document::{NOW, Signed, finished, message};

type Task<'a> = Box<dyn FnMut() + 'a>;

/// Every task by its name.
pub(crate) fn all(signed: &Signed) -> Vec<(&'static str, Task<'_>)> {
    let value = Document::parse(signed.text.as_bytes()).unwrap().into_value();
    let checked = value.clone();
    let mut tasks: Vec<(&'static str, Task<'_>)> = vec![
        ("verify", Box::new(|| verify(signed))),
        ("verify by the general path", Box::new(|| verify_generally(signed))),
        ("report", Box::new(|| report(signed))),
        ("sign, transformation alone", Box::new(|| transform(signed))),
        ("checks of the model", Box::new(move || drop(black_box(lint::rules(black_box(&checked)))))),
        ("canonical form of a parsed document", Box::new(move || canonical(&value))),
    ];
    // The signer issues only revocable credentials, so not the minimal example.
    if lint::lint(UnsignedCredential::parse(signed.unsigned.as_bytes()).unwrap()).is_ok() {
        tasks.push(("sign, with all checks", Box::new(|| sign(signed))));
    }
    tasks
}

fn canonical(value: &Value) {
    black_box(canonical_unsecured(black_box(value), &[], RdfcHash::Sha256).unwrap());
}

/// Parse, statements, canonical form, hash, Ed25519.
fn verify(signed: &Signed) {
    let document = Document::parse(black_box(signed.text.as_bytes())).unwrap();
    verify_proof(&document, black_box(&signed.key)).unwrap();
}

/// As [`verify`], through the `json-ld` crate.
fn verify_generally(signed: &Signed) {
    let mut document = Document::parse(black_box(signed.text.as_bytes())).unwrap().into_value();
    document.as_object_mut().unwrap().shift_remove("proof").unwrap();
    let config = signed.options.config(document.get("@context").unwrap());
    let nquads = |value: &Value| general_nquads(value, &[], RdfcHash::Sha256).unwrap();
    let message = hash_data(&nquads(&document), &nquads(&config));
    let PublicKey::Ed25519(key) = black_box(&signed.key) else { return };
    let key = VerifyingKey::from_bytes(key).unwrap();
    key.verify_strict(&message, &Signature::from_bytes(&signed.signature)).unwrap();
}

/// The whole report. The issuer's document is supplied; status list and endorsers' documents are not.
fn report(signed: &Signed) {
    let general = FurtherContexts::default().with_general_path(jsonld::statements);
    let options = Options::default().with_contexts(general);
    let mut verification = Verification::begin_under(black_box(signed.text.as_bytes()), &options, NOW);
    let mut first = true;
    while let Some(need) = verification.next_need() {
        let keys = first && matches!(need, Need::DidDocument { .. });
        first = false;
        verification.supply(if keys {
            Supply::Found(signed.issuer.clone())
        } else {
            Supply::Unavailable("not in this measurement".to_owned())
        });
    }
    let report = verification.report();
    let passed = |name: CheckName| {
        report.checks.iter().any(|check| check.name == name && check.outcome == Outcome::Passed)
    };
    assert!(passed(CheckName::Proof) && passed(CheckName::IssuerBinding), "{report:#?}");
}

/// The bytes to sign, then the finished JSON. The signature was made before.
fn transform(signed: &Signed) {
    let document = Document::parse(black_box(signed.unsigned.as_bytes())).unwrap().into_value();
    black_box(message(&document, &signed.options));
    black_box(finished(document, &signed.options, &signed.signature));
}

/// Signs like the signer: lint, the bytes to sign, the signature verified, the finished JSON.
fn sign(signed: &Signed) {
    let credential = UnsignedCredential::parse(black_box(signed.unsigned.as_bytes())).unwrap();
    let linted = lint::lint(credential).unwrap();
    let to_sign = linted.to_sign(&signed.options).unwrap();
    black_box(to_sign.finish(&signed.signature, &signed.key).unwrap());
}
