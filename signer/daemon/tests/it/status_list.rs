//! Revocations are permanent.

use crate::attacks::lists::well_within_an_hour;
use crate::documents::{Institution, now};
use crate::test_signer::TestSigner;
use credentials::json::Document;
use credentials::multikey::PublicKey;
use credentials::proof::verify_proof;
use protocol::{Problem, RefusalCode, SignedDocument};
use serde_json::Value;

fn code(result: Result<SignedDocument, Problem>) -> RefusalCode {
    match result {
        Err(Problem::Refused(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}

/// Two credentials at 1001 and 1002, the first revoked.
fn with_a_revocation() -> Institution {
    let institution = Institution::founded();
    for n in [1, 2] {
        institution.signer.sign(&institution.credential(n).to_value()).unwrap();
    }
    let signed = institution.signer.sign_list(&institution.list(&[1001]).to_value()).unwrap();
    let document = Document::parse(signed.document.as_bytes()).unwrap();
    verify_proof(&document, &PublicKey::parse(&institution.public_key).unwrap()).unwrap();
    institution
}

fn restart(signer: &mut TestSigner) {
    signer.kill_run();
    signer.start_run();
}

#[test]
fn a_revocation_cannot_be_cleared_not_even_after_a_restart() {
    let mut institution = with_a_revocation();
    assert_eq!(
        code(institution.signer.sign_list(&institution.list(&[]).to_value())),
        RefusalCode::RevocationCleared
    );
    assert_eq!(
        code(institution.signer.sign_list(&institution.list(&[1002]).to_value())),
        RefusalCode::RevocationCleared
    );
    restart(&mut institution.signer);
    assert_eq!(
        code(institution.signer.sign_list(&institution.list(&[]).to_value())),
        RefusalCode::RevocationCleared
    );
    assert!(institution.signer.sign_list(&institution.list(&[1001, 1002]).to_value()).is_ok());
}

#[test]
fn only_indexes_of_signed_credentials_can_be_revoked() {
    let institution = with_a_revocation();
    assert_eq!(
        code(institution.signer.sign_list(&institution.list(&[1001, 77]).to_value())),
        RefusalCode::StatusIndexUnknown
    );
}

#[test]
fn the_same_list_again_is_the_same_document_and_a_renewed_one_is_a_new_leaf_once_an_hour() {
    well_within_an_hour();
    let mut institution = with_a_revocation();
    let list = institution.list(&[1001]).to_value();
    let renewed = |institution: &Institution, seconds: i64| {
        let mut list = institution.list(&[1001]);
        list.valid_until = list.valid_until.plus_seconds(seconds);
        list.to_value()
    };
    // An hour ago by the signer's journal.
    institution.signer.kill_run();
    institution.signer.age("status-list", "created", 3_600);
    institution.signer.start_run();
    let first = institution.signer.sign_list(&renewed(&institution, 7)).unwrap();
    assert_eq!(code(institution.signer.sign_list(&list)), RefusalCode::ListTooSoon);
    institution.signer.kill_run();
    institution.signer.age("status-list", "created", 3_600);
    institution.signer.start_run();
    let again = renewed(&institution, 14);
    let second = institution.signer.sign_list(&again).unwrap();
    assert_eq!(second.ledger_index, first.ledger_index + 1);
    assert_eq!(institution.signer.sign_list(&again).unwrap(), second);
    // Further revocations are signed at once.
    assert_eq!(
        institution.signer.sign_list(&institution.list(&[1001, 1002]).to_value()).unwrap().ledger_index,
        second.ledger_index + 1
    );
}

#[test]
fn a_list_that_lives_too_long_is_refused() {
    let institution = with_a_revocation();
    let mut day = institution.list(&[1001]);
    day.valid_until = day.valid_from.plus_seconds(86_401);
    assert_eq!(code(institution.signer.sign_list(&day.to_value())), RefusalCode::StatusListTooLong);
    let mut later = institution.list(&[1001]);
    later.valid_from = now().plus_seconds(3_600);
    later.valid_until = now().plus_seconds(7_200);
    assert_eq!(code(institution.signer.sign_list(&later.to_value())), RefusalCode::StatusListTooLong);
    let mut ttl = institution.list(&[1001]);
    ttl.ttl_ms = 30_001;
    assert_eq!(code(institution.signer.sign_list(&ttl.to_value())), RefusalCode::StatusListTooLong);
}

#[test]
fn a_list_of_another_issuer_or_place_is_refused() {
    let institution = with_a_revocation();
    let mut stranger = institution.list(&[1001]);
    stranger.issuer = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK".into();
    assert_eq!(code(institution.signer.sign_list(&stranger.to_value())), RefusalCode::UnknownIssuer);
    let mut foreign = institution.list(&[]);
    foreign.id = "https://elsewhere.example/status/1".into();
    assert_eq!(code(institution.signer.sign_list(&foreign.to_value())), RefusalCode::ForeignId);
    let mut suspension = institution.list(&[1001]).to_value();
    suspension["credentialSubject"]["statusPurpose"] = Value::from("suspension");
    assert!(matches!(
        code(institution.signer.sign_list(&suspension)),
        RefusalCode::Lint | RefusalCode::StatusListChanged
    ));
}
