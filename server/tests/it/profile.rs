//! The institution's profile: sent for approval, withdrawn, in force for badges issued from then on, and its history.

use crate::app::{BASE, TestApp, json};
use crate::reply::Reply;
use crate::vc_api::{Program, places, problem, signed};
use axum::http::StatusCode;
use insignia_test_signer::Fault;
use protocol::{Change, FaultReason};
use serde_json::{Value, json};

const LOGO: &[u8] =
    br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>"#;
const NEW: [(&str, &str); 4] = [
    ("name", "Vrijhaven University"),
    ("url", "https://www.vrijhaven.example"),
    ("description", "Teaches at the coast."),
    ("email", "Badges@vrijhaven.example"),
];

impl TestApp {
    async fn post_profile(&self, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Reply {
        let token = self.get("/designs/new").await.input("form_token");
        let fields: Vec<_> = [("form_token", &*token)].into_iter().chain(fields.iter().copied()).collect();
        self.post_files("/institution", &fields, files).await
    }

    /// Sends [`NEW`] for approval.
    pub(crate) async fn submit_profile(&self) {
        assert_eq!(self.post_profile(&NEW, &[]).await.leads_to(), "/institution?submitted");
    }

    /// People approve everything that waits, and the job notices it.
    async fn approve_profile(&self) {
        self.signer.approve();
        self.pass(2);
        self.work().await;
    }

    /// The profile as data on the public page.
    async fn profile(&self) -> Value {
        json(&self.get(&format!("/issuers/{}/profile.json", self.institution())).await)
    }

    /// The newest signed document, and the verdict of the page about it.
    async fn newest_badge(&self) -> (Value, Reply) {
        let pool = self.database().await;
        let newest = "SELECT document FROM issued_credential ORDER BY id DESC LIMIT 1";
        let (document,): (String,) = sqlx::query_as(newest).fetch_one(&pool).await.unwrap();
        pool.close().await;
        let verdict = self.post_files("/verify", &[("credential", &document)], &[]).await;
        (serde_json::from_str(&document).unwrap(), verdict)
    }

    fn profiles_made(&self) -> usize {
        self.signer.made().iter().filter(|change| matches!(change, Change::SetProfile { .. })).count()
    }
}

#[tokio::test]
async fn a_profile_is_in_force_once_people_approved_it_and_older_badges_keep_theirs() {
    let (app, design) = TestApp::with_design().await;
    app.issue(&design).await;
    app.work().await;
    let (old, _) = app.newest_badge().await;
    app.submit_profile().await;
    app.work().await;

    let waiting = app.signer.waiting().remove(0);
    let page = app.get("/institution").await;
    for says in [
        "Profile 2 is waiting for approval",
        "Profile 2 as it was sent",
        "Teaches at the coast.",
        &waiting.digest[..8],
    ] {
        assert!(page.says(says), "{says}: {}", page.words());
    }
    assert!(!page.text().contains("name=\"url\""), "it can be edited while it waits");
    assert_eq!(app.profile().await["name"], "Vrijhaven");
    assert_eq!(app.profiles_made(), 0);

    app.approve_profile().await;
    let profile = app.profile().await;
    assert_eq!(profile["name"], "Vrijhaven University");
    assert_eq!(profile["email"], "badges@vrijhaven.example");
    let page = app.get("/institution").await;
    for says in
        ["Profile 2, in force", "Profile 1, replaced", "Requested by the owner", "Requested by the set-up"]
    {
        assert!(page.says(says), "{says}: {}", page.words());
    }
    assert_eq!(page.input("email"), "badges@vrijhaven.example");
    assert!(app.get("/").await.says("Vrijhaven University"));

    app.issue(&design).await;
    app.work().await;
    let (new, verdict) = app.newest_badge().await;
    assert_eq!(new["issuer"]["name"], "Vrijhaven University");
    assert_eq!(new["issuer"]["email"], "badges@vrijhaven.example");
    assert!(verdict.says("Genuine."), "{}", verdict.words());
    assert_ne!(new["id"], old["id"]);
    assert_eq!(old["issuer"]["name"], "Vrijhaven");
    let verdict = app.post_files("/verify", &[("credential", &old.to_string())], &[]).await;
    assert!(verdict.says("Genuine."), "{}", verdict.words());
    let mails: Vec<_> = app.mails().iter().map(|mail| TestApp::text_of(mail)).collect();
    let with_name = mails.iter().filter(|mail| mail.starts_with("Vrijhaven University\r\n"));
    assert_eq!((mails.len(), with_name.count()), (2, 1));
    let settings = json(&app.get("/verify/settings").await);
    assert_eq!(settings["contact"]["email"], "badges@vrijhaven.example");
}

#[tokio::test]
async fn nothing_is_edited_while_it_waits_and_the_same_again_is_the_same_request() {
    let app = TestApp::set_up().await;
    app.submit_profile().await;
    app.submit_profile().await;
    assert_eq!(app.signer.waiting().len(), 1);
    let other = [("name", "Another name"), NEW[1], NEW[2], NEW[3]];
    let reply = app.post_profile(&other, &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.says("Nothing was saved: profile 2 waits for approval"), "{}", reply.words());
    assert!(reply.says("Withdraw and change"));
    app.approve_profile().await;
    assert_eq!(app.profile().await["name"], "Vrijhaven University");
    let reply = app.post_profile(&NEW, &[]).await;
    assert!(reply.says("Nothing was sent: this is the profile in force."), "{}", reply.words());
}

#[tokio::test]
async fn a_withdrawn_profile_waits_nowhere_and_is_changed_and_sent_again() {
    let app = TestApp::set_up().await;
    app.submit_profile().await;
    for _ in 0..2 {
        assert_eq!(app.post_token("/institution/withdraw").await.leads_to(), "/institution?withdrawn");
        assert!(app.signer.waiting().is_empty(), "people can still approve it");
    }
    app.work().await;
    let page = app.get("/institution").await;
    assert!(page.says("Profile 2 is not in force. The request was withdrawn"), "{}", page.words());
    assert_eq!(page.input("name"), "Vrijhaven University", "what was sent is lost");
    let other = [("name", "Vrijhaven College"), NEW[1], NEW[2], ("email", "")];
    assert_eq!(app.post_profile(&other, &[]).await.leads_to(), "/institution?submitted");
    app.approve_profile().await;
    assert_eq!(app.profile().await["name"], "Vrijhaven College");
    let page = app.get("/institution").await;
    assert!(page.says("Profile 2, in force") && !page.says("Vrijhaven University"), "{}", page.words());
}

#[tokio::test]
async fn a_profile_that_was_approved_meanwhile_is_in_force_and_not_withdrawn() {
    let app = TestApp::set_up().await;
    app.submit_profile().await;
    app.signer.approve();
    assert!(app.get("/institution").await.says("Profile 2 is approved."));
    assert_eq!(app.post_token("/institution/withdraw").await.leads_to(), "/institution?approved");
    assert_eq!(app.profile().await["name"], "Vrijhaven University");
}

#[tokio::test]
async fn a_declined_profile_is_not_in_force_and_its_logo_is_not_public() {
    let app = TestApp::set_up().await;
    assert_eq!(app.post_profile(&NEW, &[("logo", LOGO)]).await.leads_to(), "/institution?submitted");
    let text = app.get("/institution").await.text();
    let logo = text.split("src=\"").filter_map(|rest| rest.split('"').next());
    let logo = logo.into_iter().find(|address| address.contains("/logo/")).unwrap().to_owned();
    assert_eq!(app.get(&logo).await.body, LOGO, "those who approve cannot see it");
    app.signer.decline();
    assert_eq!(app.post_token("/institution/look").await.leads_to(), "/institution");
    let page = app.get("/institution").await;
    assert!(page.says("Profile 2 is not in force. It was declined"), "{}", page.words());
    assert!(page.input("logo").starts_with("upload:"));
    assert_eq!(app.get(&logo).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.profile().await["name"], "Vrijhaven");
}

#[tokio::test]
async fn each_logo_keeps_its_address() {
    let (app, design) = TestApp::with_design().await;
    let id = app.institution();
    let mut logos = Vec::new();
    for side in ["1", "2"] {
        let logo = String::from_utf8_lossy(LOGO).replace("width=\"9\"", &format!("width=\"{side}\""));
        app.post_profile(&NEW, &[("logo", logo.as_bytes())]).await.leads_to();
        app.approve_profile().await;
        app.issue(&design).await;
        app.work().await;
        let (badge, _) = app.newest_badge().await;
        let address = badge["issuer"]["image"]["id"].as_str().unwrap().to_owned();
        assert!(address.starts_with(&format!("{BASE}/issuers/{id}/logo/")), "{address}");
        assert!(app.get("/").await.text().contains(address.strip_prefix(BASE).unwrap()));
        logos.push((address, logo));
    }
    // Without a file, the logo stays. A tick removes it.
    let other = [("name", "Vrijhaven College"), NEW[1], NEW[2], NEW[3]];
    app.post_profile(&other, &[]).await.leads_to();
    app.approve_profile().await;
    assert_eq!(app.profile().await["image"]["id"], logos[1].0);
    let without: Vec<_> = other.into_iter().chain([("no_logo", "yes")]).collect();
    app.post_profile(&without, &[]).await.leads_to();
    app.approve_profile().await;
    assert_eq!(app.profile().await.get("image"), None);
    for (address, logo) in logos {
        let served = app.get(&address).await;
        assert_eq!(String::from_utf8_lossy(&served.body), logo, "{address}");
        assert!(served.header("cache-control").contains("immutable"));
        assert_eq!(served.header("access-control-allow-origin"), "*");
    }
    let unknown = format!("/issuers/{id}/logo/{}", "0".repeat(64));
    assert_eq!(app.get(&unknown).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&format!("/issuers/{id}/logo")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn refused_input_is_kept_with_its_logo() {
    let app = TestApp::set_up().await;
    for (email, says) in [
        ("mailto:badges@vrijhaven.example", "mailto"),
        ("badges@xn--a.example", "domain"),
        ("badges", "Mail cannot be sent"),
    ] {
        let bad = [("name", "New"), ("url", "javascript:alert(1)"), NEW[2], ("email", email)];
        let reply = app.post_profile(&bad, &[("logo", LOGO)]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.says(says) && reply.says("This is not a web address."), "{}", reply.words());
        assert_eq!((&*reply.input("name"), &*reply.input("email")), ("New", email));
        assert!(reply.text().contains("Teaches at the coast.") && reply.input("logo").starts_with("upload:"));
    }
    let gone = format!("upload:{}", "0".repeat(64));
    let fields: Vec<_> = NEW.into_iter().chain([("logo", &*gone)]).collect();
    assert!(app.post_profile(&fields, &[]).await.says("The logo is not here any more."));
    assert!(app.signer.waiting().is_empty());
}

#[tokio::test]
async fn a_profile_is_kept_while_the_signer_is_away_and_sent_by_the_job() {
    let app = TestApp::set_up().await;
    app.signer.inject(Fault::Fails(FaultReason::WorkerAway));
    let reply = app.post_profile(&NEW, &[]).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.says("The profile is stored, but not sent for approval yet."), "{}", reply.words());
    assert!(reply.says("has not reached the signer yet"), "{}", reply.words());
    app.signer.recover();
    let app = app.restart().await;
    app.work().await;
    assert_eq!(app.signer.waiting().len(), 1);
    app.approve_profile().await;
    assert_eq!(app.profile().await["name"], "Vrijhaven University");
}

#[tokio::test]
async fn strangers_and_forged_forms_change_no_profile() {
    let app = TestApp::set_up().await;
    let forged: Vec<_> = NEW.into_iter().chain([("form_token", "00")]).collect();
    assert_eq!(app.post_files("/institution", &forged, &[]).await.status, StatusCode::FORBIDDEN);
    app.submit_profile().await;
    app.forget_cookie();
    for path in ["/institution", "/institution/withdraw", "/institution/look"] {
        assert_eq!(app.post(path, &[]).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(app.signer.waiting().len(), 1);
}

#[tokio::test]
async fn a_badge_that_waits_gets_the_profile_that_people_approved_meanwhile() {
    let (app, design) = TestApp::with_design().await;
    app.submit_profile().await;
    app.work().await;
    // Recorded with the old profile; the signer knows the new one before the web server does.
    app.signer.approve();
    app.issue(&design).await;
    app.work().await;
    let (badge, verdict) = app.newest_badge().await;
    assert_eq!(badge["issuer"]["name"], "Vrijhaven University");
    assert!(verdict.says("Genuine."), "{}", verdict.words());
    assert_eq!(app.profile().await["name"], "Vrijhaven University");
    // Recorded with the old profile, and sent after the new one is in force.
    app.pass(1);
    let other = [("name", "Vrijhaven College"), NEW[1], NEW[2], NEW[3]];
    app.post_profile(&other, &[]).await.leads_to();
    app.signer.inject(Fault::Fails(FaultReason::WorkerAway));
    app.issue(&design).await;
    app.work().await;
    app.signer.recover();
    app.approve_profile().await;
    app.pass(60);
    app.work().await;
    assert_eq!(app.newest_badge().await.0["issuer"]["name"], "Vrijhaven College");
    assert_eq!(app.profiles_made(), 2, "a profile was requested that nobody sent");
}

#[tokio::test]
async fn an_unregistered_profile_is_not_requested_while_another_waits() {
    let (app, design) = TestApp::with_design().await;
    app.signer.forget_profile();
    app.submit_profile().await;
    app.issue(&design).await;
    app.work().await;
    assert_eq!(app.signer.waiting().len(), 1, "two profiles wait");
    app.approve_profile().await;
    app.pass(61);
    app.work().await;
    assert_eq!(app.newest_badge().await.0["issuer"]["name"], "Vrijhaven University");
}

#[tokio::test]
async fn a_program_gets_its_earlier_badge_again_and_the_new_profile_in_later_ones() {
    for program in Program::everywhere().await {
        let app = &program.app;
        let mut posted = program.badge().await;
        posted["id"] = json!(format!("{BASE}/credentials/01ARZ3NDEKTSV4RRFFQ69G5FAV"));
        posted["issuer"] = app.profile().await;
        posted["issuer"].as_object_mut().unwrap().remove("@context");
        let first = signed(&program.issue(&posted).await);
        app.sign_in().await;
        app.submit_profile().await;
        app.forget_cookie();
        app.signer.approve();
        // The web server does not know the decision yet.
        let mut later = program.badge().await;
        later["issuer"] = json!(app.signer.did());
        assert_eq!(signed(&program.issue(&later).await)["issuer"]["name"], "Vrijhaven University");
        assert_eq!(
            signed(&program.issue(&posted).await),
            first,
            "the earlier badge is compared with the new profile"
        );
        let old = program.issue(&program.badge().await).await;
        assert_eq!(places(&problem(&old, 400)), ["/issuer/name"]);
        assert_eq!(program.verify(&first).await.status.as_u16(), 200);
    }
}
