//! Approval of a design.

use crate::app::{TestApp, json};
use axum::http::StatusCode;
use insignia_test_signer::Fault;
use protocol::FaultReason;

const WEEK: i64 = 7 * 86_400;

/// Is the signer asked nothing more, even later?
async fn at_rest(app: &TestApp) -> bool {
    let before = app.signer.asked().len();
    app.pass(60);
    app.work().await;
    app.signer.asked().len() == before
}

#[tokio::test]
async fn a_design_waits_until_people_approve_it_and_is_published_by_itself_then() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    let (page, public) = (format!("/designs/{id}"), format!("/achievements/{id}/1"));
    let seen = app.get(&page).await;
    let waiting = app.signer.waiting().pop().unwrap();
    assert!(seen.says("Version 1 is waiting for approval"), "{}", seen.words());
    assert!(seen.says("Approvals so far: 0 of 1"), "{}", seen.words());
    assert!(
        seen.says(&format!("insignia-signer approve {} --config", &waiting.digest[..8])),
        "{}",
        seen.words()
    );
    assert!(seen.text().contains(r#"href="http://localhost:3001" target="_blank""#), "{}", seen.text());
    assert_eq!(app.get(&public).await.status, StatusCode::NOT_FOUND, "public before it was approved");
    assert!(app.get(&format!("/issue/{id}")).await.says("not published"), "it may be issued");
    app.pass(2);
    app.work().await;
    assert_eq!(app.get(&public).await.status, StatusCode::NOT_FOUND);

    app.signer.approve();
    app.pass(2);
    app.work().await;
    assert_eq!(json(&app.get_as(&public, "application/json").await)["name"], "Coastal Flood Modelling");
    let seen = app.get(&page).await;
    assert!(seen.says("Version 1 is published") && !seen.says("is waiting for approval"), "{}", seen.words());
    assert!(at_rest(&app).await, "the job goes on");
}

#[tokio::test]
async fn whoever_looks_again_learns_of_the_approval_at_once() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    app.signer.approve();
    let seen = app.get(&format!("/designs/{id}")).await;
    assert!(seen.says("Version 1 is approved"), "{}", seen.words());
    app.look_again(&id).await;
    assert!(app.get(&format!("/designs/{id}")).await.says("Version 1 is published"));
    assert_eq!(app.get(&format!("/achievements/{id}/1")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_page_counts_the_people_who_approved() {
    let app = TestApp::set_up().await;
    app.signer.set_quorum(2);
    let id = app.submit_a_design().await;
    app.signer.approve();
    let seen = app.get(&format!("/designs/{id}")).await;
    assert!(seen.says("Approvals so far: 1 of 2"), "{}", seen.words());
    let today = app.get("/today").await;
    assert!(today.says("Allow this new badge: Coastal Flood Modelling"), "{}", today.words());
    assert!(today.says("Approvals so far: 1 of 2"), "{}", today.words());
}

#[tokio::test]
async fn what_was_declined_is_told_and_can_be_changed_and_asked_again() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    let page = format!("/designs/{id}");
    app.signer.decline();
    app.pass(2);
    app.work().await;
    assert!(at_rest(&app).await, "it is asked for again though somebody said no");
    let seen = app.get(&page).await;
    assert!(seen.says("Version 1 was not published") && seen.says("It was declined"), "{}", seen.words());
    assert!(app.signer.waiting().is_empty(), "looking asked for it again");

    let again = app.post_design(&page, "Coastal Flood Modelling, better", "publish", &[]).await;
    assert_eq!(again.leads_to(), format!("{page}?submitted"));
    app.signer.approve();
    app.pass(2);
    app.work().await;
    let public = json(&app.get_as(&format!("/achievements/{id}/1"), "application/json").await);
    assert_eq!(public["name"], "Coastal Flood Modelling, better", "the declined wording was published");
}

#[tokio::test]
async fn what_nobody_approved_in_time_is_told_and_can_be_asked_again_as_it_is() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    let page = format!("/designs/{id}");
    app.signer.decline();
    app.pass(WEEK);
    assert!(app.get(&page).await.says("Too few people approved it in time"));
    app.work().await;
    let again = app.post_design(&page, "Coastal Flood Modelling", "publish", &[]).await;
    assert_eq!(again.leads_to(), format!("{page}?submitted"));
    app.approve(&id).await;
    assert!(app.get(&page).await.says("Version 1 is published"));
}

#[tokio::test]
async fn a_signer_that_was_away_is_asked_again_and_nobody_has_to_publish_twice() {
    let app = TestApp::set_up().await;
    app.signer.inject(Fault::Fails(FaultReason::WorkerAway));
    let reply = app.post_design("/designs/new", "Flood", "publish", &[]).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.says("The signer's worker, which uses the token, does not answer"), "{}", reply.words());
    app.signer.recover();
    let app = app.restart().await;
    app.pass(60);
    app.work().await;
    app.signer.approve();
    app.pass(60);
    app.work().await;
    let designs = app.get("/designs").await;
    assert!(designs.says("Version 1 published"), "{}", designs.words());
}

#[tokio::test]
async fn the_draft_may_go_on_after_the_version_and_what_was_sent_is_published() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    let page = format!("/designs/{id}");
    let refused = app.post_design(&page, "Another name", "save", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.signer.approve();
    app.pass(2);
    app.work().await;
    let public = json(&app.get_as(&format!("/achievements/{id}/1"), "application/json").await);
    assert_eq!(public["name"], "Coastal Flood Modelling");
    app.post_design(&page, "Another name", "save", &[]).await;
    let seen = app.get(&page).await;
    assert!(seen.says("version 1 is published and stays as it is"), "{}", seen.words());
}

#[tokio::test]
async fn while_a_version_waits_its_content_is_not_sent_again() {
    let app = TestApp::set_up().await;
    app.submit_a_design().await;
    let before = app.signer.asked().len();
    for _ in 0..3 {
        app.pass(2);
        app.work().await;
    }
    assert_eq!(app.signer.asked()[before..], ["look-up-change"; 3]);
    app.signer.approve();
    app.pass(2);
    app.work().await;
    let asked = app.signer.asked();
    assert_eq!(asked[before + 3], "look-up-change");
}
