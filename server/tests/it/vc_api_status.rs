use crate::app::json;
use crate::revoking::notice_of;
use crate::vc_api::{Program, post, problem, token};
use credentials::status::StatusList;
use insignia_test_signer::Fault;
use protocol::FaultReason;
use serde_json::{Value, json as value};

const STATUS: &str = "/vc-api/credentials/status";

async fn bit(program: &Program, badge: &Value) -> bool {
    let status = &badge["credentialStatus"];
    let list = json(&program.app.get(status["statusListCredential"].as_str().unwrap()).await);
    let list = StatusList::decode(list["credentialSubject"]["encodedList"].as_str().unwrap()).unwrap();
    list.get(status["statusListIndex"].as_str().unwrap().parse().unwrap()).unwrap()
}

#[tokio::test]
async fn a_revocation_is_in_the_signed_list_with_the_answer() {
    for program in Program::everywhere().await {
        let badge = program.issued().await;
        assert!(!bit(&program, &badge).await);
        let told = json(&program.revoke(&badge).await);
        assert_eq!(told["status"], true);
        assert!(bit(&program, &badge).await);
        let notice = json(&program.app.get(&notice_of(&badge)).await);
        assert_eq!(notice["reason"], "The issuer named no reason");
    }
}

#[tokio::test]
async fn a_reason_is_one_of_those_that_are_public_and_the_first_stays() {
    let program = Program::new().await;
    let badge = program.issued().await;
    let body = |reason: &str| {
        value!({
            "credentialId": badge["id"], "status": true, "options": { "reason": reason },
            "credentialStatus": { "type": "BitstringStatusListEntry", "statusPurpose": "revocation" }
        })
    };
    problem(&program.post(STATUS, &body("because")).await, 400);
    assert_eq!(program.post(STATUS, &body("misconduct")).await.status.as_u16(), 200);
    assert_eq!(
        program.post(STATUS, &body("holder-asked")).await.status.as_u16(),
        200,
        "asking again is no fault"
    );
    let notice = json(&program.app.get(&notice_of(&badge)).await);
    assert_eq!(notice["reason"], "Misconduct");
}

#[tokio::test]
async fn a_revocation_is_never_taken_back() {
    let program = Program::new().await;
    let badge = program.issued().await;
    program.revoke(&badge).await;
    let body = value!({ "credentialId": badge["id"], "credentialStatus": badge["credentialStatus"], "status": false });
    problem(&program.post(STATUS, &body).await, 400);
    program.app.work().await;
    assert!(bit(&program, &badge).await);
}

#[tokio::test]
async fn an_entry_that_is_not_the_credentials_revokes_nothing() {
    let program = Program::new().await;
    let badge = program.issued().await;
    for (member, other) in [
        ("type", "1EdTechRevocationList"),
        ("statusPurpose", "suspension"),
        ("statusListIndex", "131071"),
        ("statusListCredential", "https://elsewhere.example/status/1"),
    ] {
        let mut entry = badge["credentialStatus"].clone();
        entry[member] = value!(other);
        let body = value!({ "credentialId": badge["id"], "credentialStatus": entry, "status": true });
        let told = problem(&program.post(STATUS, &body).await, 400);
        assert!(told["detail"].as_str().unwrap().contains(member), "{told}");
    }
    for body in [
        value!({ "credentialId": badge["id"], "credentialStatus": badge["credentialStatus"] }),
        value!({ "credentialId": badge["id"], "status": true }),
        value!({ "credentialId": 7, "credentialStatus": badge["credentialStatus"], "status": true }),
        value!({ "credentialId": badge["id"], "credentialStatus": badge["credentialStatus"], "status": "true" }),
    ] {
        problem(&program.post(STATUS, &body).await, 400);
    }
    program.app.work().await;
    assert!(!bit(&program, &badge).await);
}

#[tokio::test]
async fn a_credential_that_is_not_here_is_not_found() {
    let program = Program::new().await;
    let mut badge = program.issued().await;
    for id in ["http://localhost:3000/credentials/01ARZ3NDEKTSV4RRFFQ69G5FAV", "urn:uuid:1", ""] {
        badge["id"] = value!(id);
        problem(&program.revoke(&badge).await, 404);
    }
}

#[tokio::test]
async fn a_token_that_may_only_issue_revokes_nothing() {
    let program = Program::new().await;
    let badge = program.issued().await;
    let issuing = token(&program.app, "credentials:issue", None).await;
    let body = value!({ "credentialId": badge["id"], "credentialStatus": badge["credentialStatus"], "status": true });
    problem(&post(&program.app, Some(&issuing), STATUS, &body).await, 403);
    program.app.work().await;
    assert!(!bit(&program, &badge).await);
}

#[tokio::test]
async fn without_the_signer_a_revocation_is_written_down_and_told_later() {
    let program = Program::new().await;
    let badge = program.issued().await;
    program.app.signer.inject(Fault::Fails(FaultReason::WorkerAway));
    assert_eq!(program.revoke(&badge).await.status.as_u16(), 202);
    assert!(!bit(&program, &badge).await);
    program.app.signer.recover();
    program.app.work().await;
    assert!(bit(&program, &badge).await);
}
