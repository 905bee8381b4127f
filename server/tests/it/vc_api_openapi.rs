use crate::app::{TestApp, json};
use axum::body::Body;
use serde_json::Value;
use std::collections::BTreeSet;

const ROUTES: &str = include_str!("../../src/web/vc_api.rs");

/// The served document.
pub(crate) async fn document(app: &TestApp) -> Value {
    json(&app.get("/vc-api/openapi.json").await)
}

/// Does the document list this answer? Every answer in the tests is looked up.
#[track_caller]
pub(crate) fn assert_documented(document: &Value, path: &str, status: u16) {
    let answers = &document["paths"][path]["post"]["responses"];
    assert!(
        answers.get(status.to_string()).is_some(),
        "{path} answers {status}, which openapi.json does not name"
    );
}

#[tokio::test]
async fn what_the_document_names_is_what_is_routed() {
    let app = TestApp::new().await;
    let document = document(&app).await;
    assert_eq!(document["openapi"], "3.1.0");
    let named: BTreeSet<_> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let routed: BTreeSet<_> = ROUTES.split('"').filter(|text| text.starts_with("/vc-api/")).collect();
    assert_eq!(named, routed);
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in ["GET", "POST", "PUT", "DELETE"] {
            let request = app.request(method, path).header("accept", "application/json");
            let reply = app.send(request.body(Body::empty()).unwrap()).await;
            let is_named = operations.get(method.to_ascii_lowercase()).is_some();
            assert_eq!(reply.status.as_u16() != 405, is_named, "{method} {path}: {}", reply.status);
        }
    }
}

#[tokio::test]
async fn every_reference_in_the_document_leads_somewhere() {
    let app = TestApp::new().await;
    let document = document(&app).await;
    let mut waiting = vec![&document];
    let mut references = 0;
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(to)) = members.get("$ref") {
                    assert!(document.pointer(to.strip_prefix('#').unwrap()).is_some(), "{to}");
                    references += 1;
                }
                waiting.extend(members.values());
            }
            Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
    assert!(references > 10);
}

#[tokio::test]
async fn no_answer_may_be_read_by_other_sites_scripts() {
    let app = TestApp::new().await;
    for path in ["/vc-api/openapi.json", "/vc-api/credentials/verify"] {
        let request = app.request("OPTIONS", path).header("origin", "https://elsewhere.example");
        let reply = app.send(request.body(Body::empty()).unwrap()).await;
        assert!(reply.headers.get("access-control-allow-origin").is_none(), "{path}");
        assert!(app.get(path).await.headers.get("access-control-allow-origin").is_none(), "{path}");
    }
}
