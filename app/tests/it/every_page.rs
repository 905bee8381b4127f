//! Rules for every page.

use crate::fake::{Fake, credential_id, design_id, institution};
use crate::site::{Visit, visit};
use app::view::Need;

/// Every address of the application, for a member.
pub(crate) fn addresses() -> Vec<String> {
    let mut all: Vec<String> = [
        "/",
        "/trial-mode",
        "/owner/abc",
        "/sign-in",
        "/verify",
        "/setup",
        "/today",
        "/designs",
        "/designs/new",
        "/issue",
        "/register",
        "/keys",
        "/keys/alerts",
        "/institution",
    ]
    .map(str::to_owned)
    .to_vec();
    all.extend((1..=3).map(|n| format!("/designs/{}", design_id(n))));
    all.extend((1..=2).map(|n| format!("/issue/{}", design_id(n))));
    all.extend((1..=8).map(|n| format!("/register/{}", credential_id(n))));
    all.extend((1..=9).map(|n| format!("/claim/0123456789abcdef0123456789abcde{n}")));
    all.push(format!("/register/{}/revoke", credential_id(5)));
    all.push(format!("/register/{}/link", credential_id(5)));
    all.push(format!("/issuers/{}", institution().id));
    all.extend((1..=2).map(|version| format!("/achievements/{}/{version}", design_id(2))));
    all.extend([6, 8].map(|n| format!("/credentials/{}", credential_id(n))));
    all
}

fn times(html: &str, what: &str) -> usize {
    html.matches(what).count()
}

#[tokio::test]
async fn every_page_has_one_heading_one_main_part_a_title_and_a_way_past_the_navigation() {
    for address in addresses() {
        let page = visit(Visit::default(), &address).await;
        assert_eq!(page.response.status(), 200, "{address}");
        assert_eq!(times(&page.html, "<h1"), 1, "{address}");
        assert_eq!(times(&page.html, "<main id=\"main\""), 1, "{address}");
        assert!(page.html.contains("· Insignia</title>"), "{address}");
        assert!(page.html.contains("href=\"#main\""), "{address}");
        assert!(page.html.contains("<html lang=\"en\">"), "{address}");
        assert!(!page.words().contains("Loading the page"), "{address} was sent before it was ready");
    }
}

#[tokio::test]
async fn no_page_asks_for_what_its_own_policy_forbids() {
    for address in addresses() {
        let page = visit(Visit::default(), &address).await;
        let policy = page.response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("style-src 'self';") && policy.contains("'strict-dynamic'"), "{policy}");
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        assert!(!page.html.contains(" style="), "{address}");
        assert!(!page.html.contains("<style"), "{address}");
        assert!(!page.html.contains(" onclick="), "{address}");
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
        for script in page.html.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{address}: <script{tag}>");
        }
    }
}

#[tokio::test]
async fn only_a_page_with_an_island_names_the_wasm() {
    let mut with_islands = Vec::new();
    for address in addresses() {
        let page = visit(Visit::default(), &address).await;
        let islands = times(&page.html, "<leptos-island");
        assert_eq!(times(&page.html, "insignia-0123456789.wasm"), islands.min(1), "{address}");
        assert_eq!(times(&page.html, "rel=\"modulepreload\""), islands.min(1), "{address}");
        assert_eq!(times(&page.html, "src=\"/pkg/page-0123456789.js\""), 1, "{address}");
        if islands > 0 {
            with_islands.push(address);
        }
    }
    assert_eq!(with_islands.len(), 5, "{with_islands:?}");
    assert!(
        with_islands
            .iter()
            .all(|path| { path.starts_with("/designs/") || path.starts_with("/issue/") || path == "/keys" })
    );
}

#[tokio::test]
async fn trial_mode_is_said_on_every_page_and_only_then() {
    for address in addresses() {
        let fake = Fake { isolation_off: true, ..Fake::default() };
        let trial = visit(Visit { fake, ..Visit::default() }, &address).await;
        assert!(
            trial.words().contains("Trial mode: the web server and the signer run as one user"),
            "{address}"
        );
        assert!(trial.html.contains("href=\"/trial-mode\""), "{address}");
        let apart = visit(Visit::default(), &address).await;
        assert!(!apart.words().contains("Trial mode:"), "{address}");
    }
}

#[tokio::test]
async fn a_view_has_at_most_one_main_action() {
    for address in addresses() {
        let page = visit(Visit::default(), &address).await;
        assert!(times(&page.html, "class=\"btn main") <= 1, "{address}");
    }
}

#[tokio::test]
async fn strangers_are_sent_from_the_workspace_to_the_sign_in_page() {
    for address in ["/today", "/designs", "/issue", "/register", "/keys", "/keys/alerts", "/institution"] {
        let page = visit(Visit { stranger: true, ..Visit::default() }, address).await;
        assert_eq!(page.response.status(), 303, "{address}");
        assert_eq!(page.response.headers()["location"], "/sign-in", "{address}");
    }
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    for address in ["/designs/none", "/register/01K", "/claim/short", "/issuers/x", "/achievements/x/1"] {
        let page = visit(Visit::default(), address).await;
        assert_eq!(page.response.status(), 404, "{address}");
        assert!(page.words().contains("There is nothing at this address"), "{address}");
    }
}

#[tokio::test]
async fn an_installation_without_an_institution_says_how_to_start() {
    let fake = Fake { set_up: false, ..Fake::default() };
    let page = visit(Visit { fake, stranger: true, ..Visit::default() }, "/").await;
    assert!(page.words().contains("Insignia is not set up yet"));
    assert!(page.words().contains("insignia owner-link"));
}

#[tokio::test]
async fn today_leads_with_what_needs_a_person() {
    let fake = Fake { needs: vec![Need::FirstDesign], ..Fake::default() };
    let page = visit(Visit { fake, ..Visit::default() }, "/today").await;
    assert!(page.html.contains("<h1>Design your first badge</h1>"), "{}", page.html);
    let quiet = visit(Visit::default(), "/today").await;
    assert!(quiet.html.contains("<h1>Nothing needs you today</h1>"));
}
