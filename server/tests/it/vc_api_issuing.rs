use crate::app::BASE;
use crate::vc_api::{Program, places, problem, signed};
use axum::body::Body;
use credentials::lint::registered::PerRecipient;
use insignia_test_signer::Fault;
use protocol::Change;
use protocol::FaultReason;
use serde_json::{Value, json};

const ISSUE: &str = "/vc-api/credentials/issue";
const MALFORMED: &str = "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR";
const OWN_ID: &str = "http://localhost:3000/credentials/01ARZ3NDEKTSV4RRFFQ69G5FAV";

#[tokio::test]
async fn what_is_posted_is_signed_before_the_answer_with_an_id_and_a_place_in_the_list() {
    for program in Program::everywhere().await {
        let app = &program.app;
        let posted = program.badge().await;
        let document = signed(&program.issue(&posted).await);
        assert!(document["id"].as_str().unwrap().starts_with(&format!("{BASE}/credentials/")));
        assert_eq!(document["credentialStatus"]["statusPurpose"], "revocation");
        assert_eq!(document["credentialSubject"], posted["credentialSubject"]);
        assert!(document["proof"].is_array());
        let list = document["credentialStatus"]["statusListCredential"].as_str().unwrap();
        assert_eq!(app.get(list).await.status.as_u16(), 200, "the list cannot be had");
        app.work().await;
        assert!(app.mails().is_empty(), "mail went to somebody");
        assert_eq!(app.signer.sent().len(), 1, "it was signed again by the runner");
        assert_eq!(program.verify(&document).await.status.as_u16(), 200);
        app.sign_in().await;
        let register = app.get("/register").await;
        assert!(
            register.says("Ada Lovelace") && register.says("Coastal Flood Modelling"),
            "{}",
            register.words()
        );
    }
}

#[tokio::test]
async fn the_same_posted_again_is_the_same_document_and_one_signature() {
    for program in Program::everywhere().await {
        let mut posted = program.badge().await;
        posted["id"] = json!(OWN_ID);
        posted.as_object_mut().unwrap().remove("validFrom");
        let first = program.issue(&posted).await;
        program.app.pass(3);
        let second = program.issue(&posted).await;
        assert_eq!(signed(&first), signed(&second));
        assert_eq!(first.body, second.body, "not byte for byte");
        assert_eq!(program.app.signer.sent().len(), 1);
        posted["name"] = json!("Another");
        problem(&program.issue(&posted).await, 409);
        assert_eq!(program.app.signer.sent().len(), 1);
    }
}

#[tokio::test]
async fn the_same_posted_at_the_same_moment_is_one_credential() {
    for program in Program::everywhere().await {
        let mut posted = program.badge().await;
        posted["id"] = json!(OWN_ID);
        let before = program.app.signer.signed_documents();
        let (one, two, three) =
            tokio::join!(program.issue(&posted), program.issue(&posted), program.issue(&posted));
        assert_eq!(signed(&one), signed(&two));
        assert_eq!(signed(&one), signed(&three));
        assert_eq!(program.app.signer.signed_documents(), before + 1);
    }
}

#[tokio::test]
async fn killed_between_signature_and_answer_the_same_posted_again_gets_it() {
    for program in Program::everywhere().await {
        let mut posted = program.badge().await;
        posted["id"] = json!(OWN_ID);
        let before = program.app.signer.signed_documents();
        program.app.signer.inject(Fault::BreaksAfter);
        let reply = program.issue(&posted).await;
        problem(&reply, 503);
        assert!(!reply.header("retry-after").is_empty());
        program.app.signer.recover();
        let program = program.restart().await;
        let document = signed(&program.issue(&posted).await);
        assert_eq!(document["id"], OWN_ID);
        assert_eq!(program.app.signer.signed_documents(), before + 1, "it was signed twice");
        let sent = program.app.signer.sent();
        assert!(sent.iter().all(|text| *text == sent[0]), "a retry sent other bytes");
        program.app.pass(120);
        program.app.work().await;
        assert_eq!(program.app.signer.signed_documents(), before + 1);
    }
}

#[tokio::test]
async fn what_nobody_asks_for_again_is_signed_by_the_runner() {
    let program = Program::new().await;
    program.app.signer.inject(Fault::Fails(FaultReason::WorkerAway));
    problem(&program.issue(&program.badge().await).await, 503);
    program.app.signer.recover();
    program.app.pass(2);
    program.app.work().await;
    assert_eq!(program.app.signer.sent().len(), 1);
    program.app.sign_in().await;
    assert!(program.app.get("/register").await.says("Ada Lovelace"));
}

#[tokio::test]
async fn a_refusal_of_the_signer_is_told_in_its_words_and_is_final() {
    let program = Program::new().await;
    let mut posted = program.badge().await;
    posted["id"] = json!(OWN_ID);
    let other = Fault::Alters("sign-credentials", "Builds a model.".into(), "Builds a motel.".into());
    program.app.signer.inject(other);
    for _ in 0..2 {
        let problem = problem(&program.issue(&posted).await, 400);
        assert_eq!(problem["type"], "https://w3id.org/security#PROOF_GENERATION_ERROR");
        assert!(problem["detail"].as_str().unwrap().contains("never registered"), "{problem}");
    }
    assert_eq!(program.app.signer.sent().len(), 1, "a refused credential was sent again");
}

async fn refused_at(program: &Program, change: impl Fn(&mut Value)) -> Vec<String> {
    let mut posted = program.badge().await;
    change(&mut posted);
    let problem = problem(&program.issue(&posted).await, 400);
    assert_eq!(problem["type"], MALFORMED, "{problem}");
    places(&problem).into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_credential_of_another_issuer_is_refused() {
    let program = Program::new().await;
    let other = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
    assert_eq!(refused_at(&program, |c| c["issuer"]["id"] = json!(other)).await, ["/issuer"]);
    assert_eq!(refused_at(&program, |c| c["issuer"] = json!(other)).await, ["/issuer"]);
    assert_eq!(refused_at(&program, |c| c["issuer"] = json!(null)).await, ["/issuer"]);
    assert!(program.app.signer.sent().is_empty());
}

#[tokio::test]
async fn a_badge_gets_the_registered_profile_and_the_achievement_s_name() {
    let program = Program::new().await;
    let mut posted = program.badge().await;
    posted["issuer"] = json!(program.app.signer.did());
    posted.as_object_mut().unwrap().remove("name");
    let document = signed(&program.issue(&posted).await);
    assert_eq!(document["issuer"]["name"], "Vrijhaven");
    assert_eq!(document["issuer"]["url"], "https://www.vrijhaven.example");
    assert_eq!(document["name"], "Coastal Flood Modelling");
}

#[tokio::test]
async fn what_nobody_approved_is_refused_at_its_place() {
    let program = Program::new().await;
    let name = refused_at(&program, |c| c["issuer"]["name"] = json!("Harvard University")).await;
    assert_eq!(name, ["/issuer/name"]);
    assert_eq!(refused_at(&program, |c| c["name"] = json!("Doctor of Medicine")).await, ["/name"]);
    let licence = refused_at(&program, |c| c["credentialSubject"]["licenseNumber"] = json!("1")).await;
    assert_eq!(licence, ["/credentialSubject/licenseNumber"]);
    let end = refused_at(&program, |c| c["validUntil"] = json!("2090-01-01T00:00:00Z")).await;
    assert_eq!(end, ["/validUntil"]);
    assert!(program.app.signer.sent().is_empty());
}

#[tokio::test]
async fn what_a_version_was_registered_with_is_issued_within_its_bound() {
    let mut program = Program::new().await;
    let entry = PerRecipient::Text { member: "/credentialSubject/licenseNumber".into(), most: 4 };
    program.app = program.app.restart_with(|config| config.per_recipient = vec![entry]).await;
    program.app.sign_in().await;
    program.design = program.app.publish_a_design().await;
    program.app.forget_cookie();
    let made = program.app.signer.made();
    assert!(
        made.iter().any(|change| matches!(change, Change::RegisterBadge { per_recipient, .. }
            if per_recipient.contains("licenseNumber"))),
        "{made:?}"
    );
    let mut posted = program.badge().await;
    posted["credentialSubject"]["licenseNumber"] = json!("1234");
    assert_eq!(signed(&program.issue(&posted).await)["credentialSubject"]["licenseNumber"], "1234");
    let long = refused_at(&program, |c| c["credentialSubject"]["licenseNumber"] = json!("12345")).await;
    assert_eq!(long, ["/credentialSubject/licenseNumber"]);
}

#[tokio::test]
async fn a_badge_that_is_not_exactly_a_published_one_is_refused() {
    let program = Program::new().await;
    let at = "/credentialSubject/achievement";
    let change = |pointer: &'static str, value: Value| {
        move |c: &mut Value| *c.pointer_mut(pointer).unwrap() = value.clone()
    };
    let name = change("/credentialSubject/achievement/name", json!("Surgery"));
    assert_eq!(refused_at(&program, name).await, [at]);
    let id = change("/credentialSubject/achievement/id", json!("https://elsewhere.example/achievements/1"));
    assert_eq!(refused_at(&program, id).await, [at]);
    assert!(program.app.signer.sent().is_empty());
}

#[tokio::test]
async fn an_id_below_our_address_that_is_no_credentials_is_refused() {
    let program = Program::new().await;
    let id = format!("{BASE}/status/01ARZ3NDEKTSV4RRFFQ69G5FAV");
    assert_eq!(refused_at(&program, |c| c["id"] = json!(id)).await, ["/id"]);
}

#[tokio::test]
async fn what_would_go_unsigned_is_refused_with_its_place() {
    let program = Program::new().await;
    let places = refused_at(&program, |c| c["credentialSubject"]["secretTerm"] = json!("unsigned")).await;
    assert!(places.contains(&"/credentialSubject/secretTerm".to_owned()), "{places:?}");
}

#[tokio::test]
async fn a_status_list_cannot_be_posted() {
    let program = Program::new().await;
    let issued = program.issued().await;
    let list = issued["credentialStatus"]["statusListCredential"].as_str().unwrap();
    let mut list: Value = serde_json::from_slice(&program.app.get(list).await.body).unwrap();
    list.as_object_mut().unwrap().remove("proof");
    list.as_object_mut().unwrap().remove("id");
    problem(&program.issue(&list).await, 400);
    assert_eq!(program.app.signer.sent().len(), 1);
}

#[tokio::test]
async fn a_place_in_the_list_may_be_brought_if_it_is_free() {
    let program = Program::new().await;
    let entry = program.issued().await["credentialStatus"].clone();
    let list = entry["statusListCredential"].as_str().unwrap().to_owned();
    let other = (entry["statusListIndex"].as_str().unwrap().parse::<u32>().unwrap() + 1) % 131_072;
    let place = |index: u32| {
        json!({
            "id": format!("{list}#{index}"), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": index.to_string(), "statusListCredential": list
        })
    };
    let mut posted = program.badge().await;
    posted["credentialStatus"] = place(other);
    assert_eq!(signed(&program.issue(&posted).await)["credentialStatus"], place(other));
    for taken in [place(other), place(131_072)] {
        assert_eq!(
            refused_at(&program, |c| c["credentialStatus"] = taken.clone()).await,
            ["/credentialStatus"]
        );
    }
}

#[tokio::test]
async fn members_and_options_that_are_not_known_are_refused() {
    let program = Program::new().await;
    let badge = program.badge().await;
    for body in [
        json!({ "credential": badge, "options": { "created": "2026-01-01T00:00:00Z" } }),
        json!({ "credential": badge, "options": { "mandatoryPointers": [] } }),
        json!({ "credential": badge, "extra": 1 }),
    ] {
        let problem = problem(&program.post(ISSUE, &body).await, 400);
        assert_eq!(problem["type"], "https://www.w3.org/TR/vcalm#UNKNOWN_OPTION_PROVIDED", "{problem}");
    }
    for body in
        [json!({}), json!([]), json!({ "credential": [] }), json!({ "credential": badge, "options": [] })]
    {
        assert_eq!(problem(&program.post(ISSUE, &body).await, 400)["type"], MALFORMED);
    }
    assert!(program.app.signer.sent().is_empty());
}

#[tokio::test]
async fn what_is_no_json_or_too_much_of_it_is_refused() {
    let program = Program::new().await;
    let send = async |kind: &str, body: Vec<u8>| {
        let request = program.app.request("POST", ISSUE).header("content-type", kind);
        let request = request.header("authorization", format!("Bearer {}", program.token));
        program.app.send(request.body(Body::from(body)).unwrap()).await
    };
    let parsing = "https://www.w3.org/TR/vc-data-model#PARSING_ERROR";
    for text in ["", "{", "{\"credential\":{\"a\":1,\"a\":2}}", "{\"credential\":1e999}", "\u{feff}{}"] {
        assert_eq!(
            problem(&send("application/json", text.as_bytes().to_vec()).await, 400)["type"],
            parsing,
            "{text}"
        );
    }
    problem(&send("application/json", vec![0xff, 0xfe]).await, 400);
    problem(&send("application/json", vec![b'['; 500_000]).await, 400);
    problem(&send("application/json; charset=utf-8", b"{}".to_vec()).await, 400);
    problem(&send("text/plain", b"{}".to_vec()).await, 415);
    problem(&send("application/json", vec![b' '; 8 * 1024 * 1024 + 1]).await, 413);
}

#[tokio::test]
async fn a_refusal_names_no_member_that_was_not_sent() {
    let program = Program::new().await;
    let mut badge = program.badge().await;
    // Contexts of VC Data Model 1.1 define none of the added members.
    badge["@context"][0] = json!("https://www.w3.org/2018/credentials/v1");
    badge.as_object_mut().unwrap().shift_remove("validFrom");
    let told = problem(&program.issue(&badge).await, 400);
    for place in places(&told) {
        let first = place.split('/').nth(1).unwrap_or_default();
        assert!(first.is_empty() || badge.get(first).is_some(), "{place} was not sent: {told}");
    }
}
