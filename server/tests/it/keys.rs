//! The institution's keys: the page, the requests, and the signer's temporary refusals.

use crate::app::TestApp;
use crate::reply::Reply;
use axum::http::StatusCode;
use protocol::{Ceilings, Change};

/// An address at which the issuer's identifier does not depend on its key.
const HTTPS: &str = "https://badges.vrijhaven.example";

impl TestApp {
    pub(crate) async fn act(&self, act: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.get("/keys").await.input("form_token");
        let own = [("form_token", &*token), ("act", act)];
        self.post("/keys", &own.into_iter().chain(fields.iter().copied()).collect::<Vec<_>>()).await
    }

    /// Requests a change, has it approved, and checks that it took effect.
    pub(crate) async fn made(&self, act: &str, fields: &[(&str, &str)]) {
        assert_eq!(self.act(act, fields).await.leads_to(), "/keys?asked", "{act}");
        self.signer.approve();
    }

    pub(crate) async fn founded_at_https() -> Self {
        let app = Self::at(HTTPS).await;
        app.found().await;
        app
    }

    /// Other ceilings, which people on the signer's host approved.
    fn set_ceilings(&self, ceilings: Ceilings) {
        self.signer.decide(Change::SetCeilings { issuer: self.signer.did(), ceilings });
    }

    /// Name of the active key.
    pub(crate) fn signing_key(&self) -> String {
        self.signer.signing_key()
    }
}

#[tokio::test]
async fn stopping_is_at_once_and_going_on_needs_people() {
    let (app, design) = TestApp::with_design().await;
    assert_eq!(app.act("freeze", &[("reason", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.act("freeze", &[("reason", "a laptop is gone")]).await.leads_to(), "/keys?frozen");
    let page = app.get("/keys").await;
    assert!(page.says("Signing is paused") && page.says("a laptop is gone"), "{}", page.words());

    let register = app.issue(&design).await;
    app.work().await;
    let waits = app.get(&register).await;
    assert!(waits.says("Signing is paused for this issuer: a laptop is gone."), "{}", waits.words());
    assert!(app.mails().is_empty());

    assert_eq!(app.act("unfreeze", &[]).await.leads_to(), "/keys?asked");
    assert!(app.get("/keys").await.says("Signing is paused"), "it went on without an approval");
    app.signer.approve();
    assert!(app.get("/keys").await.says("Signing key"));
    app.pass(60);
    app.work().await;
    assert_eq!(app.mails().len(), 1, "what waited was lost");
}

#[tokio::test]
async fn a_badge_above_the_ceilings_waits_and_is_signed_later() {
    let (app, design) = TestApp::with_design().await;
    app.set_ceilings(Ceilings { per_minute: 1, ..Ceilings::default() });
    app.issue(&design).await;
    app.work().await;
    let register = app.issue(&design).await;
    app.work().await;
    assert_eq!(app.mails().len(), 1);
    let waits = app.get(&register).await;
    assert!(waits.says("The issuer's ceiling of 1 credentials a minute is reached."), "{}", waits.words());
    assert!(!waits.says("refused"), "it is refused for ever: {}", waits.words());
    app.pass(60);
    app.work().await;
    assert_eq!(app.mails().len(), 2);
}

#[tokio::test]
async fn what_waits_for_the_ceilings_can_be_allowed_as_a_batch_and_nothing_else_is() {
    let (app, design) = TestApp::with_design().await;
    assert_eq!(app.act("batch", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing waits");
    app.set_ceilings(Ceilings { per_day: 1, ..Ceilings::default() });
    app.issue(&design).await;
    app.work().await;
    assert_eq!(app.mails().len(), 1);
    for _ in 0..3 {
        app.issue(&design).await;
    }
    app.work().await;
    let page = app.get("/keys").await;
    assert!(page.says("Waiting for the signer: 3 badges"), "{}", page.words());
    app.made("batch", &[]).await;
    assert!(
        matches!(app.signer.made().last(), Some(Change::AllowBatch { digests, .. }) if digests.len() == 3)
    );
    app.pass(60);
    app.work().await;
    assert_eq!(app.mails().len(), 4);
    app.issue(&design).await;
    app.work().await;
    assert_eq!(app.mails().len(), 4, "a badge that nobody allowed was signed");
}

#[tokio::test]
async fn other_ceilings_are_asked_for_and_bad_numbers_are_told_under_their_field() {
    let app = TestApp::set_up().await;
    let numbers = |minute| [("per_batch", "20"), ("per_minute", minute), ("per_day", "400")];
    let refused = app.act("ceilings", &numbers("many")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Type a whole number from 1 to"), "{}", refused.words());
    assert_eq!(refused.input("per_day"), "400", "what was typed is gone");
    assert_eq!(app.act("ceilings", &numbers("60")).await.leads_to(), "/keys?asked");
    assert_eq!(app.get("/keys").await.input("per_minute"), "300", "they changed without an approval");
    app.signer.approve();
    assert_eq!(app.get("/keys").await.input("per_minute"), "60");
    assert_eq!(app.act("ceilings", &numbers("60")).await.leads_to(), "/keys?done");
}

#[tokio::test]
async fn an_identifier_that_is_its_key_says_why_the_key_cannot_be_replaced() {
    let app = TestApp::set_up().await;
    let page = app.get("/keys").await;
    assert!(page.says("did:key, which is its key: it cannot be replaced"), "{}", page.words());
    assert!(!page.says("Request the next key"), "{}", page.words());
    assert_eq!(app.act("rotate", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(app.signer.waiting().is_empty());
}

#[tokio::test]
async fn another_key_takes_over_and_what_it_signs_is_taken() {
    let app = TestApp::founded_at_https().await;
    let design = app.publish_a_design().await;
    let first = app.signing_key();
    app.made("rotate", &[]).await;
    assert_ne!(app.signing_key(), first);
    let page = app.get("/keys").await;
    assert!(page.says("Signing keys") && page.says("Retired"), "{}", page.words());
    app.issue(&design).await;
    app.work().await;
    assert_eq!(app.mails().len(), 1, "a badge of the new key was not taken");

    app.made("destroy", &[("key", &first)]).await;
    assert!(app.get("/keys").await.says("Destroyed"));
}

#[tokio::test]
async fn a_rotation_asked_for_twice_makes_one_key() {
    let app = TestApp::founded_at_https().await;
    let before = app.signer.asked().len();
    app.act("rotate", &[]).await.leads_to();
    app.act("rotate", &[]).await.leads_to();
    assert_eq!((app.signer.waiting().len(), app.signer.keys().len()), (1, 2));
    assert_eq!(app.signer.asked()[before..].iter().filter(|asked| **asked == "create-key").count(), 1);
}

#[tokio::test]
async fn a_reported_key_stops_at_once_and_is_known_as_lost_once_people_say_so() {
    let app = TestApp::founded_at_https().await;
    let key = app.signing_key();
    let bad = app.act("compromise", &[("key", &key), ("since", "yesterday")]).await;
    assert!(bad.says("This is not a date with a time."), "{}", bad.words());
    let report = [("key", &*key), ("since", "2026-02-20T18:30")];
    assert_eq!(app.act("compromise", &report).await.leads_to(), "/keys?asked");
    assert!(app.get("/keys").await.says("Signing is paused"));
    app.signer.approve();
    assert!(app.get("/keys").await.says("Compromised"));
    let other = app.act("compromise", &[("key", "someone-else"), ("since", "2026-02-20T18:30")]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn who_approves_is_a_change_like_others() {
    let app = TestApp::set_up().await;
    app.signer.enrol("Tove");
    app.made("invite", &[("invited", "Maren")]).await;
    app.signer.enrol_invited("Maren");
    app.made("quorum", &[("needed", "2")]).await;
    app.made("remove", &[("removed", "Maren")]).await;
    assert_eq!(app.signer.made().len(), 2, "one person was enough");
    app.signer.approve();
    assert_eq!(app.signer.made().len(), 3);
    assert_eq!(app.act("invite", &[("invited", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.act("sing", &[]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn strangers_change_no_keys() {
    let app = TestApp::set_up().await;
    app.forget_cookie();
    let reply = app.post("/keys", &[("act", "freeze"), ("reason", "x")]).await;
    assert_ne!(reply.status, StatusCode::SEE_OTHER);
    assert!(!app.signer.asked().contains(&"freeze"));
}

#[tokio::test]
async fn the_page_draws_what_each_key_signed_by_the_signer_s_ledger() {
    let app = TestApp::founded_at_https().await;
    let design = app.publish_a_design().await;
    for _ in 0..3 {
        app.issue(&design).await;
    }
    app.work().await;
    let page = app.get("/keys").await;
    let first = app.signing_key();
    for says in [
        format!("Badges signed with {first} a day"),
        "3 badges in the last 30 days; the most on one day: 3, on 25 February 2026.".to_owned(),
        "Show as a table".to_owned(),
    ] {
        assert!(page.says(&says), "{says} is not in {}", page.words());
    }
    assert_eq!(page.text().matches("<rect").count(), 30);
    app.made("rotate", &[]).await;
    let page = app.get("/keys").await;
    assert!(
        page.says(&format!("Badges signed with {} a day No badge", app.signing_key())),
        "{}",
        page.words()
    );
    assert!(page.says(&format!("Badges signed with {first} a day 3 badges")), "{}", page.words());
}

#[tokio::test]
async fn a_key_that_is_not_due_soon_has_no_notice() {
    let app = TestApp::founded_at_https().await;
    let page = app.get("/keys").await;
    assert!(page.says("To be replaced by") && !page.says("is to be replaced within"), "{}", page.words());
}
