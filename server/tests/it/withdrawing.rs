//! A version that waits for approval: nothing is edited under it, and its request can be withdrawn.

use crate::app::{TestApp, json};
use crate::reply::Reply;
use axum::http::StatusCode;
use credentials::lint::registered::{PerRecipient, with_picture};
use insignia_test_signer::Fault;
use protocol::{Change, FaultReason};
use sha2::{Digest as _, Sha256};

impl TestApp {
    /// Presses *Refresh this page* on the page of a design.
    pub(crate) async fn look_again(&self, design: &str) {
        let reply = self.post_token(&format!("/designs/{design}/look")).await;
        assert_eq!(reply.leads_to(), format!("/designs/{design}"));
    }

    /// Posts a form that has no field but its token.
    pub(crate) async fn post_token(&self, path: &str) -> Reply {
        let token = self.get("/designs/new").await.input("form_token");
        self.post(path, &[("form_token", &*token)]).await
    }

    async fn withdraw(&self, design: &str) -> Reply {
        self.post_token(&format!("/designs/{design}/withdraw")).await
    }

    /// Version 1 as frozen: the achievement's JSON text, the SHA-256 of the picture, and what may vary.
    async fn frozen(&self) -> (String, String, String) {
        let pool = self.database().await;
        let frozen = "SELECT achievement, picture, per_recipient FROM badge_version WHERE version = 1";
        let frozen = sqlx::query_as(frozen).fetch_one(&pool).await.unwrap();
        pool.close().await;
        frozen
    }
}

#[tokio::test]
async fn approve_one_thing_publish_another() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    let (frozen, picture, entries) = app.frozen().await;
    // Whatever the draft holds: here it is changed past the application, which refuses this.
    let pool = app.database().await;
    let changed = "UPDATE badge_design SET name = 'Another name', criteria = 'Nothing.', art = 'lamp'";
    assert_eq!(sqlx::query(changed).execute(&pool).await.unwrap().rows_affected(), 1);
    pool.close().await;
    app.signer.approve();
    app.pass(2);
    app.work().await;

    let [Change::RegisterBadge { achievement, per_recipient, .. }] = &app.signer.made()[..] else { panic!() };
    assert_eq!(
        (achievement, per_recipient),
        (&frozen, &entries),
        "people approved another text than the frozen one"
    );
    assert_eq!(
        app.frozen().await,
        (frozen.clone(), picture.clone(), entries),
        "what is kept is not what was approved"
    );
    let mut public = json(&app.get_as(&format!("/achievements/{id}/1"), "application/json").await);
    public.as_object_mut().unwrap().remove("@context");
    assert_eq!(public, serde_json::from_str::<serde_json::Value>(&frozen).unwrap());
    assert_eq!(public["name"], "Coastal Flood Modelling");
    let image = app.get(&format!("/achievements/{id}/1/image")).await;
    assert_eq!(hex::encode(Sha256::digest(&image.body)), picture, "another picture is public");
    let register = app.issue(&id).await;
    app.work().await;
    assert!(app.get(&register).await.says("Coastal Flood Modelling"));
    let badge = json(&app.get(&format!("{}/badge.json", app.claim_path())).await);
    let PerRecipient::OneOf { values, .. } = with_picture(&image.body) else { panic!() };
    assert_eq!(badge["relatedResource"][0]["digestSRI"], values[0], "the badge names another picture");
    // Lists show the published version, and that the draft differs.
    for page in ["/issue", "/designs"] {
        let seen = app.get(page).await;
        assert!(seen.says("Coastal Flood Modelling"), "{page}: {}", seen.words());
        assert!(!seen.says("Another name"), "{page}: {}", seen.words());
        assert!(seen.text().contains(&format!("/achievements/{id}/1/image")), "{page}: {}", seen.text());
    }
    assert!(app.get("/designs").await.says("Changed since version 1"));
}

#[tokio::test]
async fn edit_while_it_waits() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    let page = format!("/designs/{id}");
    let before = app.rows().await;
    for action in ["save", "publish"] {
        let reply = app.post_design(&page, "Another name", action, &[]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{action}");
        assert!(reply.says("Nothing was saved: version 1 waits for approval"), "{}", reply.words());
        assert!(reply.says("Withdraw and change"), "{}", reply.words());
    }
    assert_eq!(app.rows().await, before, "something was stored");
    // The same text again is no edit: the second click on Publish.
    let twice = app.post_design(&page, "Coastal Flood Modelling", "publish", &[]).await;
    assert_eq!(twice.leads_to(), format!("{page}?submitted"));

    let seen = app.get(&page).await;
    assert!(seen.says("Version 1 as it was sent") && seen.says("Calibrate it."));
    for field in ["name=\"name\"", "name=\"criteria\"", "name=\"art\"", "value=\"save\""] {
        assert!(!seen.text().contains(field), "{field} can be edited");
    }
    assert!(app.get_as(seen.image_of_upload().as_str(), "image/*").await.status.is_success());
}

#[tokio::test]
async fn a_withdrawn_request_waits_nowhere_and_the_design_is_changed_and_sent_again() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    let page = format!("/designs/{id}");
    for _ in 0..2 {
        assert_eq!(app.withdraw(&id).await.leads_to(), format!("{page}?withdrawn"));
        assert!(app.signer.waiting().is_empty(), "people can still approve it");
    }
    app.work().await;
    let seen = app.get(&page).await;
    assert!(seen.says("Version 1 was not published. The request was withdrawn"), "{}", seen.words());
    assert_eq!(seen.input("name"), "Coastal Flood Modelling");

    let again = app.post_design(&page, "Another name", "publish", &[]).await;
    assert_eq!(again.leads_to(), format!("{page}?submitted"));
    app.approve(&id).await;
    let public = json(&app.get_as(&format!("/achievements/{id}/1"), "application/json").await);
    assert_eq!(public["name"], "Another name");
}

#[tokio::test]
async fn a_crash_after_the_signer_withdrew_leaves_a_version_that_can_be_sent_again() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    let page = format!("/designs/{id}");
    app.signer.inject(Fault::BreaksAfterRequests(&["withdraw-change"]));
    let reply = app.withdraw(&id).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.says("The request was not withdrawn: the signer gave no answer."), "{}", reply.words());
    app.signer.recover();
    let app = app.restart().await;
    assert!(app.signer.waiting().is_empty());
    app.pass(60);
    app.work().await;
    assert!(app.get(&page).await.says("Version 1 was not published. It was declined"));
    let again = app.post_design(&page, "Another name", "publish", &[]).await;
    assert_eq!(again.leads_to(), format!("{page}?submitted"));
    app.approve(&id).await;
    let public = json(&app.get_as(&format!("/achievements/{id}/1"), "application/json").await);
    assert_eq!(public["name"], "Another name");
}

#[tokio::test]
async fn a_version_that_was_approved_meanwhile_is_published_and_not_withdrawn() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    app.signer.approve();
    assert_eq!(app.withdraw(&id).await.leads_to(), format!("/designs/{id}?approved"));
    assert_eq!(app.get(&format!("/achievements/{id}/1")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_request_that_never_reached_the_signer_is_withdrawn_too() {
    let app = TestApp::set_up().await;
    app.signer.inject(Fault::Fails(FaultReason::WorkerAway));
    let reply = app.post_design("/designs/new", "Flood", "publish", &[]).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    let text = app.get("/designs").await.text();
    let ids = text.split("/designs/").filter_map(|rest| rest.get(..26));
    let id = ids.into_iter().find(|id| id.starts_with("01")).unwrap().to_owned();
    assert_eq!(app.withdraw(&id).await.status, StatusCode::SERVICE_UNAVAILABLE);
    app.signer.recover();
    assert_eq!(app.withdraw(&id).await.leads_to(), format!("/designs/{id}?withdrawn"));
    app.pass(60);
    app.work().await;
    assert!(app.signer.waiting().is_empty(), "the job sent it after it was withdrawn");
    assert_eq!(app.post_design(&format!("/designs/{id}"), "Tide", "save", &[]).await.status, 303);
}

#[tokio::test]
async fn a_proposal_that_was_on_its_way_is_withdrawn_by_the_job() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    let (achievement, _, per_recipient) = app.frozen().await;
    let change = Change::RegisterBadge { issuer: app.signer.did(), achievement, per_recipient };
    app.withdraw(&id).await;
    app.signer.ask(&protocol::request::Propose { change }).unwrap();
    assert_eq!(app.signer.waiting().len(), 1);
    app.work().await;
    assert!(app.signer.waiting().is_empty(), "people can approve what was withdrawn");
}

#[tokio::test]
async fn strangers_and_forged_forms_withdraw_nothing() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    let path = format!("/designs/{id}/withdraw");
    assert_eq!(app.post(&path, &[("form_token", "00")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.withdraw("01ARZ3NDEKTSV4RRFFQ69G5FAV").await.status, StatusCode::NOT_FOUND);
    app.forget_cookie();
    assert_eq!(app.post(&path, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.signer.waiting().len(), 1);
}
