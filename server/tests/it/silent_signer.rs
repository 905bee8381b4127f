//! Pages while the signer accepts connections and never answers, cannot sign, or has nobody to approve.

use crate::app::TestApp;
use insignia_test_signer::Fault;
use protocol::reason::LedgerReason;
use protocol::{FaultReason, RefusalReason, request};

#[tokio::test]
async fn a_signer_that_never_answers_is_shown_as_no_answer_and_the_page_is_complete() {
    let (app, design) = TestApp::with_design().await;
    app.signer.inject(Fault::Hangs);
    let today = app.get("/today").await;
    assert!(today.says("The signer gives no answer"), "{}", today.words());
    assert!(today.says("No answer from the signer"), "{}", today.words());
    assert!(!today.says("in order"), "{}", today.words());
    assert!(today.says("is published, but not issued yet"), "the rest of the page is missing");
    for page in ["/issue".to_owned(), format!("/issue/{design}")] {
        let seen = app.get(&page).await;
        assert!(seen.says("No answer from the signer"), "{page}: {}", seen.words());
        assert!(seen.says("Coastal Flood Modelling"), "{page}: {}", seen.words());
    }
    app.signer.recover();
    assert!(!app.get("/today").await.says("o answer"));
}

#[tokio::test]
async fn a_waiting_version_is_shown_while_the_signer_never_answers() {
    let app = TestApp::set_up().await;
    let id = app.submit_a_design().await;
    app.signer.inject(Fault::Hangs);
    let seen = app.get(&format!("/designs/{id}")).await;
    assert!(seen.says("Version 1 is waiting for approval"), "{}", seen.words());
    assert!(seen.says("the signer gives no answer now"), "{}", seen.words());
    app.signer.recover();
}

#[tokio::test]
async fn what_the_signer_does_not_report_is_named_and_nothing_is_called_in_order() {
    let (app, _) = TestApp::with_design().await;
    for (name, words) in [
        ("list-waiting", "The signer does not report what waits for approval"),
        ("list-events", "The signer does not report its alerts"),
        ("list-public-keys", "The signer does not report its keys"),
    ] {
        let reason = RefusalReason::from(LedgerReason::NoneMissing { characters: 8 });
        app.signer.inject(Fault::Refuses(name, reason));
        for page in ["/today", "/issue"] {
            let seen = app.get(page).await;
            assert!(seen.says(words), "{name}, {page}: {}", seen.words());
            assert!(!seen.says("in order"), "{name}, {page}: {}", seen.words());
        }
    }
    app.signer.inject(Fault::Fails(FaultReason::WorkerAway));
    assert!(!app.get("/today").await.says("in order"));
    app.signer.recover();
    assert!(app.get("/today").await.says("in order"));
}

#[tokio::test]
async fn a_frozen_issuer_is_named_before_issuing() {
    let (app, design) = TestApp::with_design().await;
    let freeze = request::Freeze { issuer: app.signer.did(), reason: "a laptop is gone".to_owned() };
    app.signer.ask(&freeze).unwrap();
    for page in ["/today".to_owned(), "/issue".to_owned(), format!("/issue/{design}")] {
        let seen = app.get(&page).await;
        assert!(seen.says("Signing is paused: the issuer is frozen"), "{page}: {}", seen.words());
        assert!(seen.says("a laptop is gone"), "{page}: {}", seen.words());
    }
}

#[tokio::test]
async fn that_nobody_is_enrolled_is_named_while_a_change_waits() {
    let app = TestApp::set_up().await;
    assert!(!app.get("/today").await.says("No approver is enrolled"), "no change needs one");
    let id = app.submit_a_design().await;
    for page in ["/today", "/issue"] {
        let seen = app.get(page).await;
        assert!(seen.says("No approver is enrolled"), "{page}: {}", seen.words());
    }
    app.approve(&id).await;
    app.signer.enrol("Ada");
    app.post_design(&format!("/designs/{id}"), "Another name", "publish", &[]).await.leads_to();
    assert!(!app.get("/today").await.says("No approver is enrolled"), "Ada is");
}

#[tokio::test]
async fn alerts_are_named_before_issuing() {
    let (app, design) = TestApp::with_design().await;
    app.signer.notice("out-of-hours", 1_772_000_000_000, None);
    for page in ["/today".to_owned(), "/issue".to_owned(), format!("/issue/{design}")] {
        let seen = app.get(&page).await;
        assert!(seen.says("Something was signed outside your hours"), "{page}: {}", seen.words());
    }
}
