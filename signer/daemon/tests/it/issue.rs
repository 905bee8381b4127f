//! From a key to a signed badge.

use crate::documents::{Institution, created};
use crate::test_signer::INSTITUTION;
use credentials::json::Document;
use credentials::multikey::PublicKey;
use credentials::proof::verify_proof;
use protocol::{KeyState, PinState, PublicKeys, PublishedDocument, request};

fn verifies(document: &str, key: &str) {
    let document = Document::parse(document.as_bytes()).unwrap();
    verify_proof(&document, &PublicKey::parse(key).unwrap()).unwrap();
}

#[test]
fn a_badge_of_a_registered_version_is_signed_with_the_key_of_its_issuer() {
    let institution = Institution::founded();
    let signed = institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    verifies(&signed.document, &institution.public_key);
    // Binding, badge version, credential.
    assert_eq!(signed.ledger_index, 3);
    let health = institution.signer.health();
    assert_eq!((health.pin, health.ledger_size, health.issuer_bound), (PinState::Good, 4, true));
    assert!(health.token.contains("insignia"), "{}", health.token);
    assert!(health.isolation_off);
}

#[test]
fn a_key_is_made_once_and_cannot_come_out() {
    let institution = Institution::founded();
    let again = institution.signer.ask(&request::CreateKey { label: "badges".into() });
    let Ok(key) = again else { panic!("{again:?}") };
    assert_eq!((key.public_key.as_str(), key.state), (institution.public_key.as_str(), KeyState::Active));
    assert_eq!(key.issuer.as_ref(), Some(&institution.did));
    for attribute in ["sensitive", "non-extractable", "never extractable", "made inside the token"] {
        assert!(key.attributes.iter().any(|a| a == attribute), "{attribute} in {:?}", key.attributes);
    }
    let listed = institution.signer.ask(&request::ListPublicKeys);
    assert!(matches!(listed, Ok(PublicKeys { keys }) if keys == [key]));
}

#[test]
fn the_same_content_again_gives_the_same_bytes_and_no_new_leaf() {
    let institution = Institution::founded();
    let credential = institution.credential(1).to_value();
    let first = institution.signer.sign(&credential).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(institution.signer.sign(&credential).unwrap(), first);
    let twice = institution.signer.sign_all(&[credential.clone(), credential]);
    assert!(twice.iter().all(|one| one.as_ref() == Ok(&first)));
    assert_eq!(institution.signer.health().ledger_size, 4);
}

#[test]
fn a_batch_is_answered_in_order_and_a_refusal_stops_no_other() {
    let institution = Institution::founded();
    let mut stranger = institution.credential(2);
    stranger.issuer.id = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK".into();
    let batch = [institution.credential(1), stranger, institution.credential(3)]
        .map(|credential| credential.to_value());
    let results = institution.signer.sign_all(&batch);
    assert_eq!(results[0].as_ref().unwrap().ledger_index, 3);
    assert!(results[1].is_err());
    assert_eq!(results[2].as_ref().unwrap().ledger_index, 4);
    assert!(results[2].as_ref().unwrap().document.contains("FFQ6000003"));
    for one in [&results[0], &results[2]] {
        verifies(&one.as_ref().unwrap().document, &institution.public_key);
    }
}

#[test]
fn twins_in_one_batch_become_one_leaf_and_a_false_twin_is_refused() {
    let institution = Institution::founded();
    let credential = institution.credential(1).to_value();
    let mut other = institution.credential(1);
    other.recipient.name = "Eve".into();
    let mut same_index = institution.credential(2);
    same_index.status.index = 1001;
    let results = institution.signer.sign_all(&[
        credential.clone(),
        credential,
        other.to_value(),
        same_index.to_value(),
    ]);
    assert_eq!(results[0], results[1]);
    assert_eq!(results[2].as_ref().unwrap_err().code, protocol::RefusalCode::SameIdOtherContent);
    assert_eq!(results[3].as_ref().unwrap_err().code, protocol::RefusalCode::StatusIndexTaken);
    assert_eq!(institution.signer.health().ledger_size, 4);
}

#[test]
fn the_did_document_is_written_by_the_signer_for_everyone_to_read() {
    let institution = Institution::founded();
    let answer = institution.signer.ask(&request::PublishDidDocument { issuer: institution.did.clone() });
    let Ok(PublishedDocument { document }) = answer else { panic!("{answer:?}") };
    let file = format!("public/issuers/{INSTITUTION}/did.json");
    assert_eq!(institution.signer.read(&file), document);
    assert!(document.contains(&institution.public_key) && document.contains(&institution.did));
    let size = institution.signer.health().ledger_size;
    institution.signer.ask(&request::PublishDidDocument { issuer: institution.did.clone() }).unwrap();
    assert_eq!(institution.signer.health().ledger_size, size);
}

#[test]
fn a_did_document_that_somebody_changed_is_written_again_at_the_next_start() {
    let mut institution = Institution::founded();
    institution.signer.ask(&request::PublishDidDocument { issuer: institution.did.clone() }).unwrap();
    let file = format!("public/issuers/{INSTITUTION}/did.json");
    let document = institution.signer.read(&file);
    std::fs::write(institution.signer.path(&file), "{}").unwrap();
    institution.signer.kill_run();
    institution.signer.start_run();
    assert_eq!(institution.signer.read(&file), document);
    assert!(institution.signer.read("run.log").contains("did.json"));
}

#[test]
fn created_is_the_signer_s_own_clock_and_survives_a_restart() {
    let mut institution = Institution::founded();
    let mut credential = institution.credential(1);
    credential.valid_from = credential.valid_from.plus_seconds(-86_400);
    let credential = credential.to_value();
    let first = institution.signer.sign(&credential).unwrap();
    assert!(created(&first.document) >= crate::documents::now().plus_seconds(-60).rfc3339());
    institution.signer.kill_run();
    institution.signer.kill_worker();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    institution.signer.start();
    assert_eq!(institution.signer.sign(&credential).unwrap(), first);
}
