//! Revocations are permanent.

use crate::attacks::lists::well_within_an_hour;
use crate::documents::{Institution, now};
use crate::house::House;
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
    let school = Institution::founded();
    for n in [1, 2] {
        school.house.sign(&school.credential(n).to_value()).unwrap();
    }
    let signed = school.house.sign_list(&school.list(&[1001]).to_value()).unwrap();
    let document = Document::parse(signed.document.as_bytes()).unwrap();
    verify_proof(&document, &PublicKey::parse(&school.public_key).unwrap()).unwrap();
    school
}

fn restart(house: &mut House) {
    house.kill_run();
    house.start_run();
}

#[test]
fn a_revocation_cannot_be_cleared_not_even_after_a_restart() {
    let mut school = with_a_revocation();
    assert_eq!(code(school.house.sign_list(&school.list(&[]).to_value())), RefusalCode::RevocationCleared);
    assert_eq!(
        code(school.house.sign_list(&school.list(&[1002]).to_value())),
        RefusalCode::RevocationCleared
    );
    restart(&mut school.house);
    assert_eq!(code(school.house.sign_list(&school.list(&[]).to_value())), RefusalCode::RevocationCleared);
    assert!(school.house.sign_list(&school.list(&[1001, 1002]).to_value()).is_ok());
}

#[test]
fn only_indexes_of_signed_credentials_can_be_revoked() {
    let school = with_a_revocation();
    assert_eq!(
        code(school.house.sign_list(&school.list(&[1001, 77]).to_value())),
        RefusalCode::StatusIndexUnknown
    );
}

#[test]
fn the_same_list_again_is_the_same_document_and_a_renewed_one_is_a_new_leaf_once_an_hour() {
    well_within_an_hour();
    let mut school = with_a_revocation();
    let list = school.list(&[1001]).to_value();
    let renewed = |school: &Institution, seconds: i64| {
        let mut list = school.list(&[1001]);
        list.valid_until = list.valid_until.plus_seconds(seconds);
        list.to_value()
    };
    // An hour ago by the signer's journal.
    school.house.kill_run();
    school.house.age("status-list", "created", 3_600);
    school.house.start_run();
    let first = school.house.sign_list(&renewed(&school, 7)).unwrap();
    assert_eq!(code(school.house.sign_list(&list)), RefusalCode::ListTooSoon);
    school.house.kill_run();
    school.house.age("status-list", "created", 3_600);
    school.house.start_run();
    let again = renewed(&school, 14);
    let second = school.house.sign_list(&again).unwrap();
    assert_eq!(second.ledger_index, first.ledger_index + 1);
    assert_eq!(school.house.sign_list(&again).unwrap(), second);
    // Further revocations are signed at once.
    assert_eq!(
        school.house.sign_list(&school.list(&[1001, 1002]).to_value()).unwrap().ledger_index,
        second.ledger_index + 1
    );
}

#[test]
fn a_list_that_lives_too_long_is_refused() {
    let school = with_a_revocation();
    let mut day = school.list(&[1001]);
    day.valid_until = day.valid_from.plus_seconds(86_401);
    assert_eq!(code(school.house.sign_list(&day.to_value())), RefusalCode::StatusListTooLong);
    let mut later = school.list(&[1001]);
    later.valid_from = now().plus_seconds(3_600);
    later.valid_until = now().plus_seconds(7_200);
    assert_eq!(code(school.house.sign_list(&later.to_value())), RefusalCode::StatusListTooLong);
    let mut ttl = school.list(&[1001]);
    ttl.ttl_ms = 30_001;
    assert_eq!(code(school.house.sign_list(&ttl.to_value())), RefusalCode::StatusListTooLong);
}

#[test]
fn a_list_of_another_issuer_or_place_is_refused() {
    let school = with_a_revocation();
    let mut stranger = school.list(&[1001]);
    stranger.issuer = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK".into();
    assert_eq!(code(school.house.sign_list(&stranger.to_value())), RefusalCode::UnknownIssuer);
    let mut foreign = school.list(&[]);
    foreign.id = "https://elsewhere.example/status/1".into();
    assert_eq!(code(school.house.sign_list(&foreign.to_value())), RefusalCode::ForeignId);
    let mut suspension = school.list(&[1001]).to_value();
    suspension["credentialSubject"]["statusPurpose"] = Value::from("suspension");
    assert!(matches!(
        code(school.house.sign_list(&suspension)),
        RefusalCode::Lint | RefusalCode::StatusListChanged
    ));
}
