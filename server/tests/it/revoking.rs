use crate::app::{TestApp, json};
use axum::http::StatusCode;
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::status::StatusList;
use insignia_test_signer::Fault;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

async fn bit(app: &TestApp, claim: &str) -> bool {
    let credential = json(&app.get(&format!("{claim}/badge.json")).await);
    let status = &credential["credentialStatus"];
    let index = status["statusListIndex"].as_str().unwrap().parse().unwrap();
    let list = json(&app.get(status["statusListCredential"].as_str().unwrap()).await);
    StatusList::decode(list["credentialSubject"]["encodedList"].as_str().unwrap())
        .unwrap()
        .get(index)
        .unwrap()
}

/// The address at which a holder of the badge reads why it was revoked.
pub(crate) async fn notice(app: &TestApp, claim: &str) -> String {
    notice_of(&json(&app.get(&format!("{claim}/badge.json")).await))
}

/// The same for a signed document.
pub(crate) fn notice_of(badge: &Value) -> String {
    let canonical = canonical_unsecured(badge, &[], RdfcHash::Sha256).unwrap();
    let digest = hex::encode(Sha256::digest(canonical));
    format!("{}/revocation?digest={digest}", badge["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_revocation_is_in_the_signed_list_and_is_told_with_its_reason() {
    let (app, register, claim) = TestApp::with_credential().await;
    let notice = notice(&app, &claim).await;
    assert!(!bit(&app, &claim).await);
    assert_eq!(app.get(&notice).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.revoke(&register, "misconduct").await.leads_to(), format!("{register}?revoked"));
    assert_eq!(app.get(&notice).await.status, StatusCode::NOT_FOUND, "told before the signed list tells it");
    app.work().await;
    assert!(bit(&app, &claim).await);
    assert_eq!(json(&app.get(&notice).await)["reason"], "Misconduct");
}

#[tokio::test]
async fn revoking_twice_is_refused_and_keeps_the_first_reason() {
    let (app, register, claim) = TestApp::with_credential().await;
    app.revoke(&register, "misconduct").await.leads_to();
    app.work().await;
    let again = app.revoke(&register, "holder-asked").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("The badge was revoked already"), "{}", again.words());
    assert_eq!(json(&app.get(&notice(&app, &claim).await).await)["reason"], "Misconduct");
}

#[tokio::test]
async fn the_reason_of_a_private_badge_is_for_those_who_have_it() {
    let (app, register, claim) = TestApp::with_credential().await;
    let with_digest = notice(&app, &claim).await;
    let (bare, _) = with_digest.split_once('?').unwrap();
    app.revoke(&register, "misconduct").await.leads_to();
    app.work().await;
    app.forget_cookie();
    let wrong = format!("{bare}?digest={}", "0".repeat(64));
    for address in [bare, &format!("{bare}?digest="), &wrong] {
        let unknown = "/credentials/01ARZ3NDEKTSV4RRFFQ69G5FAV/revocation";
        let (refused, unknown) = (app.get(address).await, app.get(unknown).await);
        assert_eq!((refused.status, refused.body), (StatusCode::NOT_FOUND, unknown.body), "{address}");
    }
    assert_eq!(json(&app.get(&with_digest).await)["reason"], "Misconduct");
    app.post(&format!("{claim}/public"), &[("public", "yes")]).await.leads_to();
    assert_eq!(json(&app.get(bare).await)["reason"], "Misconduct", "everybody sees a badge that is shown");
}

#[tokio::test]
async fn a_revocation_that_is_not_sure_or_has_no_reason_is_none() {
    let (app, register, claim) = TestApp::with_credential().await;
    let token = app.get("/designs/new").await.input("form_token");
    for fields in [
        vec![("form_token", &*token), ("reason", "misconduct")],
        vec![("form_token", &*token), ("reason", "because"), ("sure", "yes")],
    ] {
        let reply = app.post(&format!("{register}/revoke"), &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    app.work().await;
    assert!(!bit(&app, &claim).await);
}

#[tokio::test]
async fn what_is_not_signed_yet_cannot_be_revoked() {
    let (app, design) = TestApp::with_design().await;
    let register = app.issue(&design).await;
    let reply = app.revoke(&register, "misconduct").await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_list_is_signed_again_at_half_of_its_validity() {
    let (app, _, claim) = TestApp::with_credential().await;
    let credential = json(&app.get(&format!("{claim}/badge.json")).await);
    let list = credential["credentialStatus"]["statusListCredential"].as_str().unwrap().to_owned();
    let first = json(&app.get(&list).await);
    app.pass(6 * 60 * 60);
    app.application.jobs.renew().await;
    app.work().await;
    let second = json(&app.get(&list).await);
    assert_ne!(first["validUntil"], second["validUntil"]);
    let (from, until) = (second["validFrom"].as_str().unwrap(), second["validUntil"].as_str().unwrap());
    let time = |text: &str| domain::Timestamp::parse(text).unwrap().millis();
    assert!(time(until) - time(from) <= 24 * 60 * 60 * 1000);
}

#[tokio::test]
async fn a_list_whose_answer_was_lost_is_asked_for_again_as_the_same_list() {
    let (app, register, claim) = TestApp::with_credential().await;
    app.revoke(&register, "misconduct").await.leads_to();
    app.signer.inject(Fault::BreaksAfter);
    app.work().await;
    let signed = app.signer.signed_documents();
    assert!(!bit(&app, &claim).await);
    app.signer.recover();
    app.pass(2);
    app.work().await;
    assert!(bit(&app, &claim).await);
    assert_eq!(
        app.signer.signed_documents(),
        signed,
        "the signer was asked for another list within the hour"
    );
}

#[tokio::test]
async fn revocations_above_the_signer_s_ceiling_are_published_in_part_and_follow() {
    let (app, design) = TestApp::with_design().await;
    let mut registers = Vec::new();
    for _ in 0..40 {
        registers.push(app.issue(&design).await);
    }
    app.work().await;
    let told = async || {
        let list = app.signer.lists().pop().unwrap();
        let list = json(&app.get(&list).await);
        let bits = list["credentialSubject"]["encodedList"].as_str().unwrap().to_owned();
        StatusList::decode(&bits).unwrap().ones().count()
    };
    app.signer.inject(Fault::RevocationsLeft(35));
    for register in &registers {
        app.revoke(register, "misconduct").await.leads_to();
    }
    app.work().await;
    assert_eq!(told().await, 35, "as many as the ceiling holds");
    // The rest waits, and that is no failure.
    app.work().await;
    assert_eq!(told().await, 35);
    app.signer.inject(Fault::RevocationsLeft(100));
    app.pass(60);
    app.work().await;
    assert_eq!(told().await, 40);
    assert_eq!(app.signer.lists().len(), 1);
}

#[tokio::test]
async fn a_list_whose_revocations_wait_does_not_end_meanwhile() {
    let (app, register, claim) = TestApp::with_credential().await;
    app.signer.inject(Fault::RevocationsLeft(0));
    app.revoke(&register, "misconduct").await.leads_to();
    app.work().await;
    assert!(!bit(&app, &claim).await);
    let credential = json(&app.get(&format!("{claim}/badge.json")).await);
    let list = credential["credentialStatus"]["statusListCredential"].as_str().unwrap().to_owned();
    let first = json(&app.get(&list).await);
    app.pass(6 * 60 * 60);
    app.application.jobs.renew().await;
    app.work().await;
    assert_ne!(json(&app.get(&list).await)["validUntil"], first["validUntil"]);
    assert!(!bit(&app, &claim).await);
    app.signer.inject(Fault::RevocationsLeft(1));
    app.pass(60);
    app.work().await;
    assert!(bit(&app, &claim).await);
}
