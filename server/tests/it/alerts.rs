//! The signer's alerts: by mail, each event once, and on their page.

use crate::app::TestApp;
use axum::http::StatusCode;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use insignia_test_signer::Fault;
use protocol::FaultReason;

/// The tests' clock at the start.
const NOW: i64 = 1_772_000_000_000;

impl TestApp {
    /// An institution with a mail address for alerts.
    async fn watched() -> Self {
        let app = Self::set_up().await;
        app.restart_with(|config| config.keys.mail = Some("keys@example.edu".to_owned())).await
    }

    /// One round of the job, this many seconds later.
    async fn look_after(&self, seconds: i64) {
        self.pass(seconds);
        self.application.jobs.renew().await;
    }

    /// Texts of the mails about alerts, in the order of their names.
    fn notices(&self) -> Vec<String> {
        let mut files = self.mails();
        files.retain(|file| file.file_name().unwrap().to_string_lossy().starts_with("alerts-"));
        files.sort();
        files.iter().map(|file| text_of(&std::fs::read_to_string(file).unwrap())).collect()
    }
}

/// The text part of a mail.
fn text_of(eml: &str) -> String {
    let part = eml.split("base64\r\n\r\n").nth(1).unwrap().split("\r\n--").next().unwrap();
    String::from_utf8(STANDARD.decode(part.replace("\r\n", "")).unwrap()).unwrap()
}

#[tokio::test]
async fn what_is_noticed_is_mailed_once_with_what_why_and_what_to_do() {
    let app = TestApp::watched().await;
    app.look_after(0).await;
    assert!(app.mails().is_empty(), "a mail about nothing");
    app.signer.notice("out-of-hours", NOW, None);
    app.look_after(60).await;
    let [mail] = app.notices().try_into().unwrap();
    for says in [
        "The signer of Vrijhaven noticed something unusual.",
        "Something was signed outside your hours",
        "2026-02-25T06:13:20Z: The key `badges` signs outside the institution's hours.",
        "Why it may matter: An attacker who wants to stay unnoticed",
        "What to do: Ask whether a colleague was at work",
        "http://localhost:3000/keys/alerts",
    ] {
        assert!(mail.contains(says), "{says} is not in {mail}");
    }
    app.look_after(3_600).await;
    assert_eq!(app.notices().len(), 1, "told twice");
    let app = app.restart().await;
    app.look_after(3_600).await;
    assert_eq!(app.notices().len(), 1, "told again after a restart");
}

#[tokio::test]
async fn many_events_are_one_mail_and_the_next_comes_a_quarter_of_an_hour_later() {
    let app = TestApp::watched().await;
    for second in 0..400 {
        app.signer.notice("repeated-refusals", NOW + second, None);
    }
    app.look_after(60).await;
    let [mail] = app.notices().try_into().unwrap();
    assert!(
        mail.contains("and 390 more of this kind") && mail.matches("60 requests were refused").count() == 10,
        "{mail}"
    );
    app.signer.notice("retired-key", NOW + 60_000, None);
    app.look_after(60).await;
    app.signer.notice("backdated", NOW + 120_000, None);
    app.look_after(60).await;
    assert_eq!(app.notices().len(), 1, "a mail for each event");
    app.look_after(900).await;
    let [_, second] = app.notices().try_into().unwrap();
    assert!(second.contains("A key that is not in use") && second.contains("dated far back"), "{second}");
    assert!(!second.contains("refused many requests"), "told twice: {second}");
}

#[tokio::test]
async fn a_clock_that_was_wrong_and_is_set_back_silences_nothing() {
    let app = TestApp::watched().await;
    app.signer.notice("retired-key", NOW, None);
    app.look_after(365 * 86_400).await;
    assert_eq!(app.notices().len(), 1);
    app.signer.notice("backdated", NOW + 1, None);
    app.look_after(-365 * 86_400).await;
    assert_eq!(app.notices().len(), 2);
}

#[tokio::test]
async fn what_could_not_be_mailed_is_mailed_later_and_a_gap_is_told() {
    let app = TestApp::watched().await;
    app.signer.notice("first-use", NOW, None);
    app.signer.notice("backdated", NOW, None);
    // The mail directory is unusable: a file has its name.
    let outbox = app.config().mail_directory.clone();
    let _ = std::fs::remove_dir_all(&outbox);
    std::fs::write(&outbox, "").unwrap();
    app.look_after(60).await;
    std::fs::remove_file(&outbox).unwrap();
    app.signer.inject(Fault::Fails(FaultReason::WorkerAway));
    app.look_after(60).await;
    app.signer.recover();
    app.look_after(60).await;
    let [mail] = app.notices().try_into().unwrap();
    assert!(mail.contains("dated far back") && mail.contains("for the first time"), "{mail}");
    for _ in 0..6 {
        app.signer.notice("out-of-hours", NOW + 1_000, None);
    }
    app.signer.forget_events(5);
    app.look_after(900).await;
    let [_, later] = app.notices().try_into().unwrap();
    assert!(later.contains("3 earlier alerts are no longer listed"), "{later}");
}

#[tokio::test]
async fn without_an_address_nobody_is_mailed_and_the_page_says_so() {
    let app = TestApp::set_up().await;
    app.signer.notice("backdated", NOW, None);
    app.look_after(60).await;
    assert!(app.mails().is_empty());
    let page = app.get("/keys/alerts").await;
    assert!(
        page.says("No mail is sent, because no address is set") && page.says("A badge was dated far back"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn the_page_says_what_the_mail_says_until_somebody_looked() {
    let (app, design) = TestApp::with_design().await;
    let quiet = app.get("/keys/alerts").await;
    assert!(quiet.says("Nothing unusual was noticed"), "{}", quiet.words());

    // The signer's own alert: this badge version is issued for the first time.
    app.issue(&design).await;
    app.work().await;
    assert!(!app.get("/today").await.says("for the first time"), "what belongs to every day needs nobody");
    app.signer.notice("rate-over-baseline", NOW + 1, None);
    let page = app.get("/keys/alerts").await;
    for says in [
        "2 unusual things to view",
        "is issued for the first time: “Coastal Flood Modelling”, version 1.",
        "Far more was signed than usual",
        "If you do not, pause signing on the page “Keys”",
    ] {
        assert!(page.says(says), "{says} is not in {}", page.words());
    }
    assert!(app.get("/today").await.says("Far more was signed than usual"));
    assert!(
        app.get("/keys").await.says("The signer noticed 1 unusual thing that nobody here has viewed yet")
    );

    // Events after the page was rendered are not viewed.
    let newest = page.input("newest");
    app.signer.notice("retired-key", NOW + 2, None);
    assert_eq!(app.act("looked", &[("newest", &newest)]).await.leads_to(), "/keys/alerts?looked");
    let page = app.get("/keys/alerts").await;
    assert!(
        page.says("1 unusual thing to view") && page.says("Far more was signed than usual"),
        "{}",
        page.words()
    );
    let today = app.get("/today").await;
    assert!(
        today.says("A key that is not in use") && !today.says("Far more was signed"),
        "{}",
        today.words()
    );
    assert_eq!(app.act("looked", &[("newest", "all")]).await.status, StatusCode::BAD_REQUEST);
    let newest = page.input("newest");
    app.act("looked", &[("newest", &newest)]).await.leads_to();
    assert!(app.get("/keys/alerts").await.says("Nothing unusual since you last looked"));
    assert!(!app.get("/keys").await.says("that nobody here has viewed yet"));
}

#[tokio::test]
async fn strangers_see_and_mark_nothing_of_it() {
    let app = TestApp::set_up().await;
    app.signer.notice("backdated", NOW, None);
    app.forget_cookie();
    assert_eq!(app.get("/keys/alerts").await.leads_to(), "/sign-in");
    app.post("/keys", &[("act", "looked"), ("newest", "0")]).await;
    app.sign_in().await;
    assert!(app.get("/keys/alerts").await.says("1 unusual thing to view"));
}
