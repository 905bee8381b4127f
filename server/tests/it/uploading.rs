//! Pictures and addresses as people bring them (cases 50, 53 and 54).

use crate::app::{TestApp, json};
use crate::reply::Reply;
use axum::http::StatusCode;
use credentials::bake::{Extracted, Opened, open, png, svg};

const REMOVED: &str = "contained a badge of somebody else";

fn case(name: &str) -> Vec<u8> {
    std::fs::read(format!("../tests/vectors/cases/{name}")).unwrap()
}

/// Uploads the picture, and publishes and issues its design. Compares the three downloads. Returns the design's page.
async fn every_download_of(app: &TestApp, picture: &[u8]) -> String {
    let page = app.post_design("/designs/new", "Flood", "publish", &[("image", picture)]).await.leads_to();
    let (path, _) = page.split_once('?').unwrap();
    let design = path.strip_prefix("/designs/").unwrap();
    app.approve(design).await;
    app.issue(design).await;
    app.work().await;
    let claim = app.claim_path();
    let document = app.get(&format!("{claim}/badge.json")).await.text();
    let baked = app.get(&format!("{claim}/badge.png")).await;
    assert_eq!(png::extract(&baked.body), Ok(Extracted::Credential(document.clone())));
    let drawing = app.get(&format!("{claim}/badge.svg")).await;
    assert_eq!(svg::extract(&drawing.text()), Ok(Extracted::Credential(document)));
    for download in [&baked.body, &drawing.body] {
        let text = String::from_utf8_lossy(download);
        assert!(!text.contains("old.example") && !text.contains(r#"{"a":1}"#), "{text}");
    }
    let public = app.get(&format!("/achievements/{design}/1/image")).await;
    assert!(matches!(open(&public.body), Ok(Opened::JustAPicture(_))), "{:?}", open(&public.body));
    page
}

#[tokio::test]
async fn a_picture_with_a_wrong_check_sum_is_downloaded_by_every_learner() {
    for name in ["bad-crc-text.png", "bad-crc-time.png"] {
        let app = TestApp::set_up().await;
        let page = every_download_of(&app, &case(&format!("50-picture-wrong-check-sum/{name}"))).await;
        assert!(!app.get(&page).await.says(REMOVED), "{name}");
    }
}

#[tokio::test]
async fn a_badge_of_somebody_else_is_removed_from_a_picture_and_the_page_reports_it() {
    for name in ["already-baked-ob2.png", "already-baked-ob3.png", "svg-with-old-badge.svg"] {
        let app = TestApp::set_up().await;
        let page = every_download_of(&app, &case(&format!("53-picture-already-baked/{name}"))).await;
        assert!(app.get(&page).await.says(REMOVED), "{name}");
    }
}

#[tokio::test]
async fn a_form_with_another_error_reports_the_removed_badge_until_it_is_saved() {
    let app = TestApp::set_up().await;
    let picture = case("53-picture-already-baked/already-baked-ob2.png");
    let reply = app.post_design("/designs/new", "", "save", &[("image", &picture)]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.says(REMOVED), "{}", reply.words());
    let text = reply.text();
    let word = format!("upload:{}", text.split("upload:").nth(1).unwrap().get(..64).unwrap());
    let token = app.get("/designs/new").await.input("form_token");
    let fields = |art| {
        [
            ("form_token", &*token),
            ("name", "Flood"),
            ("description", "Builds a model."),
            ("criteria", "1. Calibrate it."),
            ("achievement_type", "MicroCredential"),
            ("art", art),
            ("caption", "A wave."),
            ("action", "save"),
            ("badge-removed", "yes"),
        ]
    };
    let saved = app.post_files("/designs/new", &fields(&word), &[]).await.leads_to();
    assert!(saved.ends_with("?saved&badge-removed"), "{saved}");
    let template = app.post_files("/designs/new", &fields("bridge"), &[]).await.leads_to();
    assert!(template.ends_with("?saved"), "{template}");
}

#[tokio::test]
async fn a_logo_is_cleaned_like_a_picture() {
    let app = TestApp::new().await;
    app.sign_in().await;
    let token = app.get("/setup").await.input("form_token");
    let fields =
        [("form_token", &*token), ("name", "\u{feff}Vrij\u{200b}haven"), ("url", "www.vrijhaven.example")];
    let logo = case("53-picture-already-baked/already-baked-ob3.png");
    let next = app.post_files("/setup", &fields, &[("logo", &logo)]).await.leads_to();
    assert_eq!(next, "/designs/new?founded&logo-cleaned");
    assert!(app.get(&next).await.says(REMOVED));
    app.work().await;
    let id = app.institution();
    let kept = app.get(&format!("/issuers/{id}/logo")).await;
    assert_eq!(kept.status, StatusCode::OK);
    assert!(matches!(open(&kept.body), Ok(Opened::JustAPicture(_))));
    let profile = json(&app.get_as(&format!("/issuers/{id}"), "application/json").await);
    assert_eq!(profile["name"], "Vrijhaven");
    // Name and logo are at the top of each mail, and of the learner's page.
    let design = app.publish_a_design().await;
    app.issue(&design).await;
    app.work().await;
    let [mail] = app.mails().try_into().unwrap();
    let whole = std::fs::read_to_string(&mail).unwrap();
    assert!(
        TestApp::text_of(&mail).starts_with("Vrijhaven\r\n\r\nHello Maren"),
        "{}",
        TestApp::text_of(&mail)
    );
    assert!(whole.contains("Content-ID: <logo>") && whole.contains("Content-Type: image/png"), "{whole}");
    let page = app.get(&app.claim_path()).await.text();
    let top = page.split("<main").nth(1).unwrap().split("<article").next().unwrap();
    assert!(top.contains(&format!("/issuers/{id}/logo")) && top.contains("Vrijhaven"), "{top}");
}

#[tokio::test]
async fn a_picture_that_no_badge_could_be_downloaded_with_is_refused() {
    let app = TestApp::set_up().await;
    let mut damaged = case("53-picture-already-baked/already-baked-ob3.png");
    let data = damaged.windows(4).position(|kind| kind == b"IDAT").unwrap();
    damaged[data + 9] ^= 1;
    let flat: &[u8] =
        br#"<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"><path d="M0 0"/></svg>"#;
    for (picture, says) in
        [(&damaged[..], "part of its image data is damaged"), (flat, "This SVG cannot be drawn as PNG")]
    {
        let reply = app.post_design("/designs/new", "Flood", "save", &[("image", picture)]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.says(says), "{}", reply.words());
        assert_eq!(reply.input("name"), "Flood");
    }
}

/// Posts the issue form.
async fn post_recipient(app: &TestApp, design: &str, name: &str, email: &str) -> Reply {
    let form = app.get(&format!("/issue/{design}")).await;
    let (token, request) = (form.input("form_token"), form.input("request"));
    let fields = [("form_token", &*token), ("request", &*request), ("name", name), ("email", email)];
    app.post(&format!("/issue/{design}"), &fields).await
}

/// The signed badge of the newest mail, and the verdict of the web page for a reader with this address.
async fn verdict_for(app: &TestApp, recipient: &str) -> Reply {
    let document = app.get(&format!("{}/badge.json", app.claim_path())).await.text();
    app.post_files("/verify", &[("credential", &document), ("recipient", recipient)], &[]).await
}

#[tokio::test]
async fn what_nobody_sees_in_an_address_or_a_name_is_in_no_badge_and_no_mail() {
    for typed in ["\u{200b}ada@school.example", "\u{feff}ada@school.example", "a\u{ad}da@school.example"] {
        let (app, design) = TestApp::with_design().await;
        let register = post_recipient(&app, &design, "\u{200b}A\u{ad}da", typed).await.leads_to();
        app.work().await;
        assert!(app.get(&register).await.says("Ada"), "{typed:?}");
        let mails = app.mails();
        let mail = std::fs::read_to_string(&mails[0]).unwrap();
        assert!(mail.contains("To: Ada <ada@school.example>\r\n"), "{mail}");
        for recipient in ["ada@school.example", "mailto:ada@school.example", "Ada"] {
            let verdict = verdict_for(&app, recipient).await;
            assert!(verdict.says("Genuine."), "{recipient:?}: {}", verdict.words());
            assert!(!verdict.says("another address"), "{recipient:?}: {}", verdict.words());
        }
    }
}

#[tokio::test]
async fn an_international_domain_is_mailed_and_verified_as_its_a_labels() {
    let (app, design) = TestApp::with_design().await;
    post_recipient(&app, &design, "Ada", "Ada@MÜNCHEN.example").await.leads_to();
    app.work().await;
    let mail = std::fs::read_to_string(&app.mails()[0]).unwrap();
    assert!(mail.contains("<ada@xn--mnchen-3ya.example>\r\n"), "{mail}");
    for recipient in ["ada@münchen.example", "ada@xn--mnchen-3ya.example"] {
        assert!(verdict_for(&app, recipient).await.says("Genuine."), "{recipient}");
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_with_what_was_found() {
    let (app, design) = TestApp::with_design().await;
    for (email, says) in [
        ("mailto:ada@school.example", "Write the address alone: “ada@school.example”."),
        ("ada(work)@school.example", "This is an address with a comment in it."),
        ("Ada <ada@school.example>", "This is an address with a name before it."),
        ("a:b@school.example", "A mail address cannot have “:” here."),
        ("[ada]@school.example", "A mail address cannot have “[” here."),
        ("ada@1.2.3.4", "After the @ is the number of a computer"),
        ("josé@school.example", "Only mail servers with the extension SMTPUTF8"),
        ("ada@xn--a.example", "The domain after the @ cannot exist."),
    ] {
        let reply = post_recipient(&app, &design, "Ada", email).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        assert!(reply.says(says), "{email}: {}", reply.words());
    }
    let reply = post_recipient(&app, &design, "Ada\u{202e}nerraM", "ada@school.example").await;
    assert!(reply.says("reverses the order of its letters"), "{}", reply.words());
    app.work().await;
    assert!(app.mails().is_empty());
}
