//! The metrics of the real program over HTTP.

use crate::app::TestApp;
use crate::program::{Serving, configure};

/// The value of a sample.
fn sample(text: &str, name: &str) -> Option<f64> {
    let line = text.lines().find(|line| line.split([' ', '{']).next() == Some(name));
    line.map(|line| line.rsplit(' ').next().unwrap().parse().unwrap())
}

fn difference(text: &str) -> f64 {
    sample(text, "insignia_reconciliation_difference").unwrap_or_else(|| panic!("{text}"))
}

/// The program with the application's files and a separate listener for `/metrics`.
fn serve(app: &TestApp) -> Serving {
    let directory = app.config().public_directory.parent().unwrap().to_owned();
    Serving::start(|port| {
        let url = app.config().public_url.as_str();
        let config = configure(&directory, "127.0.0.1:0", &format!("metrics_listen = '127.0.0.1:{port}'\n"));
        let text = std::fs::read_to_string(&config).unwrap().replace("http://localhost:3000", url);
        std::fs::write(&config, text).unwrap();
        config
    })
}

#[tokio::test]
async fn ledger_and_database_are_compared_and_what_either_does_not_know_is_counted() {
    let (app, design) = TestApp::with_design().await;
    let old = app.signer.copy();
    app.issue(&design).await;
    app.work().await;
    let serving = serve(&app);
    let text = serving.get("/metrics");
    assert!(text.starts_with("HTTP/1.1 200") && text.contains("text/plain; version=0.0.4"), "{text}");
    assert!(difference(&text).abs() < 0.1, "{text}");
    assert_eq!(sample(&text, "insignia_signer_up"), Some(1.0));
    assert_eq!(sample(&text, "insignia_signer_worker_up"), Some(1.0), "the signer's own are missing: {text}");
    assert_eq!(sample(&text, "insignia_key_rotation_days"), None, "a did:key cannot be replaced");
    app.signer.sign_for_somebody_else(1);
    app.signer.sign_for_somebody_else(2);
    assert!((difference(&serving.get("/metrics")) - 2.0).abs() < 0.1);
    app.signer.restore(&old);
    assert!((difference(&serving.get("/metrics")) + 1.0).abs() < 0.1);
    assert!(serving.get("/").starts_with("HTTP/1.1 404"), "that listener serves more than /metrics");
}

#[tokio::test]
async fn what_was_issued_anew_is_no_difference() {
    let app = TestApp::founded_at_https().await;
    let design = app.publish_a_design().await;
    app.issue(&design).await;
    app.work().await;
    let lost = app.signing_key();
    app.made("compromise", &[("key", &lost), ("since", "2026-02-20T18:30")]).await;
    app.made("rotate", &[]).await;
    app.pass(60);
    app.act("reissue", &[("key", &lost)]).await.leads_to();
    app.work().await;
    assert!(app.get("/keys").await.says("1 badge of 1 reissued"));
    let text = serve(&app).get("/metrics");
    assert!(difference(&text).abs() < 0.1, "{text}");
}

#[tokio::test]
async fn days_left_to_the_rotation_are_told_for_the_key_that_signs() {
    let app = TestApp::founded_at_https().await;
    let text = serve(&app).get("/metrics");
    // Created on the tests' day, due a year later; the program uses the system clock.
    let left = sample(&text, "insignia_key_rotation_days").unwrap_or_else(|| panic!("{text}"));
    assert!((0.0..=365.0).contains(&left), "{text}");
    let label = format!("insignia_key_rotation_days{{key=\"{}\"}}", app.signing_key());
    assert!(text.contains(&label), "{text}");
}

#[tokio::test]
async fn a_signer_that_is_away_is_told_and_nothing_is_made_up() {
    let directory = tempfile::tempdir().unwrap();
    let serving = Serving::start(|port| {
        configure(directory.path(), "127.0.0.1:0", &format!("metrics_listen = '127.0.0.1:{port}'\n"))
    });
    let text = serving.get("/metrics");
    assert_eq!(sample(&text, "insignia_signer_up"), Some(0.0), "{text}");
    assert!(!text.contains("insignia_reconciliation_difference"), "{text}");
}
