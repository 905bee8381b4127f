use crate::vc_api::{EVERYTHING, Program, post, problem, token};
use serde_json::json;

const ENDPOINTS: [(&str, &str); 4] = [
    ("/vc-api/credentials/issue", "credentials:issue"),
    ("/vc-api/credentials/verify", "credentials:verify"),
    ("/vc-api/credentials/status", "credentials:status"),
    ("/vc-api/presentations/verify", "presentations:verify"),
];

#[tokio::test]
async fn without_a_token_nothing_is_done_and_the_answer_says_what_is_needed() {
    let program = Program::new().await;
    for (path, _) in ENDPOINTS {
        let reply = post(&program.app, None, path, &json!({})).await;
        problem(&reply, 401);
        assert_eq!(reply.header("www-authenticate"), "Bearer realm=\"insignia\"");
    }
    let basic = program.app.request("POST", ENDPOINTS[0].0).header("authorization", "Basic aW5zaWduaWE6eA==");
    problem(&program.app.send(basic.body(axum::body::Body::empty()).unwrap()).await, 401);
}

#[tokio::test]
async fn a_signed_in_owner_without_a_token_is_nobody_here() {
    let program = Program::new().await;
    program.app.sign_in().await;
    let request = program.app.request("POST", ENDPOINTS[0].0).header("origin", crate::app::BASE);
    problem(&program.app.send(request.body(axum::body::Body::empty()).unwrap()).await, 401);
}

#[tokio::test]
async fn a_wrong_token_is_not_good() {
    let program = Program::new().await;
    let turned = program.token.chars().rev().collect::<String>();
    let other = format!("insignia_{}", "0".repeat(64));
    for token in ["", "x", &turned, &other, &program.token[..program.token.len() - 1]] {
        let reply = post(&program.app, Some(token), ENDPOINTS[0].0, &json!({})).await;
        problem(&reply, 401);
        assert!(reply.header("www-authenticate").contains("invalid_token"), "{token}");
    }
}

#[tokio::test]
async fn a_token_is_good_until_its_end_and_until_it_is_taken_back() {
    for program in Program::everywhere().await {
        let app = &program.app;
        let end = domain::Timestamp::from_millis(1_772_000_000_000).plus_seconds(60);
        let ending = token(app, EVERYTHING, Some(end)).await;
        let body = json!({});
        assert_eq!(post(app, Some(&ending), ENDPOINTS[0].0, &body).await.status.as_u16(), 400);
        app.pass(60);
        problem(&post(app, Some(&ending), ENDPOINTS[0].0, &body).await, 401);

        let tokens = app.application.people.list_api_tokens.list().await.unwrap();
        let (used, unused): (Vec<_>, Vec<_>) =
            tokens.into_iter().partition(|token| token.last_used.is_some());
        assert_eq!((used.len(), unused.len()), (1, 1), "the time of the last use is not kept");
        app.application.people.revoke_api_token.revoke(&unused[0].id).await.unwrap();
        problem(&program.post(ENDPOINTS[0].0, &body).await, 401);
        assert!(
            app.application.people.revoke_api_token.revoke(&unused[0].id).await.is_err(),
            "taken back twice"
        );
    }
}

#[tokio::test]
async fn a_token_opens_what_its_scope_names_and_nothing_else() {
    let program = Program::new().await;
    for (_, scope) in ENDPOINTS {
        let token = token(&program.app, scope, None).await;
        for (path, needed) in ENDPOINTS {
            let reply = post(&program.app, Some(&token), path, &json!({})).await;
            if scope == needed {
                problem(&reply, 400);
            } else {
                problem(&reply, 403);
                let challenge = reply.header("www-authenticate");
                assert!(
                    challenge.contains("insufficient_scope") && challenge.contains(needed),
                    "{challenge}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_token_is_made_for_an_institution_that_is_here_and_for_a_time_to_come() {
    let program = Program::new().await;
    let create_api_token = &program.app.application.people.create_api_token;
    let scopes = || EVERYTHING.parse().unwrap();
    let stranger = create_api_token.create("did:key:z6MkStranger", scopes(), None).await.unwrap_err();
    assert!(stranger.to_string().contains("Vrijhaven"), "{stranger}");
    let over = domain::Timestamp::from_millis(1_772_000_000_000);
    assert!(create_api_token.create(&program.app.signer.did(), scopes(), Some(over)).await.is_err());
}

#[tokio::test]
async fn the_secret_is_nowhere_in_the_database() {
    let program = Program::new().await;
    program.issued().await;
    program.app.application.close().await;
    let url = &program.app.config().database;
    let file = url.strip_prefix("sqlite://").unwrap().strip_suffix("?mode=rwc").unwrap();
    let secret = program.token.strip_prefix("insignia_").unwrap().as_bytes();
    let bytes = std::fs::read(file).unwrap();
    assert!(bytes.windows(9).any(|nine| nine == b"api_token"), "this is not the database");
    assert!(!bytes.windows(secret.len()).any(|some| some == secret), "the secret is stored");
}
