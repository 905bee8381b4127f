use crate::app::{BASE, TestApp, json};
use axum::http::StatusCode;

#[tokio::test]
async fn one_address_is_a_page_for_people_and_a_document_for_programs() {
    let (app, _, claim) = TestApp::with_credential().await;
    let credential = json(&app.get(&format!("{claim}/badge.json")).await);
    let achievement = credential["credentialSubject"]["achievement"].clone();
    let address = achievement["id"].as_str().unwrap().to_owned();
    let page = app.get_as(&address, "text/html,application/xhtml+xml,*/*;q=0.8").await;
    assert!(page.header("content-type").starts_with("text/html") && page.header("vary").contains("Accept"));
    for accept in ["application/ld+json", "application/json", "application/vc"] {
        let document = app.get_as(&address, accept).await;
        assert_eq!(document.header("access-control-allow-origin"), "*");
        assert_eq!(document.header("x-content-type-options"), "nosniff");
        let mut document = json(&document);
        document.as_object_mut().unwrap().shift_remove("@context");
        assert_eq!(document, achievement, "not what stands in the badge");
    }
}

#[tokio::test]
async fn the_issuers_profile_is_found_by_its_address_and_by_its_did() {
    let (app, _, claim) = TestApp::with_credential().await;
    let issuer = json(&app.get(&format!("{claim}/badge.json")).await)["issuer"].clone();
    let did = issuer["id"].as_str().unwrap();
    let mut by_did = json(&app.get(&format!("/api/v1/issuers?id={did}")).await);
    by_did.as_object_mut().unwrap().shift_remove("@context");
    // In trial mode the profile names the ledger, with the key stated by the signer.
    let ledger = by_did.as_object_mut().unwrap().shift_remove("ledger").unwrap();
    assert_eq!(ledger["address"], format!("{}/ledger", crate::app::BASE));
    assert_eq!(by_did, issuer);
    let unknown = app.get("/api/v1/issuers?id=did:key:zUnknown").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_status_list_may_be_kept_for_thirty_seconds_by_anybody() {
    let (app, _, claim) = TestApp::with_credential().await;
    let credential = json(&app.get(&format!("{claim}/badge.json")).await);
    let list = credential["credentialStatus"]["statusListCredential"].as_str().unwrap();
    let reply = app.get_as(list, "*/*").await;
    assert_eq!(reply.header("cache-control"), "public, max-age=30");
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    assert_eq!(reply.header("content-type"), "application/vc");
    assert_eq!(json(&reply)["credentialSubject"]["ttl"], 30_000);
    assert!(list.starts_with(&format!("{BASE}/status/")));
}

#[tokio::test]
async fn what_is_not_there_is_not_found_in_every_form() {
    let app = TestApp::set_up().await;
    let id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    for path in ["issuers/ID", "achievements/ID/1", "credentials/ID", "achievements/ID/0"] {
        let path = format!("/{}", path.replace("ID", id));
        assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(app.get_as(&path, "application/json").await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [
        "status/ID",
        "issuers/ID/did.json",
        "issuers/ID/jwks.json",
        "issuers/ID/logo",
        "achievements/ID/1/image",
        "credentials/ID/revocation",
        "nothing",
    ] {
        let path = format!("/{}", path.replace("ID", id));
        assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let climbing = app.get("/issuers/..%2f..%2finsignia.db/did.json").await;
    assert_eq!(climbing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_drawing_opened_by_itself_may_do_nothing_but_draw() {
    let (app, id) = TestApp::with_design().await;
    let reply = app.get_as(&format!("/achievements/{id}/1/image"), "*/*").await;
    assert_eq!(reply.header("content-type"), "image/svg+xml");
    assert_eq!(
        reply.header("content-security-policy"),
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    );
    assert!(reply.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn the_issuer_s_key_set_is_served_as_the_signer_wrote_it_with_and_without_a_chain() {
    let app = TestApp::set_up().await;
    let id = app.institution();
    let path = format!("/issuers/{id}/jwks.json");
    assert_eq!(
        app.get_as(&path, "*/*").await.status,
        StatusCode::OK,
        "the signer wrote it with the DID document"
    );
    let directory = app.config().public_directory.join("issuers").join(&id);
    std::fs::remove_file(directory.join("jwks.json")).unwrap();
    assert_eq!(app.get_as(&path, "*/*").await.status, StatusCode::NOT_FOUND, "before there is one");
    let bare = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AAAA"}]}"#;
    let chained = r#"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AAAA","x5c":["MIIB","MIIC"]}]}"#;
    for set in [bare, chained] {
        std::fs::write(directory.join("jwks.json"), set).unwrap();
        let reply = app.get_as(&path, "*/*").await;
        assert_eq!((reply.status, reply.text().as_str()), (StatusCode::OK, set));
        assert_eq!(reply.header("content-type"), "application/jwk-set+json");
        assert_eq!(reply.header("access-control-allow-origin"), "*");
    }
}

#[tokio::test]
async fn lists_and_badges_come_under_the_media_type_that_a_client_reads() {
    let (app, _, claim) = TestApp::with_credential().await;
    let credential = json(&app.get(&format!("{claim}/badge.json")).await);
    app.post(&format!("{claim}/public"), &[("public", "yes")]).await.leads_to();
    let list = credential["credentialStatus"]["statusListCredential"].as_str().unwrap();
    let badge = credential["id"].as_str().unwrap();
    // Digital Bazaar's HTTP client sends the first `Accept`, and reads only types that contain “json”.
    for (accept, kind) in [
        ("application/ld+json, application/json", "application/ld+json"),
        ("application/json", "application/json"),
        ("application/vc+ld+json, application/vc;q=0.9", "application/vc+ld+json"),
        ("application/vc", "application/vc"),
    ] {
        for address in [list, badge] {
            let reply = app.get_as(address, accept).await;
            assert_eq!((reply.status, reply.header("content-type")), (StatusCode::OK, kind), "{address}");
            assert_eq!((reply.header("vary"), reply.header("access-control-allow-origin")), ("Accept", "*"));
        }
    }
}

#[tokio::test]
async fn a_page_of_another_site_may_read_public_documents_with_any_accept_header() {
    let app = TestApp::set_up().await;
    let ask = |path: &'static str| {
        let request = app.request("OPTIONS", path).header("origin", "https://verifier.example");
        let request = request.header("access-control-request-method", "GET");
        app.send(request.body(axum::body::Body::empty()).unwrap())
    };
    for path in [
        "/status/x",
        "/credentials/x",
        "/issuers/x/did.json",
        "/achievements/x/1",
        "/ledger/checkpoint",
        "/api/v1/issuers",
    ] {
        let reply = ask(path).await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT, "{path}");
        assert_eq!(reply.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(reply.header("access-control-allow-headers"), "*", "{path}");
    }
    for path in ["/today", "/verify", "/vc-api/credentials/verify", "/claim/x/badge.json", "/api/v1/other"] {
        assert_eq!(ask(path).await.header("access-control-allow-origin"), "", "{path}");
    }
}
