//! GET and HEAD change nothing: programs that check links, preload pages or crawl them have no effect.

use crate::app::{BASE, TestApp};
use axum::body::Body;
use std::collections::BTreeSet;

/// The patterns of all GET routes: those of pages, and those that the server's modules name.
fn patterns() -> BTreeSet<String> {
    let pages = app::routes().into_iter().map(|route| {
        let parameter =
            |part: &str| part.strip_prefix(':').map_or(part.to_owned(), |name| format!("{{{name}}}"));
        route.path().split('/').map(parameter).collect::<Vec<_>>().join("/")
    });
    let sources = [include_str!("../../src/web.rs"), include_str!("../../src/web/vc_api.rs")];
    let documents = sources.iter().flat_map(|source| source.split(".route(\"").skip(1)).filter_map(|rest| {
        let (pattern, handler) = rest.split_once("\",")?;
        handler.trim_start().starts_with("get(").then(|| pattern.to_owned())
    });
    pages.chain(documents).collect()
}

/// Does the address belong to the pattern?
fn fits(pattern: &str, address: &str) -> bool {
    let (mut pattern, mut address) = (pattern.split('/'), address.split('?').next().unwrap().split('/'));
    loop {
        match (pattern.next(), address.next()) {
            (None, None) => return true,
            (Some(part), Some(_)) if part.starts_with("{*") => return true,
            (Some(part), Some(given)) if part.starts_with('{') || part == given => {}
            _ => return false,
        }
    }
}

#[tokio::test]
async fn get_and_head_change_nothing_on_any_page_or_document() {
    let (app, register, claim) = TestApp::with_credential().await;
    // Three decisions that no job has stored yet, and a version that waits.
    app.submit_profile().await;
    let approved = app.submit_a_design().await;
    app.signer.approve();
    let declined = app.submit_a_design().await;
    app.signer.decline();
    let waiting = app.submit_a_design().await;
    app.signer.notice("out-of-hours", 1_772_000_000_000, None);
    let owner = app.application.people.make_owner_link.make().await.unwrap();
    let document = crate::app::json(&app.get(&format!("{claim}/badge.json")).await);
    let of = |pointer: &str| document.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    let path = |address: String| address.strip_prefix(BASE).unwrap().split('#').next().unwrap().to_owned();
    let (credential, achievement) = (path(of("/id")), path(of("/credentialSubject/achievement/id")));
    let design = achievement.split('/').nth(2).unwrap().to_owned();
    let list = path(of("/credentialStatus/statusListCredential"));
    let institution = app.institution();
    let picture = app.get(&format!("/designs/{waiting}")).await.image_of_upload();

    let mut addresses: Vec<String> = [
        "/",
        "/trial-mode",
        "/sign-in",
        "/verify",
        "/verify/settings",
        "/fetch?url=https://127.0.0.1/.well-known/did.json",
        "/setup",
        "/today",
        "/designs",
        "/designs/new",
        "/issue",
        "/register",
        "/keys",
        "/keys/alerts",
        "/institution",
        "/ledger/checkpoint",
        "/ledger/tile/0/000",
        "/ledger/tile/entries/000.p/1",
        "/vc-api/openapi.json",
    ]
    .map(str::to_owned)
    .to_vec();
    addresses.extend([
        path(owner),
        claim.clone(),
        register.clone(),
        format!("{register}/revoke"),
        format!("{register}/link"),
        credential.clone(),
        format!("{credential}/revocation"),
        format!("{credential}/ledger-proof"),
        format!("/credentials/ledger-proof?id={BASE}{credential}"),
        achievement.clone(),
        format!("{achievement}/achievement.json"),
        format!("{achievement}/image"),
        format!("{achievement}/preview.png"),
        list,
        format!("/issuers/{institution}"),
        format!("/issuers/{institution}/did.json"),
        format!("/issuers/{institution}/jwks.json"),
        format!("/issuers/{institution}/logo"),
        format!("/issuers/{institution}/logo/{}", "0".repeat(64)),
        format!("/issuers/{institution}/profile.json"),
        format!("/api/v1/issuers?id={}", app.signer.did()),
        format!("/issue/{design}"),
        format!("/designs/{design}"),
        format!("/designs/{design}/image"),
        format!("/designs/{waiting}"),
        picture,
    ]);
    addresses.extend(["json", "png", "svg"].map(|kind| format!("{claim}/badge.{kind}")));
    addresses.push(format!("{claim}/ledger-proof.json"));
    app.post(&format!("{claim}/public"), &[("public", "yes")]).await.leads_to();
    addresses.extend(["json", "png", "svg"].map(|kind| format!("{credential}/badge.{kind}")));
    addresses.push(format!("/verify?badge={BASE}{credential}"));
    for pattern in patterns() {
        assert!(addresses.iter().any(|address| fits(&pattern, address)), "no address for {pattern}");
    }

    addresses.extend([&approved, &declined].map(|id| format!("/designs/{id}")));
    assert!(app.get(&format!("/designs/{approved}")).await.says("Version 1 is approved"));
    assert!(app.get("/institution").await.says("Profile 2 is approved"));
    let before = app.rows().await;
    assert!(before.len() > 20, "{before:?}");
    for address in &addresses {
        for method in ["HEAD", "GET"] {
            for accept in ["text/html", "application/ld+json"] {
                let request = app.request(method, address).header("accept", accept);
                let reply = app.send(request.body(Body::empty()).unwrap()).await;
                assert!(!reply.status.is_server_error(), "{method} {address}: {}", reply.status);
                assert_eq!(app.rows().await, before, "{method} {address} as {accept} changed the database");
            }
        }
    }
}
