//! Issuers that publish a ledger of their signatures.

use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::did::{self, PublishedLedger};
use credentials::verify::{CheckName, Need, Outcome, Verdict};
use ed25519_dalek::{Signer as _, SigningKey};
use messages::verification::Report;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tlog::{Checkpoint, InclusionProof, Nodes, Tree, VerifierKey, inclusion_path};

use crate::support::{BADGE, ISSUER, KEYS_AT, World, assert_check, badge, good, key, public, signed};

const ADDRESS: &str = "https://badges.vrijhaven.example/ledger";

/// The ledger's key; the issuer signs with `key(1)`.
pub(crate) fn log_key() -> SigningKey {
    key(9)
}

pub(crate) fn published() -> PublishedLedger {
    published_at(ADDRESS)
}

pub(crate) fn published_at(address: &str) -> PublishedLedger {
    let (_, name) = address.split_once("://").unwrap();
    let key = VerifierKey::new(name, log_key().verifying_key().to_bytes()).unwrap();
    PublishedLedger::new(address, key).unwrap()
}

fn canonical(document: &Value) -> String {
    canonical_unsecured(document, &[], RdfcHash::Sha256).unwrap()
}

/// The address of the ledger proof of a badge.
pub(crate) fn place(document: &Value) -> String {
    place_in(&published(), document)
}

pub(crate) fn place_in(ledger: &PublishedLedger, document: &Value) -> String {
    let digest = hex::encode(Sha256::digest(canonical(document)));
    ledger.proof_of(document["id"].as_str().unwrap(), &digest).unwrap()
}

/// The issuer's ledger proof for a badge that its ledger has as leaf 1, recorded under this key.
pub(crate) fn shown(document: &Value, signed_by: &SigningKey, log: &SigningKey) -> Value {
    shown_in(&published(), document, signed_by, log)
}

/// As [`shown`], with an entry of this kind.
pub(crate) fn shown_as(kind: &str, document: &Value, signed_by: &SigningKey, log: &SigningKey) -> Value {
    entered(&published(), kind, document, signed_by, log)
}

pub(crate) fn shown_in(
    ledger: &PublishedLedger,
    document: &Value,
    signed_by: &SigningKey,
    log: &SigningKey,
) -> Value {
    entered(ledger, "credential", document, signed_by, log)
}

fn entered(
    ledger: &PublishedLedger,
    kind: &str,
    document: &Value,
    signed_by: &SigningKey,
    log: &SigningKey,
) -> Value {
    let salt = [7; 32];
    let commitment = Sha256::new().chain_update(salt).chain_update(canonical(document)).finalize();
    let entry = json!({
        "v": 1,
        "kind": kind,
        "key": public(signed_by).multibase(),
        "time": "2026-11-19T08:00:00Z",
        "commitment": hex::encode(commitment),
    });
    let (mut tree, entry) = (Tree::default(), entry.to_string());
    for text in ["first".to_owned(), entry.clone(), "third".to_owned()] {
        tree.append(text);
    }
    let tile: Vec<u8> = tree.open_tiles().flat_map(|(_, _, hashes)| hashes.concat()).collect();
    let path = inclusion_path(1, &mut Nodes::<()>::new(3, |_| Ok(tile.clone()))).unwrap();
    let checkpoint = Checkpoint { origin: ledger.key.name().to_owned(), size: 3, root: tree.root() };
    let signature = log.sign(checkpoint.text().as_bytes()).to_bytes();
    let proof = InclusionProof { index: 1, path, checkpoint: checkpoint.note(&ledger.key, &signature) };
    json!({ "credential": BADGE, "index": 1, "entry": entry, "salt": hex::encode(salt), "proof": proof.text() })
}

/// A world in which the issuer's document names its ledger.
pub(crate) fn world() -> World {
    let mut document = did::document(ISSUER, &[public(&key(1))]);
    document["service"] = json!([{"type": "Other"}, published().service(ISSUER)]);
    World::usual().with(KEYS_AT, &document)
}

fn with(shown: &Value) -> Report {
    world().with(&place(&good()), shown).verify(&good())
}

#[test]
fn a_badge_whose_entry_is_shown_is_in_its_issuer_s_ledger() {
    let report = with(&shown(&good(), &key(1), &log_key()));
    assert_check(&report, CheckName::Ledger, Outcome::Passed, "in-ledger");
    assert_eq!(report.verdict, Verdict::Valid);
}

#[test]
fn an_issuer_without_a_ledger_is_asked_for_nothing() {
    let (report, asked) =
        World::usual().verify_for(good().to_string().as_bytes(), crate::support::now(), None);
    assert_check(&report, CheckName::Ledger, Outcome::NotApplicable, "no-ledger");
    assert!(asked.iter().all(|need| !matches!(need, Need::LedgerProof { .. })));
}

#[test]
fn a_signature_of_a_copied_key_is_told_as_not_in_the_ledger() {
    let report = with(&json!({ "credential": BADGE, "inLedger": false }));
    assert_check(&report, CheckName::Proof, Outcome::Passed, "unchanged");
    assert_check(&report, CheckName::Ledger, Outcome::Failed, "not-in-ledger");
    assert_eq!(report.verdict, Verdict::NotValid);
    assert!(report.sentence.contains("may have been copied"), "{}", report.sentence);
}

#[test]
fn a_proof_of_another_badge_key_or_ledger_proves_nothing() {
    let mut other = badge(ISSUER);
    other["name"] = json!("Another badge");
    let other = signed(other, ISSUER, &key(1));
    let good_one = shown(&good(), &key(1), &log_key());
    let mut salted = good_one.clone();
    salted["salt"] = json!("00".repeat(32));
    let mut moved = good_one.clone();
    moved["proof"] = json!(moved["proof"].as_str().unwrap().replace("index 1", "index 2"));
    for wrong in [
        shown(&other, &key(1), &log_key()),
        shown(&good(), &key(2), &log_key()),
        shown(&good(), &key(1), &key(8)),
        salted,
        moved,
        json!({}),
        json!({ "inLedger": true }),
    ] {
        assert_check(&with(&wrong), CheckName::Ledger, Outcome::Failed, "ledger-proof-false");
    }
}

#[test]
fn a_ledger_that_does_not_answer_leaves_the_verdict_open() {
    let report = world().verify(&good());
    assert_check(&report, CheckName::Ledger, Outcome::NotChecked, "ledger-unreachable");
    assert_eq!((report.verdict, report.verdict.exit_code()), (Verdict::CouldNotCheck, 2));
    let report = world().with_bytes(&place(&good()), b"<html>").verify(&good());
    assert_check(&report, CheckName::Ledger, Outcome::NotChecked, "ledger-unreachable");
}

#[test]
fn a_badge_that_lies_elsewhere_is_not_in_the_ledger_of_its_issuer() {
    let mut elsewhere = badge(ISSUER);
    elsewhere["id"] = json!("https://elsewhere.example/credentials/01");
    let report = world().verify(&signed(elsewhere, ISSUER, &key(1)));
    assert_check(&report, CheckName::Ledger, Outcome::Failed, "not-in-ledger");
}
