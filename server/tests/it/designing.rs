use crate::app::{TestApp, json};
use crate::reply::Reply;
use axum::http::StatusCode;
use insignia_test_signer::Fault;

const SCRIPT: &[u8] =
    br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>"#;
const PLAIN: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#123"/></svg>"##;

#[tokio::test]
async fn an_svg_with_script_is_refused_with_its_line_and_nothing_typed_is_lost() {
    let app = TestApp::set_up().await;
    let reply = app.post_design("/designs/new", "Flood", "save", &[("image", SCRIPT)]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.says("the element “script” (line 1)"), "{}", reply.words());
    assert_eq!(reply.input("name"), "Flood");
}

#[tokio::test]
async fn before_the_institution_is_set_up_the_owner_is_not_told_that_the_role_is_wrong() {
    let app = TestApp::new().await;
    app.sign_in().await;
    let reply = app.post_design("/designs/new", "Flood", "save", &[]).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.says("The institution is not set up yet."), "{}", reply.words());
    assert_eq!(reply.input("name"), "Flood");
}

#[tokio::test]
async fn a_picture_of_twenty_megabytes_is_told_its_limit_and_nothing_typed_is_lost() {
    let app = TestApp::set_up().await;
    let reply =
        app.post_design("/designs/new", "Flood", "save", &[("image", &vec![0; 20 * 1024 * 1024])]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.says("The picture has 20480 KiB. The limit is 2048 KiB."), "{}", reply.words());
    assert_eq!(reply.input("name"), "Flood");
}

#[tokio::test]
async fn a_good_picture_survives_a_form_that_is_refused_for_something_else() {
    let app = TestApp::set_up().await;
    let reply = app.post_design("/designs/new", "", "save", &[("image", PLAIN)]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = reply.text();
    let word = format!("upload:{}", text.split("upload:").nth(1).unwrap().get(..64).unwrap());
    let kept = app.get(&word.replace("upload:", "/uploads/")).await;
    assert_eq!((kept.status, kept.body.as_slice()), (StatusCode::OK, PLAIN));
    assert_eq!(
        kept.header("content-security-policy"),
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    );
    app.forget_cookie();
    assert_eq!(app.get(&word.replace("upload:", "/uploads/")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn fields_that_are_too_long_are_told_by_how_much() {
    let app = TestApp::set_up().await;
    let reply = app.post_design("/designs/new", &"x".repeat(121), "save", &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.says("The name has 121 characters. The limit is 120."), "{}", reply.words());
}

#[tokio::test]
async fn a_published_version_stays_as_it_is_when_the_draft_goes_on() {
    let (app, id) = TestApp::with_design().await;
    let page = format!("/designs/{id}");
    let first = json(&app.get_as(&format!("/achievements/{id}/1"), "application/ld+json").await);
    assert_eq!(app.post_design(&page, "Another name", "save", &[]).await.leads_to(), format!("{page}?saved"));
    assert_eq!(json(&app.get_as(&format!("/achievements/{id}/1"), "application/ld+json").await), first);
    assert_eq!(
        app.post_design(&page, "Another name", "publish", &[]).await.leads_to(),
        format!("{page}?submitted")
    );
    app.approve(&id).await;
    let second = json(&app.get_as(&format!("/achievements/{id}/2"), "application/ld+json").await);
    assert_eq!(second["name"], "Another name");
    assert_eq!(json(&app.get_as(&format!("/achievements/{id}/1"), "application/ld+json").await), first);
}

#[tokio::test]
async fn publishing_what_is_published_is_told_and_makes_no_version() {
    let (app, id) = TestApp::with_design().await;
    let reply = app.post_design(&format!("/designs/{id}"), "Coastal Flood Modelling", "publish", &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.says("Version 1 is published already"), "{}", reply.words());
    assert_eq!(app.get(&format!("/achievements/{id}/2")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_publication_cut_short_is_finished_with_the_bytes_that_were_frozen() {
    let app = TestApp::set_up().await;
    // The picture arrives before the proposal.
    app.signer.inject(Fault::BreaksAfterRequests(&["propose"]));
    let reply = app.post_design("/designs/new", "Flood", "publish", &[]).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.says("The draft is saved, but not published yet."), "{}", reply.words());
    let text = app.get("/designs").await.text();
    let id = text
        .split("/designs/")
        .find_map(|rest| rest.get(..26).filter(|id| id.starts_with("01")))
        .unwrap()
        .to_owned();
    let public = format!("/achievements/{id}/1");
    assert_eq!(app.get(&public).await.status, StatusCode::NOT_FOUND, "public before the signer confirmed it");

    // The frozen text becomes version 1, and stays as it is until then; a newer text becomes version 2.
    app.signer.recover();
    let app = app.restart().await;
    let page = format!("/designs/{id}");
    let reply = app.post_design(&page, "Flood, newer", "publish", &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.approve(&id).await;
    let reply = app.post_design(&page, "Flood, newer", "publish", &[]).await;
    assert_eq!(reply.leads_to(), format!("{page}?submitted"), "the newer words are the next version");
    app.approve(&id).await;
    assert_eq!(json(&app.get_as(&public, "application/json").await)["name"], "Flood");
    let second = json(&app.get_as(&format!("/achievements/{id}/2"), "application/json").await);
    assert_eq!(second["name"], "Flood, newer");
}

#[tokio::test]
async fn a_design_that_is_not_there_is_not_found() {
    let app = TestApp::set_up().await;
    for path in
        ["/designs/01ARZ3NDEKTSV4RRFFQ69G5FAV", "/designs/nothing", "/issue/01ARZ3NDEKTSV4RRFFQ69G5FAV"]
    {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let reply = app.post_design("/designs/01ARZ3NDEKTSV4RRFFQ69G5FAV", "x", "save", &[]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}

/// The form as a browser posts it: with the picture and the description that it showed.
async fn post_picture(app: &TestApp, page: &str, shown: (&str, &str), caption: &str, file: &[u8]) -> Reply {
    let token = app.get("/designs/new").await.input("form_token");
    let fields = [
        ("form_token", &*token),
        ("name", "Flood"),
        ("description", "Builds a model."),
        ("criteria", "Calibrate it."),
        ("achievement_type", "Course"),
        ("art", shown.0),
        ("shown_art", shown.0),
        ("shown_caption", shown.1),
        ("caption", caption),
        ("action", "save"),
    ];
    let files: &[(&str, &[u8])] = if file.is_empty() { &[] } else { &[("image", file)] };
    app.post_files(page, &fields, files).await
}

#[tokio::test]
async fn an_uploaded_picture_clears_the_description_and_requires_its_own() {
    let app = TestApp::set_up().await;
    let form = app.get("/designs/new").await;
    let bridge = ("bridge", &*form.input("caption"));
    assert!(!bridge.1.is_empty() && form.input("shown_caption") == bridge.1, "a template brings its own");
    let reply = post_picture(&app, "/designs/new", bridge, bridge.1, PLAIN).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.says("Your picture has no description."), "{}", reply.words());
    assert_eq!((reply.input("caption"), reply.input("shown_caption")), (String::new(), String::new()));
    let art = reply.input("shown_art");
    assert!(art.starts_with("upload:"), "the picture was lost: {art}");

    let reply = post_picture(&app, "/designs/new", (&art, ""), "A dark square", b"").await;
    let page = reply.leads_to().strip_suffix("?saved").unwrap().to_owned();
    assert_eq!(app.get(&page).await.input("caption"), "A dark square");
    // Another picture of one's own: the description of the one before does not stay.
    let other = include_bytes!("tiny.png");
    let reply = post_picture(&app, &page, (&art, "A dark square"), "A dark square", other).await;
    assert!(reply.says("Your picture has no description."), "{}", reply.words());
}
