//! Requests of a compromised web server that are refused.

use crate::documents::Institution;
use crate::test_signer::{refusal, says, sentences};
use protocol::{Decision, MAX_BATCH, RefusalCode, SignedBatch, request};
use serde_json::{Value, json};

/// The code by which a credential is refused. Nothing is recorded.
fn refused(institution: &Institution, credential: &Value) -> RefusalCode {
    let before = institution.signer.health().ledger_size;
    let refusal = institution.signer.sign(credential).unwrap_err();
    assert_eq!(institution.signer.health().ledger_size, before, "a refused document left a leaf");
    for private in ["Ada Recipient", "ada@example.org"] {
        assert!(!says(&refusal).contains(private) && !institution.signer.read("run.log").contains(private));
    }
    refusal.code
}

#[test]
fn a_badge_that_was_never_registered_is_refused() {
    let institution = Institution::founded();
    let mut credential = institution.credential(1);
    credential.achievement.id = credential.achievement.id.replace("FA1/1", "FA1/2");
    let picture = credential.achievement.image.as_mut().unwrap();
    picture.id = picture.id.replace("FA1/1", "FA1/2");
    assert_eq!(refused(&institution, &credential.to_value()), RefusalCode::UnregisteredBadge);
}

#[test]
fn a_registered_badge_with_one_word_changed_is_refused() {
    let institution = Institution::founded();
    let mut credential = institution.credential(1);
    credential.achievement.name = "Welding, second level".into();
    assert_eq!(refused(&institution, &credential.to_value()), RefusalCode::UnregisteredBadge);
    let mut more = institution.credential(1).to_value();
    more["credentialSubject"]["achievement"]["fieldOfStudy"] = json!("Surgery");
    assert_eq!(refused(&institution, &more), RefusalCode::UnregisteredBadge);
}

#[test]
fn a_frozen_badge_version_cannot_be_registered_with_other_content() {
    let institution = Institution::founded();
    let before = institution.signer.health().ledger_size;
    let mut achievement = institution.achievement();
    assert!(matches!(institution.register(&achievement), Ok(Decision::Done { .. })));
    achievement.criteria = "Pay.".into();
    assert_eq!(refusal(institution.register(&achievement)).code, RefusalCode::BadgeVersionChanged);
    achievement.id = "https://elsewhere.example/achievements/1".into();
    assert_eq!(refusal(institution.register(&achievement)).code, RefusalCode::ForeignId);
    assert_eq!(institution.signer.health().ledger_size, before);
}

#[test]
fn another_issuer_s_badge_is_refused() {
    let institution = Institution::founded();
    let mut credential = institution.credential(1);
    credential.issuer.id = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK".into();
    assert_eq!(refused(&institution, &credential.to_value()), RefusalCode::UnknownIssuer);
    credential.issuer.id = "did:web:localhost%3A3000:issuers:01ARZ3NDEKTSV4RRFFQ69G5FAV".into();
    assert_eq!(refused(&institution, &credential.to_value()), RefusalCode::UnknownIssuer);
}

#[test]
fn a_credential_id_is_used_for_one_content_only() {
    let institution = Institution::founded();
    let first = institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    let mut other = institution.credential(1);
    other.recipient.name = "Eve Recipient".into();
    assert_eq!(refused(&institution, &other.to_value()), RefusalCode::SameIdOtherContent);
    other.status.index += 1;
    assert_eq!(refused(&institution, &other.to_value()), RefusalCode::SameIdOtherContent);
    assert_eq!(first.ledger_index, 3);
}

#[test]
fn a_foreign_credential_id_is_refused() {
    let institution = Institution::founded();
    for id in ["https://elsewhere.example/credentials/1", "urn:uuid:0193b1a2-0000-7000-8000-000000000000"] {
        let mut credential = institution.credential(1);
        credential.id = id.into();
        assert_eq!(refused(&institution, &credential.to_value()), RefusalCode::ForeignId, "{id}");
    }
}

#[test]
fn backdating_and_postdating_are_refused() {
    let institution = Institution::founded();
    for seconds in [-401 * 86_400, 660] {
        let mut credential = institution.credential(1);
        credential.valid_from = credential.valid_from.plus_seconds(seconds);
        assert_eq!(refused(&institution, &credential.to_value()), RefusalCode::OutsideWindow, "{seconds}");
    }
}

#[test]
fn one_status_index_belongs_to_one_credential() {
    let institution = Institution::founded();
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    let mut other = institution.credential(2);
    other.status.index = 1001;
    assert_eq!(refused(&institution, &other.to_value()), RefusalCode::StatusIndexTaken);
}

#[test]
fn a_credential_without_a_revocation_entry_of_ours_is_refused() {
    let institution = Institution::founded();
    let mut foreign = institution.credential(1);
    foreign.status.list = "https://elsewhere.example/status/1".into();
    assert_eq!(refused(&institution, &foreign.to_value()), RefusalCode::StatusMissing);
    let mut outside = institution.credential(1);
    outside.status.index = 131_072;
    assert_eq!(refused(&institution, &outside.to_value()), RefusalCode::StatusMissing);
    let mut none = institution.credential(1).to_value();
    none.as_object_mut().unwrap().remove("credentialStatus");
    assert_eq!(refused(&institution, &none), RefusalCode::Lint);
}

#[test]
fn what_would_go_unsigned_is_refused_with_its_place() {
    let institution = Institution::founded();
    let mut credential = institution.credential(1).to_value();
    credential["credentialSubject"]["secretTerm"] = json!("unsigned");
    let refusal = institution.signer.sign(&credential).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Lint);
    assert!(sentences(&refusal).any(|says| says.contains("secretTerm")), "{:?}", refusal.findings);
    let doubled =
        institution.credential(1).to_value().to_string().replacen('{', "{\"id\":\"https://a.example\",", 1);
    let answer = institution.signer.ask(&request::SignCredentials { credentials: vec![doubled] });
    let Ok(SignedBatch { results }) = answer else { panic!("{answer:?}") };
    assert_eq!(results[0].as_ref().unwrap_err().code, RefusalCode::Lint);
}

#[test]
fn each_request_signs_its_own_kind_of_document_only() {
    let institution = Institution::founded();
    assert_eq!(refused(&institution, &institution.list(&[]).to_value()), RefusalCode::WrongKind);
    let badge = institution
        .signer
        .ask(&request::SignStatusList { credential: institution.credential(1).to_value().to_string() });
    assert_eq!(refusal(badge).code, RefusalCode::WrongKind);
}

#[test]
fn a_batch_has_a_limit() {
    let institution = Institution::founded();
    let credentials = vec![String::from("{}"); MAX_BATCH + 1];
    assert_eq!(
        refusal(institution.signer.ask(&request::SignCredentials { credentials })).code,
        RefusalCode::BatchTooLarge
    );
}

#[test]
fn key_names_are_plain_and_the_checkpoint_key_s_name_is_kept() {
    let institution = Institution::founded();
    for label in ["", "checkpoint", "a b", "../x"] {
        let answer = institution.signer.ask(&request::CreateKey { label: label.into() });
        assert_eq!(refusal(answer).code, RefusalCode::BadKeyLabel, "{label}");
    }
}

#[test]
fn a_refusal_is_logged_by_its_code_with_the_id_veiled() {
    let institution = Institution::founded();
    let mut credential = institution.credential(1);
    credential.achievement.name = "Other".into();
    refused(&institution, &credential.to_value());
    let log = institution.signer.read("run.log");
    assert!(log.contains("refused unregistered-badge id "), "{log}");
    assert!(!log.contains(&credential.id));
}
