//! The reason of a revocation that is for the institution alone.

use crate::app::{BASE, TestApp, json};
use crate::revoking::notice;
use crate::vc_api::Program;
use axum::http::StatusCode;
use serde_json::json as value;

impl TestApp {
    /// Revokes for misconduct, and withholds the reason.
    async fn revoke_withheld(&self, register: &str) {
        let token = self.get("/designs/new").await.input("form_token");
        let fields =
            [("form_token", &*token), ("reason", "misconduct"), ("withheld", "yes"), ("sure", "yes")];
        assert_eq!(self.post(&format!("{register}/revoke"), &fields).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn no_public_page_or_document_contains_a_withheld_reason() {
    let (app, register, claim) = TestApp::with_credential().await;
    let badge = app.get(&format!("{claim}/badge.json")).await;
    let (id, notice) = (json(&badge)["id"].as_str().unwrap().to_owned(), notice(&app, &claim).await);
    let list = json(&badge)["credentialStatus"]["statusListCredential"].as_str().unwrap().to_owned();
    app.post(&format!("{claim}/public"), &[("public", "yes")]).await.leads_to();
    app.revoke_withheld(&register).await;
    app.work().await;
    let page = app.get(&register).await;
    assert!(
        page.says("Misconduct") && page.says("Only your institution sees this reason"),
        "{}",
        page.words()
    );
    app.forget_cookie();

    let told = json(&app.get(&notice).await);
    assert!(told["revoked"].is_string() && told.get("reason").is_none(), "{told}");
    let token = claim.strip_prefix("/claim/").unwrap();
    let number = id.rsplit('/').next().unwrap();
    let mut answers = Vec::new();
    for address in [
        id.clone(),
        format!("{id}/badge.json"),
        format!("{id}/badge.svg"),
        format!("{id}/badge.png"),
        format!("{id}/revocation"),
        notice,
        format!("{id}/ledger-proof"),
        list,
        claim.clone(),
        format!("{claim}/badge.json"),
        format!("/verify?badge={id}"),
        "/verify/settings".to_owned(),
        "/".to_owned(),
        format!("/issuers/{}", app.institution()),
    ] {
        for accept in ["text/html", "application/json"] {
            answers.push((address.clone(), app.get_as(&address, accept).await));
        }
    }
    answers.push(("the verdict".to_owned(), app.post_files("/verify", &[("credential", &id)], &[]).await));
    for (page, field, value) in [("public-credential", "id", number), ("claim", "token", token)] {
        let reply = app.post(&format!("/api/page/{page}"), &[(field, value)]).await;
        assert_eq!(reply.status, StatusCode::OK, "{page}: {}", reply.text());
        answers.push((format!("the data of {page}"), reply));
    }
    for (address, reply) in answers {
        let text = reply.text().to_lowercase();
        assert!(!text.contains("misconduct"), "{address}: {text}");
        assert!(!reply.status.is_server_error(), "{address}");
    }
    assert!(app.get(&id).await.says("does not publish the reason"));
    assert!(app.get(&claim).await.says("does not publish the reason"));
    let verdict = app.post_files("/verify", &[("credential", &id)], &[]).await;
    assert!(verdict.says("The issuer gives no reason"), "{}", verdict.words());
    assert!(id.starts_with(BASE));
}

#[tokio::test]
async fn a_program_may_withhold_a_reason_on_each_database() {
    for program in Program::everywhere().await {
        for (withheld, shown) in [(value!(true), None), (value!(false), Some("Misconduct"))] {
            let badge = program.issued().await;
            let body = value!({
                "credentialId": badge["id"], "status": true,
                "options": { "reason": "misconduct", "withholdReason": withheld },
                "credentialStatus": { "type": "BitstringStatusListEntry", "statusPurpose": "revocation" }
            });
            assert_eq!(program.post("/vc-api/credentials/status", &body).await.status, StatusCode::OK);
            let notice = json(&program.app.get(&crate::revoking::notice_of(&badge)).await);
            assert_eq!(notice.get("reason").and_then(|reason| reason.as_str()), shown, "{withheld}");
        }
        let malformed = value!({
            "credentialId": program.issued().await["id"], "status": true, "options": { "withholdReason": "yes" },
            "credentialStatus": { "type": "BitstringStatusListEntry", "statusPurpose": "revocation" }
        });
        let refused = program.post("/vc-api/credentials/status", &malformed).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    }
}
