//! Other servers that never answer while a badge is checked.

use crate::app::{TestApp, json};
use axum::http::StatusCode;
use credentials::verify::Supply;
use insignia_server::config::Limits;
use insignia_server::fetcher::Fetcher;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A fetcher that never answers, and counts its callers.
#[derive(Default)]
struct Never(AtomicUsize);

#[async_trait::async_trait]
impl Fetcher for Never {
    async fn fetch(&self, _: String) -> Supply {
        self.0.fetch_add(1, Ordering::SeqCst);
        std::future::pending().await
    }
}

fn limits(text: &str) -> Limits {
    toml::from_str(text).unwrap()
}

/// A badge of ours, and one whose issuer's server never answers.
async fn badges(app: &TestApp, claim: &str) -> (String, String) {
    let badge = app.get(&format!("{claim}/badge.json")).await;
    let did = json(&badge)["issuer"]["id"].as_str().unwrap().to_owned();
    (badge.text(), badge.text().replace(&did, "did:web:slow.example"))
}

#[tokio::test]
async fn a_check_that_waits_too_long_ends_with_a_sentence() {
    let (app, _, claim) = TestApp::with_credential().await;
    let (_, slow) = badges(&app, &claim).await;
    let second = |config: &mut insignia_server::config::Config| config.limits = limits("check_seconds = 1");
    let app = app.restart_fetching(Arc::new(Never::default()), second).await;
    let reply = app.post_files("/verify", &[("credential", &slow)], &[]).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.says("took too long"), "{}", reply.words());
    assert!(!reply.says("Genuine."));
}

#[tokio::test]
async fn checks_that_wait_for_slow_servers_keep_no_place_of_one_that_needs_none() {
    let (app, _, claim) = TestApp::with_credential().await;
    let (own, slow) = badges(&app, &claim).await;
    let never = Arc::new(Never::default());
    let long = |config: &mut insignia_server::config::Config| {
        config.limits = limits("check_seconds = 600\nverify_per_minute = 1000");
    };
    let app = Arc::new(app.restart_fetching(never.clone(), long).await);
    // More checks than may be judged at a time, and more than may fetch at a time.
    let waiting: Vec<_> = (0..40)
        .map(|_| {
            let (app, slow) = (app.clone(), slow.clone());
            tokio::spawn(async move { app.post_files("/verify", &[("credential", &slow)], &[]).await.status })
        })
        .collect();
    while never.0.load(Ordering::SeqCst) < 16 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let reply = app.post_files("/verify", &[("credential", &own)], &[]).await;
    assert!(reply.says("Genuine."), "{}", reply.words());
    assert_eq!(never.0.load(Ordering::SeqCst), 16, "more fetch at a time than may");
    assert!(waiting.iter().all(|check| !check.is_finished()));
    waiting.iter().for_each(tokio::task::JoinHandle::abort);
}
