//! Changes that wait for approval, as shown on pages.

use crate::fake::{Fake, design_id, waiting};
use crate::site::{Visit, visit};
use app::view::Need;
use domain::WaitingChange;

#[tokio::test]
async fn a_version_that_waits_leads_to_the_desk_and_gives_the_command() {
    let page = visit(Visit::default(), &format!("/designs/{}", design_id(1))).await;
    let words = page.words();
    assert!(words.contains("Version 1 waits for approval"), "{words}");
    assert!(words.contains("Approvals so far: 1 of 2"), "{words}");
    assert!(words.contains("insignia-signer approve 3f9a1c07 --config"), "{words}");
    assert!(words.contains("It lapses on 28 November 2026"), "{words}");
    let link = "href=\"https://approve.vrijhaven.example\" target=\"_blank\" rel=\"noopener external\"";
    assert!(page.html.contains(link), "{}", page.html);
    assert!(words.contains("Look again"), "{words}");
}

#[tokio::test]
async fn a_version_that_was_declined_is_told_and_can_be_published_again() {
    let page = visit(Visit::default(), &format!("/designs/{}", design_id(3))).await;
    let words = page.words();
    assert!(words.contains("Version 2 was not published") && words.contains("It was declined"), "{words}");
    assert!(words.contains("Publish version 2"), "{words}");
}

#[tokio::test]
async fn today_names_what_waits_and_leads_to_the_desk_in_a_tab_of_its_own() {
    let needs = vec![Need::Approval(WaitingChange {
        title: "Issue a new badge: Tides".to_owned(),
        waiting: waiting(),
    })];
    let fake = Fake { needs, ..Fake::default() };
    let page = visit(Visit { fake, ..Visit::default() }, "/today").await;
    let words = page.words();
    assert!(words.contains("An approval is waiting: Issue a new badge: Tides"), "{words}");
    assert!(
        page.html.contains("href=\"https://approve.vrijhaven.example\" target=\"_blank\""),
        "{}",
        page.html
    );
}
