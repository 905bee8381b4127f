//! Pages of badges for learners and others: downloads, the way to a verdict, the trial mark, and how to reach the issuer.

use crate::fake::{Fake, PUBLIC_URL, credential_id, design_id, institution};
use crate::site::{Page, Visit, visit};
use app::backend::Checked;
use app::view::{Contact, VerifyPage};
use domain::DidMethod;

async fn open(address: &str) -> Page {
    visit(Visit { stranger: true, ..Visit::default() }, address).await
}

async fn public(number: u128) -> Page {
    open(&format!("/credentials/{}", credential_id(number))).await
}

fn claim(digit: u8) -> String {
    format!("/claim/0123456789abcdef0123456789abcde{digit}")
}

#[tokio::test]
async fn a_public_badge_is_downloaded_opened_as_data_and_checked_from_its_page() {
    let page = public(6).await;
    let address = format!("{PUBLIC_URL}/credentials/{}", credential_id(6));
    assert!(page.html.contains(&format!("href=\"/verify?badge={address}\"")), "{}", page.html);
    for kind in ["png", "svg", "json"] {
        assert!(page.html.contains(&format!("href=\"{address}/badge.{kind}\" download")), "{kind}");
    }
    let data = page.html.split("Open the badge as data").next().unwrap();
    assert!(data.ends_with(&format!("href=\"{address}/badge.json\" rel=\"external\">")), "{data}");
    let achievement = format!("/achievements/{}/2", design_id(2));
    assert!(
        open(&achievement)
            .await
            .html
            .contains(&format!("href=\"{PUBLIC_URL}{achievement}/achievement.json\""))
    );
    let issuer = format!("/issuers/{}", institution().id);
    assert!(open(&issuer).await.html.contains(&format!("href=\"{PUBLIC_URL}{issuer}/profile.json\"")));
}

#[tokio::test]
async fn a_learner_reaches_the_verdict_of_a_public_badge_with_one_click() {
    assert!(open(&claim(9)).await.html.contains("href=\"/verify?badge=https://"));
    let private = open(&claim(6)).await;
    assert!(!private.html.contains("?badge=") && private.html.contains("href=\"/verify\""));
}

#[tokio::test]
async fn a_link_fills_in_the_form_of_verify_and_cannot_leave_its_field() {
    let page = open("/verify?badge=https://b.example/credentials/1").await;
    assert!(page.html.contains(">https://b.example/credentials/1</textarea>"), "{}", page.html);
    assert!(page.words().contains("The link that you followed filled in the form."));
    let hostile = open("/verify?badge=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(!hostile.html.contains("<script>alert"), "{}", hostile.html);
    let long = open(&format!("/verify?badge={}", "x".repeat(5_000))).await;
    assert!(long.html.contains(&"x".repeat(2_000)) && !long.html.contains(&"x".repeat(2_001)));
    assert!(!open("/verify").await.words().contains("The link that you followed"));
}

#[tokio::test]
async fn a_trial_is_marked_on_every_page_of_a_badge_and_only_there() {
    let pages = [
        format!("/credentials/{}", credential_id(6)),
        format!("/achievements/{}/2", design_id(2)),
        format!("/issuers/{}", institution().id),
        claim(6),
        claim(1),
    ];
    for address in pages {
        let fake = Fake { did_method: DidMethod::Key, ..Fake::default() };
        let trial = visit(Visit { fake, stranger: true, ..Visit::default() }, &address).await;
        assert!(trial.words().contains("Trial badge: this installation is for trials"), "{address}");
        assert!(!open(&address).await.words().contains("Trial badge"), "{address}");
    }
}

#[tokio::test]
async fn the_institution_is_named_at_the_top_of_its_learner_s_page() {
    let page = open(&claim(6)).await;
    let main = page.html.split("<main").nth(1).unwrap();
    let top = main.split("<article").next().unwrap();
    assert!(top.contains(&institution().name), "{top}");
    assert!(top.contains(&format!("src=\"/issuers/{}/logo\"", institution().id)), "{top}");
}

#[tokio::test]
async fn a_withheld_reason_is_on_no_page_of_a_learner_or_of_the_public() {
    for page in [public(7).await, open(&claim(7)).await] {
        let words = page.words();
        assert!(words.contains("Revoked on 21 November 2026 ."), "{words}");
        assert!(words.contains("does not publish the reason"), "{words}");
        assert!(!page.html.to_lowercase().contains("in error"), "{words}");
    }
    for page in [public(8).await, open(&claim(8)).await] {
        assert!(page.words().contains("Issued in error"), "{}", page.words());
    }
    let register = visit(Visit::default(), &format!("/register/{}", credential_id(7))).await;
    assert!(register.words().contains("Issued in error"), "the institution knows it");
    assert!(register.words().contains("Only your institution sees this reason"), "{}", register.words());
}

#[tokio::test]
async fn the_issuer_can_be_told_from_each_page_of_a_badge_and_from_a_verdict_that_is_not_genuine() {
    let link = "href=\"https://www.vrijhaven.example\" rel=\"external\">Tell the issuer</a>";
    for page in [public(6).await, open(&claim(6)).await] {
        assert!(page.html.contains(link), "{}", page.html);
    }
    let verdict = async |contact: Option<Contact>| {
        let report = Some(crate::verdicts::report(messages::verification::Verdict::NotValid, &[]));
        let page = VerifyPage { report, contact, ..VerifyPage::default() };
        visit(Visit { checked: Some(Checked(page)), stranger: true, ..Visit::default() }, "/verify").await
    };
    let contact = Contact {
        badge: format!("{PUBLIC_URL}/credentials/1"),
        url: "https://www.vrijhaven.example".to_owned(),
        email: None,
    };
    assert!(verdict(Some(contact.clone())).await.html.contains(link));
    let email = Some("badges@vrijhaven.example".to_owned());
    let mail = "href=\"mailto:badges@vrijhaven.example?subject=About%20the%20badge%20https";
    let told = verdict(Some(Contact { email: email.clone(), ..contact })).await;
    assert!(told.html.contains(mail), "{}", told.html);
    for address in [format!("/credentials/{}", credential_id(6)), claim(6)] {
        let fake = Fake { email: email.clone(), ..Fake::default() };
        let page = visit(Visit { fake, stranger: true, ..Visit::default() }, &address).await;
        assert!(page.html.contains(mail), "{address}: {}", page.html);
    }
    assert!(!verdict(None).await.html.contains("Tell the issuer"), "a badge of somebody else");
}
