//! Changes that wait for approval, as shown on pages.

use crate::fake::{Fake, design_id, waiting};
use crate::site::{Visit, visit};
use app::view::{Decided, Need, SignerFact};
use domain::{Approval, ApprovalEnd, WaitingChange};

#[tokio::test]
async fn a_version_that_waits_leads_to_the_desk_and_gives_the_command() {
    let page = visit(Visit::default(), &format!("/designs/{}", design_id(1))).await;
    let words = page.words();
    assert!(words.contains("Version 1 is waiting for approval"), "{words}");
    assert!(words.contains("Approvals so far: 1 of 2"), "{words}");
    assert!(words.contains("insignia-signer approve 3f9a1c07 --config"), "{words}");
    assert!(words.contains("The request expires on 28 November 2026"), "{words}");
    let link = "href=\"https://approve.vrijhaven.example\" target=\"_blank\" rel=\"noopener external\"";
    assert!(page.html.contains(link), "{}", page.html);
    assert!(words.contains("Refresh this page"), "{words}");
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
        title: "Allow this new badge: Tides".to_owned(),
        waiting: waiting(),
    })];
    let fake = Fake { needs, ..Fake::default() };
    let page = visit(Visit { fake, ..Visit::default() }, "/today").await;
    let words = page.words();
    assert!(words.contains("An approval is waiting: Allow this new badge: Tides"), "{words}");
    assert!(
        page.html.contains("href=\"https://approve.vrijhaven.example\" target=\"_blank\""),
        "{}",
        page.html
    );
}

#[tokio::test]
async fn a_version_that_waits_is_shown_as_it_was_sent_and_nothing_can_be_edited() {
    let page = visit(Visit::default(), &format!("/designs/{}", design_id(1))).await;
    let words = page.words();
    assert!(
        words.contains("Tidal Field Survey, as sent") && words.contains("Version 1 as it was sent"),
        "{words}"
    );
    assert!(words.contains("Withdraw and change"), "{words}");
    assert!(page.html.contains("src=\"/uploads/0\""), "{}", page.html);
    for field in ["<textarea", "name=\"name\"", "type=\"file\"", "type=\"radio\""] {
        assert!(!page.html.contains(field), "{field} can be edited");
    }
}

#[tokio::test]
async fn what_the_signer_decided_is_shown_before_it_is_stored() {
    for (decided, says, withdraw) in [
        (Decided::Approved, "Version 1 is approved", false),
        (Decided::Ended(ApprovalEnd::Declined), "Version 1 was not published. It was declined", false),
        (Decided::NoAnswer, "the signer gives no answer now", true),
    ] {
        let fake = Fake { decided: Some(decided), ..Fake::default() };
        let page = visit(Visit { fake, ..Visit::default() }, &format!("/designs/{}", design_id(1))).await;
        assert!(page.words().contains(says), "{}", page.words());
        assert_eq!(page.words().contains("Withdraw and change"), withdraw, "{says}");
        assert!(page.words().contains("Refresh this page"), "{says}");
    }
}

#[tokio::test]
async fn no_page_states_that_all_is_in_order_while_a_fact_is_not_known() {
    let unknown = Need::Unknown { what: SignerFact::Alerts, says: "It is busy.".to_owned() };
    let paused = Need::Signer { says: "The PIN is wrong.".to_owned() };
    for (need, title) in [
        (Need::NoAnswer, "No answer from the signer"),
        (unknown, "The signer does not report its alerts"),
        (paused, "Signing is paused: the signer cannot sign"),
    ] {
        let fake = Fake { needs: vec![need], ..Fake::default() };
        let today = visit(Visit { fake: fake.clone(), ..Visit::default() }, "/today").await;
        assert!(today.words().contains(title), "{}", today.words());
        assert!(!today.words().contains("in order"), "{}", today.words());
        for address in ["/issue".to_owned(), format!("/issue/{}", design_id(2))] {
            let page = visit(Visit { fake: fake.clone(), ..Visit::default() }, &address).await;
            assert!(page.words().contains(title), "{address}: {}", page.words());
        }
    }
}

#[tokio::test]
async fn what_keeps_people_from_approving_is_named() {
    let none = Need::NoApprover { approvers: 0, needed: 1, on_host: true };
    let few = Need::NoApprover { approvers: 1, needed: 2, on_host: false };
    let frozen = Need::Frozen { reason: "a laptop is gone".to_owned() };
    for (need, title) in [
        (none, "No approver is enrolled"),
        (few, "Only 1 approver is enrolled, and a change needs 2"),
        (Need::ProposalsPaused, "Requests for approval are paused"),
        (frozen, "Signing is paused: the issuer is frozen"),
    ] {
        let fake = Fake { needs: vec![need], ..Fake::default() };
        let page = visit(Visit { fake, ..Visit::default() }, "/today").await;
        assert!(page.words().contains(title), "{}", page.words());
    }
}

#[tokio::test]
async fn a_profile_that_waits_is_read_only_and_one_that_ended_can_be_sent_again() {
    let at = crate::fake::earlier(1);
    for (approval, says, edited) in [
        (Approval::Waiting(waiting()), "Profile 3 is waiting for approval", false),
        (
            Approval::Asking { last_problem: None },
            "Profile 3 is frozen, and has not reached the signer",
            false,
        ),
        (Approval::Ended { how: ApprovalEnd::Lapsed, at }, "Profile 3 is not in force. Too few people", true),
    ] {
        let fake = Fake { profile: Some(approval), ..Fake::default() };
        let page = visit(Visit { fake, ..Visit::default() }, "/institution").await;
        let words = page.words();
        assert!(words.contains(says), "{words}");
        assert_eq!(words.contains("Send for approval"), edited, "{says}");
        assert_eq!(words.contains("Withdraw and change"), !edited, "{says}");
        assert_eq!(page.html.contains("value=\"Vrijhaven, profile 3\""), edited, "{says}");
        assert_eq!(words.contains("Profile 3 as it was sent"), !edited, "{says}");
        assert!(words.contains("Profile 2, in force") && words.contains("Profile 1, replaced"), "{words}");
    }
    let fake = Fake { profile: Some(Approval::Waiting(waiting())), ..Fake::default() };
    let page = visit(Visit { fake, ..Visit::default() }, "/institution").await;
    assert!(page.words().contains("insignia-signer approve 3f9a1c07 --config"), "{}", page.words());
}
