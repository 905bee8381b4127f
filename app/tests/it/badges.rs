//! A badge in progress: in the register, and on its learner's page.

use crate::fake::credential_id;
use crate::site::{Page, Visit, visit};

async fn in_register(number: u128) -> Page {
    visit(Visit::default(), &format!("/register/{}", credential_id(number))).await
}

async fn claim(digit: u8) -> Page {
    let address = format!("/claim/0123456789abcdef0123456789abcde{digit}");
    visit(Visit { stranger: true, ..Visit::default() }, &address).await
}

const ADDRESS: &str = "href=\"https://badges.vrijhaven.example/credentials/";
const REFRESH: &str = "http-equiv=\"refresh\"";

#[tokio::test]
async fn a_waiting_badge_looks_again_without_script_and_a_signed_one_does_not() {
    let waiting = in_register(1).await;
    assert!(waiting.html.contains(REFRESH) && waiting.words().contains("waiting for the signer"));
    let signed = in_register(5).await;
    assert!(!signed.html.contains(REFRESH) && signed.words().contains("is signed and mailed"));
}

#[tokio::test]
async fn a_problem_of_the_signer_is_told_and_so_is_that_nothing_is_lost() {
    let page = in_register(2).await;
    assert!(page.words().contains("The signer did not answer within 10 seconds."));
    assert!(page.words().contains("Nothing is lost"));
}

#[tokio::test]
async fn a_refused_badge_says_what_the_signer_said_and_cannot_be_revoked() {
    let page = in_register(3).await;
    assert!(page.words().contains("is not registered with the signer"));
    assert!(!page.html.contains("name=\"reason\""));
}

#[tokio::test]
async fn a_revoked_badge_says_day_and_reason_and_whether_the_public_list_knows() {
    let fresh = in_register(7).await;
    assert!(fresh.words().contains("Revoked on 21 November 2026 . Issued in error"), "{}", fresh.words());
    assert!(fresh.html.contains(REFRESH) && fresh.words().contains("is being signed"));
    let told = in_register(8).await;
    assert!(!told.html.contains(REFRESH) && told.words().contains("has shown this since"));
    assert!(!told.html.contains("name=\"reason\""), "it is revoked already");
}

#[tokio::test]
async fn a_learner_can_download_what_is_signed_and_nothing_before() {
    for (digit, signed) in [(1, false), (2, false), (3, false), (4, true), (5, true), (6, true)] {
        let page = claim(digit).await;
        for kind in ["json", "png", "svg"] {
            assert_eq!(page.html.contains(&format!("/badge.{kind}\" enctype=")), signed, "{digit} {kind}");
        }
    }
    let waiting = claim(1).await;
    assert!(waiting.words().contains("Your badge is being signed") && waiting.html.contains(REFRESH));
    assert!(claim(3).await.words().contains("The issuer has to act."));
}

#[tokio::test]
async fn a_revoked_badge_says_so_to_its_learner_who_keeps_the_files() {
    let page = claim(8).await;
    assert!(page.words().contains("Revoked on 21 November 2026 . Issued in error"));
    assert!(page.html.contains("stub cancelled") && page.html.contains("/badge.png\" enctype="));
    assert!(!page.words().contains("Signed on"), "no green beside a revocation");
}

#[tokio::test]
async fn a_badge_is_private_until_its_learner_says_otherwise() {
    let private = claim(6).await;
    assert!(private.html.contains("name=\"public\" value=\"yes\""));
    assert!(!private.html.contains(ADDRESS));
    let public = claim(9).await;
    assert!(public.html.contains("name=\"public\" value=\"no\"") && public.html.contains(ADDRESS));
}

#[tokio::test]
async fn a_claim_page_is_kept_out_of_indexes_and_referrers() {
    let page = claim(6).await;
    assert!(page.html.contains("content=\"noindex\"") && page.html.contains("content=\"same-origin\""));
}
