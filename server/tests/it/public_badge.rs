//! A badge that its learner made public: its files, its addresses as data, and the way to its verdict.

use crate::app::{BASE, TestApp, json};
use axum::http::StatusCode;
use credentials::bake::{Extracted, png, svg};

/// An installation with a signed badge, the badge's page in the register, its address, and its learner's path.
async fn with_badge() -> (TestApp, String, String, String) {
    let (app, register, claim) = TestApp::with_credential().await;
    let id = json(&app.get(&format!("{claim}/badge.json")).await)["id"].as_str().unwrap().to_owned();
    (app, register, id, claim)
}

#[tokio::test]
async fn everybody_downloads_a_public_badge_and_nobody_a_private_one() {
    let (app, register, id, claim) = with_badge().await;
    let signed = app.get(&format!("{claim}/badge.json")).await;
    let files = ["badge.json", "badge.png", "badge.svg"];
    for file in files {
        let private = app.get(&format!("{id}/{file}")).await;
        let unknown = app.get(&format!("/credentials/01ARZ3NDEKTSV4RRFFQ69G5FAV/{file}")).await;
        assert_eq!((private.status, private.body), (StatusCode::NOT_FOUND, unknown.body), "{file}");
    }
    app.post(&format!("{claim}/public"), &[("public", "yes")]).await.leads_to();
    let picture = app.get(&format!("{id}/badge.png")).await;
    assert_eq!(png::extract(&picture.body), Ok(Extracted::Credential(signed.text())));
    assert_eq!(picture.header("content-type"), "image/png");
    let name = "attachment; filename=\"coastal-flood-modelling.png\"";
    assert_eq!(picture.header("content-disposition"), name);
    let drawing = app.get(&format!("{id}/badge.svg")).await;
    assert_eq!(svg::extract(&drawing.text()), Ok(Extracted::Credential(signed.text())));
    assert_eq!(app.get(&format!("{id}/badge.json")).await.body, signed.body);
    for file in files {
        assert_eq!(app.get(&format!("{id}/{file}")).await.header("x-robots-tag"), "noindex", "{file}");
    }
    assert_eq!(app.get(&format!("{id}/badge.pdf")).await.status, StatusCode::NOT_FOUND);
    assert!(app.get(&register).await.says("not downloaded by the learner yet"), "another reader claimed it");
}

#[tokio::test]
async fn data_has_an_address_that_a_browser_shows_and_that_other_sites_may_read() {
    let (app, _, id, claim) = with_badge().await;
    app.post(&format!("{claim}/public"), &[("public", "yes")]).await.leads_to();
    let badge = json(&app.get(&format!("{id}/badge.json")).await);
    let achievement = badge["credentialSubject"]["achievement"]["id"].as_str().unwrap();
    let issuer = format!("/issuers/{}", app.institution());
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
    for (address, page, kind) in [
        (format!("{id}/badge.json"), &*id, "application/vc"),
        (format!("{achievement}/achievement.json"), achievement, "application/ld+json"),
        (format!("{issuer}/profile.json"), &*issuer, "application/ld+json"),
    ] {
        let shown = app.get_as(&address, browser).await;
        assert_eq!(
            (shown.status, shown.header("content-type")),
            (StatusCode::OK, "application/json"),
            "{address}"
        );
        assert_eq!(shown.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(shown.header("access-control-allow-origin"), "*", "{address}");
        assert_eq!(shown.header("content-disposition"), "", "{address}: it is saved and not shown");
        let program = app.get_as(&address, kind).await;
        assert_eq!((program.header("content-type"), program.header("vary")), (kind, "Accept"), "{address}");
        assert_eq!(shown.body, program.body, "{address}");
        assert_eq!(
            shown.body,
            app.get_as(page, kind).await.body,
            "{address}: another document than at {page}"
        );
        let page = app.get(page).await;
        assert!(
            page.text().contains(&format!("{}\"", address.strip_prefix(BASE).unwrap_or(&address))),
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_preview_has_a_picture_as_png_at_its_whole_address() {
    let (app, id) = TestApp::with_design().await;
    let page = app.get(&format!("/achievements/{id}/1")).await.text();
    let address = format!("{BASE}/achievements/{id}/1/preview.png");
    assert!(page.contains(&format!("property=\"og:image\" content=\"{address}\"")), "{page}");
    let picture = app.get(&address).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
    assert!(picture.body.starts_with(b"\x89PNG") && picture.header("cache-control").contains("immutable"));
    assert_eq!(
        app.get("/achievements/01ARZ3NDEKTSV4RRFFQ69G5FAV/1/preview.png").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_badge_s_name_stays_within_the_title_of_its_pages() {
    let app = TestApp::set_up().await;
    let name = "</title><script>alert(1)</script>";
    let page = app.post_design("/designs/new", name, "publish", &[]).await.leads_to();
    let design = page.strip_prefix("/designs/").unwrap().strip_suffix("?submitted").unwrap();
    app.approve(design).await;
    for address in [format!("/achievements/{design}/1"), format!("/designs/{design}"), "/".to_owned()] {
        let page = app.get(&address).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains("<script>alert"), "{address}");
        let text = page.text();
        assert_eq!(text.split("</head>").next().unwrap().matches("</title>").count(), 1, "{address}");
    }
}

#[tokio::test]
async fn a_link_to_verify_fetches_nothing_and_its_form_gives_the_verdict() {
    let (app, _, id, claim) = with_badge().await;
    app.post(&format!("{claim}/public"), &[("public", "yes")]).await.leads_to();
    app.forget_cookie();
    let page = app.get(&id).await;
    let link = format!("/verify?badge={id}");
    assert!(page.text().contains(&format!("href=\"{link}\"")), "{}", page.text());
    let form = app.get(&link).await;
    assert!(!form.says("Genuine."), "a GET verified it");
    assert!(form.text().contains(&format!(">{id}</textarea>")));
    let verdict = app.post_files("/verify", &[("credential", &id)], &[]).await;
    assert!(verdict.says("Genuine.") && !verdict.says("Tell the issuer"), "{}", verdict.words());
    assert!(verdict.says("Trial mode"), "{}", verdict.words());
    assert!(page.says("Trial badge:") && app.get(&claim).await.says("Trial badge:"));
}

#[tokio::test]
async fn a_verdict_of_ours_that_is_not_genuine_leads_to_the_institution() {
    let (app, register, id, claim) = with_badge().await;
    app.post(&format!("{claim}/public"), &[("public", "yes")]).await.leads_to();
    app.revoke(&register, "misconduct").await.leads_to();
    app.work().await;
    let verdict = app.post_files("/verify", &[("credential", &id)], &[]).await;
    assert!(verdict.says("Tell the issuer"), "{}", verdict.words());
    assert!(verdict.text().contains("href=\"https://www.vrijhaven.example\""));
    let settings = json(&app.get("/verify/settings").await);
    assert_eq!(settings["contact"], serde_json::json!({ "url": "https://www.vrijhaven.example" }));
    let other = app.post_files("/verify", &[("credential", "{\"hello\":\"world\"}")], &[]).await;
    assert!(!other.says("Tell the issuer"), "{}", other.words());
}
