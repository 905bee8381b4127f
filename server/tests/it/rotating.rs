//! Scheduled rotation: the next key is created and requested in time, once, and a mail is sent. People approve.

use crate::app::TestApp;
use insignia_test_signer::Fault;
use messages::Language;
use protocol::FaultReason;
use protocol::reason::{ApprovalReason, KeyReason};

const DAY: i64 = 86_400;
/// Days after its creation at which a key's successor is requested, 15 before it is due.
const ASKS: i64 = 350;

fn keeper() -> String {
    "keys@example.edu".to_owned()
}

impl TestApp {
    async fn with_keeper() -> Self {
        let app = Self::founded_at_https().await;
        app.restart_with(|config| config.keys.mail = Some(keeper())).await
    }

    /// Days pass, and the server checks. Returns the texts of new mails.
    async fn days_later(&self, days: i64) -> Vec<String> {
        let before = self.mails();
        self.pass(days * DAY);
        self.application.jobs.renew().await;
        self.work().await;
        let news = self.mails().into_iter().filter(|mail| !before.contains(mail));
        news.map(|mail| Self::text_of(&mail)).collect()
    }
}

#[tokio::test]
async fn the_next_key_is_asked_for_in_time_and_people_alone_let_it_sign() {
    let app = TestApp::with_keeper().await;
    let first = app.signing_key();
    let [early] = app.days_later(ASKS - 1).await.try_into().unwrap();
    assert!(early.contains("There is nothing to do yet") && early.contains("10 February 2027"), "{early}");
    assert!(app.signer.waiting().is_empty() && app.signer.keys().len() == 1, "asked for too early");

    let [asked] = app.days_later(1).await.try_into().unwrap();
    assert!(asked.contains("until 17 February 2027"), "{asked}");
    assert!(asked.contains("http://localhost:3001"), "{asked}");
    assert_eq!((app.signer.waiting().len(), app.signer.keys().len()), (1, 2));
    app.sign_in().await;
    let title = Language::English.change_title(&app.signer.waiting()[0].title);
    assert!(app.get("/today").await.says(&format!("An approval is waiting: {title}")));
    assert!(app.get("/keys").await.says(&title));
    assert_eq!(app.signing_key(), first, "it signs without people");

    app.signer.approve();
    assert_ne!(app.signing_key(), first);
    assert!(app.days_later(20).await.is_empty());
    assert_eq!((app.signer.waiting().len(), app.signer.keys().len()), (0, 2), "asked for a third key");
}

#[tokio::test]
async fn a_server_that_dies_at_any_step_has_asked_for_one_key() {
    let app = TestApp::with_keeper().await;
    app.pass(ASKS * DAY);
    // The signer creates the key, and the connection breaks; and again when it notes the change.
    app.signer.inject(Fault::BreaksAfterRequests(&["create-key", "propose"]));
    let mut app = app;
    for (keys, changes) in [(2, 0), (2, 1)] {
        app = app.restart().await;
        app.days_later(0).await;
        assert_eq!((app.signer.keys().len(), app.signer.waiting().len()), (keys, changes));
    }
    app.signer.recover();
    // The mail is written, and the database does not know it yet: the mail is the same one.
    let app = app.restart().await;
    app.application.jobs.renew().await;
    let mails = app.mails();
    assert_eq!(mails.len(), 2, "the notice, and that a key waits");
    let pool = sqlx::AnyPool::connect(&app.config().database).await.unwrap();
    sqlx::query("DELETE FROM key_notice").execute(&pool).await.unwrap();
    pool.close().await;
    let app = app.restart().await;
    assert!(app.days_later(0).await.is_empty(), "told by another mail");
    for _ in 0..3 {
        assert!(app.days_later(1).await.is_empty());
    }
    assert_eq!((app.signer.waiting().len(), app.signer.keys().len()), (1, 2));
}

#[tokio::test]
async fn what_lapsed_is_asked_for_again_with_the_same_key_and_told() {
    let app = TestApp::with_keeper().await;
    app.days_later(ASKS).await;
    assert!(app.days_later(6).await.is_empty(), "told twice");
    let first = app.signer.waiting();
    // 8 days before the key is due, the first request expires.
    assert_eq!(app.days_later(1).await.len(), 1);
    let second = app.signer.waiting();
    assert_eq!((first.len(), second.len(), app.signer.keys().len()), (1, 1, 2));
    assert_ne!(first[0].digest, second[0].digest);
    // 7 days and 1 day before, the notice mentions the waiting approval.
    let [seven] = app.days_later(1).await.try_into().unwrap();
    assert!(seven.contains("Days left: 7") && seven.contains("is waiting for approval"), "{seven}");
}

#[tokio::test]
async fn people_who_declined_are_left_alone_for_a_week() {
    let app = TestApp::with_keeper().await;
    app.days_later(ASKS).await;
    app.signer.decline();
    assert!(app.days_later(6).await.is_empty() && app.signer.waiting().is_empty(), "asked for again at once");
    let app = app.restart().await;
    assert!(app.days_later(0).await.is_empty() && app.signer.waiting().is_empty(), "forgotten by a restart");
    assert_eq!(app.days_later(1).await.len(), 1);
    assert_eq!((app.signer.waiting().len(), app.signer.keys().len()), (1, 2));
}

#[tokio::test]
async fn a_signer_that_refuses_is_asked_again_and_the_notices_come_all_the_same() {
    let app = TestApp::with_keeper().await;
    let refuses_changes = Fault::Refuses("propose", ApprovalReason::TooManyWaiting { most: 3 }.into());
    for (fault, days) in [
        (Fault::Refuses("create-key", KeyReason::UnusedWaits.into()), ASKS),
        (refuses_changes.clone(), 1),
        (Fault::Fails(FaultReason::WorkerAway), 1),
    ] {
        app.signer.inject(fault.clone());
        assert!(app.days_later(days).await.len() < 2, "{fault:?}");
        assert!(app.signer.waiting().is_empty(), "{fault:?}");
    }
    app.signer.inject(refuses_changes);
    let [seven] = app.days_later(6).await.try_into().unwrap();
    assert!(seven.contains("Days left: 7") && seven.contains("Request the next key here"), "{seven}");
    app.signer.recover();
    let [asked] = app.days_later(1).await.try_into().unwrap();
    assert!(asked.contains("is waiting for approval"), "{asked}");
    assert_eq!((app.signer.waiting().len(), app.signer.keys().len()), (1, 2));
}

#[tokio::test]
async fn two_who_ask_at_once_ask_for_one_key() {
    let app = TestApp::with_keeper().await;
    let keeper = app.application.key_keeping.keeper_on_the_host.find().await.unwrap();
    let ask = || app.application.key_keeping.rotate_key.rotate(&keeper);
    let asked = tokio::join!(ask(), ask(), ask());
    assert!(asked.0.is_ok() && asked.1.is_ok() && asked.2.is_ok(), "{asked:?}");
    assert_eq!((app.signer.waiting().len(), app.signer.keys().len()), (1, 2));
}

#[tokio::test]
async fn by_hand_and_by_schedule_it_is_one_key() {
    let app = TestApp::with_keeper().await;
    app.act("rotate", &[]).await.leads_to();
    let digest = app.signer.waiting()[0].digest.clone();
    app.pass(2 * DAY);
    app.signer.decline();
    app.days_later(ASKS - 2).await;
    app.sign_in().await;
    app.act("rotate", &[]).await.leads_to();
    let waiting = app.signer.waiting();
    assert_eq!((waiting.len(), app.signer.keys().len()), (1, 2));
    assert_ne!(waiting[0].digest, digest);
}

#[tokio::test]
async fn who_keeps_the_keys_is_told_30_7_and_1_days_before_each_once() {
    let app = TestApp::founded_at_https().await;
    let app = app
        .restart_with(|config| (config.keys.mail, config.keys.ask_days_before) = (Some(keeper()), 0))
        .await;
    let look = async |days: i64| {
        app.days_later(days).await;
        app.mails().len()
    };
    assert_eq!(look(300).await, 0, "told too early");
    app.sign_in().await;
    assert!(!app.get("/today").await.says("has to be replaced"));
    assert_eq!(look(36).await, 1);
    assert_eq!(look(1).await, 1, "told twice");
    app.sign_in().await;
    assert!(app.get("/today").await.says("The signing key has to be replaced by 25 February 2027"));
    let soon = app.get("/keys").await;
    assert!(soon.says("To be replaced by 25 February 2027"), "{}", soon.words());
    assert!(soon.says("The signing key has to be replaced within 28 days"), "{}", soon.words());
    assert_eq!(look(22).await, 2);
    app.sign_in().await;
    assert!(app.get("/keys").await.says("has to be replaced within 6 days"));
    assert_eq!(look(6).await, 3);
    assert_eq!(look(30).await, 3, "told again when it is over");
    assert!(app.signer.waiting().is_empty(), "asked for although that is off");
    app.sign_in().await;
    app.made("rotate", &[]).await;
}

#[tokio::test]
async fn nobody_is_told_to_replace_what_cannot_be_replaced() {
    let app = TestApp::set_up().await;
    let app = app.restart_with(|config| config.keys.mail = Some(keeper())).await;
    assert!(app.days_later(364).await.is_empty());
    assert!(app.signer.waiting().is_empty());
}
