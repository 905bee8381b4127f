//! Crashes at any point of issuing: nothing lost, nothing doubled.

use crate::app::TestApp;
use insignia_test_signer::Fault;
use protocol::FaultReason;
use protocol::reason::StatusListReason;

#[tokio::test]
async fn killed_before_the_job_ran() {
    let (app, design) = TestApp::with_design().await;
    app.issue(&design).await;
    let app = app.restart().await;
    app.work().await;
    assert_eq!(app.mails().len(), 1);
}

#[tokio::test]
async fn killed_after_the_signer_signed_and_before_it_was_stored() {
    let (app, design) = TestApp::with_design().await;
    let before = app.signer.signed_documents();
    app.signer.inject(Fault::BreaksAfter);
    app.issue(&design).await;
    app.work().await;
    assert!(app.mails().is_empty());
    app.signer.recover();
    let app = app.restart().await;
    app.pass(15);
    app.work().await;
    assert_eq!(app.mails().len(), 1);
    let sent = app.signer.sent();
    assert_eq!(sent.len(), 2, "it was not sent again");
    assert_eq!(sent[0], sent[1], "a retry sent other bytes");
    assert_eq!(app.signer.signed_documents(), before + 1, "it was signed twice");
}

#[tokio::test]
async fn what_a_killed_server_waited_with_is_due_at_once_after_the_next_start() {
    let (app, design) = TestApp::with_design().await;
    app.signer.inject(Fault::Fails(FaultReason::WorkerAway));
    app.issue(&design).await;
    for _ in 0..5 {
        app.work().await;
        app.pass(15);
    }
    app.work().await;
    app.signer.recover();
    let app = app.restart().await;
    app.work().await;
    assert_eq!(app.mails().len(), 1);
}

#[tokio::test]
async fn no_badge_is_signed_before_its_list_can_be_had() {
    let app = TestApp::new().await;
    app.found_without_working().await;
    let design = app.publish_a_design().await;
    app.signer.inject(Fault::Refuses("sign-status-list", StatusListReason::ClearsRevocation.into()));
    app.issue(&design).await;
    for _ in 0..3 {
        app.work().await;
        app.pass(15);
    }
    assert!(app.signer.sent().is_empty(), "a badge was signed whose list nobody can read");
    app.signer.recover();
    app.work().await;
    assert_eq!(app.mails().len(), 1);
}

#[tokio::test]
async fn a_mail_written_twice_is_one_mail() {
    let (app, register, _) = TestApp::with_credential().await;
    assert_eq!(app.mails().len(), 1);
    let id = register.strip_prefix("/register/").unwrap();
    assert!(app.mails()[0].ends_with(format!("{id}.eml")));
}

#[tokio::test]
async fn with_no_signer_at_all_everything_waits_and_pages_say_so() {
    let (app, design) = TestApp::with_design().await;
    std::fs::remove_file(&app.config().signer_socket).unwrap();
    let register = app.issue(&design).await;
    app.work().await;
    assert!(app.get(&register).await.says("The signer does not answer."));
    assert!(app.get("/today").await.says("The signer does not answer."));
    let keys = app.get("/keys").await;
    assert_eq!(keys.status.as_u16(), 503);
    assert!(keys.says("Nothing is lost."), "{}", keys.words());
    assert!(app.mails().is_empty());
}
