use crate::app::{BASE, TestApp, json};
use axum::http::StatusCode;
use credentials::bake::{Extracted, png, svg};

#[tokio::test]
async fn a_learner_takes_home_one_document_in_three_forms() {
    let (app, register, claim) = TestApp::with_credential().await;
    app.forget_cookie();
    assert!(app.get(&claim).await.says("Coastal Flood Modelling"));
    let document = app.post(&format!("{claim}/badge.json"), &[]).await;
    assert_eq!(app.get(&format!("{claim}/badge.json")).await.body, document.body);
    assert_eq!(document.header("content-type"), "application/vc");
    assert_eq!(
        document.header("content-disposition"),
        "attachment; filename=\"coastal-flood-modelling.json\""
    );
    let picture = app.post(&format!("{claim}/badge.png"), &[]).await;
    assert_eq!(png::extract(&picture.body), Ok(Extracted::Credential(document.text())));
    let drawing = app.post(&format!("{claim}/badge.svg"), &[]).await;
    assert_eq!(svg::extract(&drawing.text()), Ok(Extracted::Credential(document.text())));
    app.sign_in().await;
    let row = app.get(&register).await.text();
    assert!(row.contains("pened") || row.contains("laimed"), "the register does not tell that it was opened");
}

#[tokio::test]
async fn a_png_design_is_taken_home_as_svg_too() {
    let app = TestApp::set_up().await;
    let picture = include_bytes!("tiny.png");
    let page = app.post_design("/designs/new", "Flood", "publish", &[("image", picture)]).await.leads_to();
    let design = page.strip_prefix("/designs/").unwrap().strip_suffix("?submitted").unwrap();
    app.approve(design).await;
    app.issue(design).await;
    app.work().await;
    let claim = app.claim_path();
    let document = app.get(&format!("{claim}/badge.json")).await.text();
    let drawing = app.get(&format!("{claim}/badge.svg")).await.text();
    assert!(drawing.contains("data:image/png;base64,"));
    assert_eq!(svg::extract(&drawing), Ok(Extracted::Credential(document)));
}

#[tokio::test]
async fn guessing_a_link_finds_nothing() {
    let (app, _, claim) = TestApp::with_credential().await;
    let mut guess = claim.clone();
    let last = if guess.pop() == Some('0') { '1' } else { '0' };
    guess.push(last);
    for path in
        [guess.as_str(), "/claim/short", &format!("{guess}/badge.json"), &format!("{claim}/badge.pdf")]
    {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let reply = app.post(&format!("{guess}/public"), &[("public", "yes")]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    for path in
        [format!("{guess}/badge.json"), format!("{claim}/badge.pdf"), "/claim/short/badge.json".to_owned()]
    {
        assert_eq!(app.post(&path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_credential_is_private_until_its_learner_makes_it_public() {
    let (app, _, claim) = TestApp::with_credential().await;
    let signed = app.get(&format!("{claim}/badge.json")).await;
    let id = json(&signed)["id"].as_str().unwrap().to_owned();
    app.forget_cookie();
    let unknown = app.get_as("/credentials/01ARZ3NDEKTSV4RRFFQ69G5FAV", "application/json").await;
    let private = app.get_as(&id, "application/json").await;
    assert_eq!(
        (private.status, &private.body),
        (StatusCode::NOT_FOUND, &unknown.body),
        "it tells that it exists"
    );
    assert_eq!(app.get(&id).await.status, StatusCode::NOT_FOUND);

    let reply = app.post(&format!("{claim}/public"), &[("public", "yes")]).await;
    assert!(reply.leads_to().starts_with(&claim));
    let public = app.get_as(&id, "application/vc").await;
    assert_eq!((public.status, &public.body), (StatusCode::OK, &signed.body), "not byte for byte as signed");
    assert_eq!(public.header("vary"), "Accept");
    assert!(app.get(&id).await.says("Maren"));

    app.post(&format!("{claim}/public"), &[("public", "no")]).await.leads_to();
    assert_eq!(app.get_as(&id, "application/json").await.status, StatusCode::NOT_FOUND);
    assert!(id.starts_with(BASE));
}

#[tokio::test]
async fn before_it_is_signed_there_is_no_link_and_nothing_to_show() {
    let (app, design) = TestApp::with_design().await;
    let register = app.issue(&design).await;
    let page = app.get(&register).await;
    assert!(
        !page.text().contains("/claim/") && !page.text().contains("/link\""),
        "a link before there is a badge"
    );
    let token = page.input("form_token");
    let reply = app.post(&format!("{register}/link"), &[("form_token", &*token)]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.says("This badge is not signed"), "{}", reply.words());
}

/// The link created on the badge's page in the register.
async fn made_link(app: &TestApp, register: &str) -> String {
    let token = app.get(register).await.input("form_token");
    let reply = app.post(&format!("{register}/link"), &[("form_token", &*token)]).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.words());
    let page = reply.text();
    let rest = page.split(&format!("{BASE}/claim/")).nth(1).unwrap_or_else(|| panic!("{}", reply.words()));
    format!("/claim/{}", &rest[..32])
}

#[tokio::test]
async fn every_link_has_a_secret_of_its_own_that_is_kept_nowhere() {
    let (app, register, mailed) = TestApp::with_credential().await;
    let made = [made_link(&app, &register).await, made_link(&app, &register).await];
    assert!(made[0] != made[1] && !made.contains(&mailed));
    assert!(!app.get(&register).await.text().contains("/claim/"), "a link is shown again");
    let file = app.config().database.strip_prefix("sqlite://").unwrap().split('?').next().unwrap().to_owned();
    let kept =
        [file.clone(), format!("{file}-wal")].map(|file| std::fs::read(file).unwrap_or_default()).concat();
    app.forget_cookie();
    for link in made.iter().chain([&mailed]) {
        assert!(app.get(link).await.says("Coastal Flood Modelling"), "{link}");
        let secret = link.strip_prefix("/claim/").unwrap();
        assert!(!kept.windows(32).any(|bytes| bytes == secret.as_bytes()), "its secret is in the database");
    }
}

#[tokio::test]
async fn a_link_is_made_by_members_of_the_institution_alone() {
    let (app, register, _) = TestApp::with_credential().await;
    let forged = app.post(&format!("{register}/link"), &[("form_token", "00")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let unknown = "/register/01ARZ3NDEKTSV4RRFFQ69G5FAV/link";
    let token = app.get(&register).await.input("form_token");
    assert_eq!(app.post(unknown, &[("form_token", &*token)]).await.status, StatusCode::NOT_FOUND);
    app.forget_cookie();
    let stranger = app.post(&format!("{register}/link"), &[("form_token", &*token)]).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
}

/// Case 56: Outlook's Safe Links and others fetch each link in a mail before its reader does.
#[tokio::test]
async fn programs_that_look_at_links_in_mail_use_nothing_up_and_claim_nothing() {
    let (app, register, claim) = TestApp::with_credential().await;
    for method in ["HEAD", "GET", "HEAD", "GET"] {
        for path in [claim.clone(), format!("{claim}/badge.json")] {
            let request = app.request(method, &path).body(axum::body::Body::empty()).unwrap();
            assert_eq!(app.send(request).await.status, StatusCode::OK, "{method} {path}");
        }
    }
    assert!(app.get(&register).await.says("not downloaded by the learner yet"));
    assert!(app.post(&format!("{claim}/badge.json"), &[]).await.status.is_success());
    assert!(app.get(&register).await.says("Maren has claimed this badge"));
    assert!(app.get(&claim).await.says("Coastal Flood Modelling"));
}

/// Link scanners of mail programs open every link of a mail before its reader does (`tests/cases/56-mail-link-scanners`).
#[tokio::test]
async fn a_link_scanner_uses_nothing_up() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/56-mail-link-scanners/expect.json");
    let runs: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let methods = runs[0]["arguments"].as_array().unwrap();
    let (app, _, claim) = TestApp::with_credential().await;
    let one_time = app.application.people.make_owner_link.make().await.unwrap();
    app.forget_cookie();
    assert!(!methods.is_empty());
    for method in methods.iter().map(|method| method.as_str().unwrap()) {
        for link in [&*claim, &*one_time, &format!("{claim}/badge.json"), &format!("{claim}/badge.png")] {
            let request = app.request(method, link).body(axum::body::Body::empty()).unwrap();
            let reply = app.send(request).await;
            assert_eq!(reply.status, StatusCode::OK, "{method} {link}");
            assert!(method != "HEAD" || reply.body.is_empty(), "{method} {link}");
        }
    }
    assert!(app.get(&claim).await.says("Coastal Flood Modelling"));
    assert_eq!(app.get(&format!("{claim}/badge.json")).await.status, StatusCode::OK);
    app.post(&format!("{claim}/public"), &[("public", "yes")]).await.leads_to();
    let reply = app.post(one_time.strip_prefix(BASE).unwrap(), &[]).await;
    assert!(!reply.leads_to().is_empty());
    app.keep_cookie(&reply);
    assert_eq!(app.get("/today").await.status, StatusCode::OK);
}
