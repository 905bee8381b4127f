//! Copies of published files, good and changed.

#![expect(clippy::unwrap_used, reason = "test helpers, outside of test functions")]

use auditor::copy::check_copy;
use auditor::{Finding, Outcome};
use credentials::did::{document, verification_method};
use credentials::lint::{UnsignedCredential, lint};
use credentials::model::StatusListCredential;
use credentials::multikey::PublicKey;
use credentials::proof::{Cryptosuite, ProofOptions};
use credentials::status::StatusList;
use credentials::time::Timestamp;
use ed25519_dalek::{Signer as _, SigningKey};
use messages::Language;
use sha2::{Digest as _, Sha256};
use std::path::Path;
use tempfile::TempDir;
use tlog::{Checkpoint, TileName, Tree, VerifierKey, bundle, bundle_path, tile_path};

const NOW: i64 = 1_772_000_000_000;
const DID: &str = "did:web:a.example:issuers:01";
const LIST: &str = "status/01";

fn key(seed: u8) -> (SigningKey, PublicKey) {
    let key = SigningKey::from_bytes(&[seed; 32]);
    let public = PublicKey::Ed25519(key.verifying_key().to_bytes());
    (key, public)
}

fn ledger_key() -> VerifierKey {
    VerifierKey::new("a.example/ledger", key(7).0.verifying_key().to_bytes()).unwrap()
}

/// A status list under the key with this seed, and its canonical form.
fn list(seed: u8, revoked: Option<u32>) -> (String, String) {
    let now = Timestamp::from_millis(NOW);
    let mut bits = StatusList::new();
    if let Some(index) = revoked {
        bits.set(index);
    }
    let unsigned = StatusListCredential {
        id: format!("https://a.example/{LIST}"),
        issuer: DID.to_owned(),
        valid_from: now,
        valid_until: now.plus_seconds(3_600),
        list: bits,
        ttl_ms: 30_000,
    };
    let unsigned = unsigned.to_value().to_string();
    let linted = lint(UnsignedCredential::parse(unsigned.as_bytes()).unwrap()).unwrap();
    let (secret, public) = key(seed);
    let options = ProofOptions {
        cryptosuite: Cryptosuite::EddsaRdfc2022,
        verification_method: verification_method(DID, &public),
        created: now,
    };
    let to_sign = linted.to_sign(&options).unwrap();
    let signature = secret.sign(to_sign.bytes()).to_bytes();
    let signed = to_sign.finish(&signature, &public).unwrap();
    (signed, linted.canonical().to_owned())
}

fn entry(kind: &str, text: &str) -> String {
    let (key, salt) = (key(1).1.multibase(), "05".repeat(32));
    let commitment = hex::encode(Sha256::new().chain_update([5; 32]).chain_update(text).finalize());
    format!(
        r#"{{"v":1,"kind":"{kind}","key":"{key}","time":"","commitment":"{commitment}","salt":"{salt}"}}"#
    )
}

fn write(directory: &Path, name: &str, bytes: &[u8]) {
    let path = directory.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// A copy with one issuer and one list, all of it in the ledger.
fn copy() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let did_document = document(DID, &[key(1).1]).to_string();
    let (list, canonical) = list(1, None);
    write(directory.path(), "issuers/01/did.json", did_document.as_bytes());
    write(directory.path(), LIST, list.as_bytes());
    let entries =
        [entry("binding", ""), entry("did-document", &did_document), entry("status-list", &canonical)];
    let mut tree = Tree::default();
    for entry in entries {
        tree.append(entry);
    }
    for (level, index, hashes) in tree.open_tiles() {
        let name = tile_path(TileName { level, index, width: hashes.len() });
        write(directory.path(), &format!("ledger/{name}"), &hashes.concat());
    }
    let bundled = bundle(tree.open_entries()).unwrap();
    write(directory.path(), &format!("ledger/{}", bundle_path(0, 3)), &bundled);
    let checkpoint = Checkpoint { origin: "a.example/ledger".into(), size: 3, root: tree.root() };
    let signature = key(7).0.sign(checkpoint.text().as_bytes()).to_bytes();
    write(directory.path(), "ledger/checkpoint", checkpoint.note(&ledger_key(), &signature).as_bytes());
    directory
}

fn findings(copy: &TempDir, now: i64) -> Vec<Finding> {
    check_copy(copy.path(), &ledger_key(), Timestamp::from_millis(now))
}

/// The sentences of this outcome.
fn of(findings: &[Finding], outcome: Outcome) -> String {
    findings
        .iter()
        .filter(|finding| finding.outcome == outcome)
        .map(|finding| Language::English.audit(&finding.fact))
        .collect()
}

#[test]
fn a_copy_of_what_the_signer_recorded_is_good() {
    let found = findings(&copy(), NOW);
    assert_eq!((of(&found, Outcome::Wrong), of(&found, Outcome::Unchecked)), (String::new(), String::new()));
    let good = of(&found, Outcome::Good);
    assert!(good.contains("is the one that the ledger states"), "{good}");
    assert!(good.contains("signed by its issuer, valid now, and entry 2 of the ledger"), "{good}");
}

#[test]
fn a_document_a_list_or_an_entry_that_somebody_changed_is_wrong() {
    let changed = copy();
    let evil = document(DID, &[key(1).1, key(9).1]).to_string();
    write(changed.path(), "issuers/01/did.json", evil.as_bytes());
    assert!(of(&findings(&changed, NOW), Outcome::Wrong).contains("a key that the signer never made"));
    // A key that the document does not list.
    let changed = copy();
    write(changed.path(), LIST, list(9, None).0.as_bytes());
    assert!(of(&findings(&changed, NOW), Outcome::Wrong).contains("the status list"));
    let changed = copy();
    let entries = changed.path().join("ledger").join(bundle_path(0, 3));
    let mut bytes = std::fs::read(&entries).unwrap();
    let last = bytes.len() - 5;
    bytes[last] ^= 1;
    std::fs::write(&entries, bytes).unwrap();
    assert!(of(&findings(&changed, NOW), Outcome::Wrong).contains("has other hashes than its entries"));
}

#[test]
fn an_expired_list_is_wrong_and_a_missing_document_leaves_it_open() {
    let late = findings(&copy(), NOW + 7_200_000);
    assert!(of(&late, Outcome::Wrong).contains("the status list"), "{late:?}");
    let partial = copy();
    std::fs::remove_dir_all(partial.path().join("issuers")).unwrap();
    let found = findings(&partial, NOW);
    assert!(of(&found, Outcome::Unchecked).contains("the status list"), "{found:?}");
    assert!(of(&found, Outcome::Note).contains("the copy has no DID document"), "{found:?}");
}

#[test]
fn a_list_that_the_ledger_does_not_hold_is_wrong() {
    let changed = copy();
    write(changed.path(), LIST, list(1, Some(5)).0.as_bytes());
    let wrong = of(&findings(&changed, NOW), Outcome::Wrong);
    assert!(wrong.contains("the ledger has no entry for it"), "{wrong}");
}
