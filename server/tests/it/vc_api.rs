//! A program that calls the API: its token, its documents, and the same on each database.

use crate::app::{BASE, TestApp};
use crate::reply::Reply;
use crate::vc_api_openapi::{assert_documented, document};
use axum::body::Body;
use domain::Timestamp;
use serde_json::{Value, json};

pub(crate) const EVERYTHING: &str =
    "credentials:issue credentials:verify credentials:status presentations:verify";

/// A program with a token for an installation with a published badge.
pub(crate) struct Program {
    pub(crate) app: TestApp,
    pub(crate) design: String,
    pub(crate) token: String,
}

impl Program {
    /// On each available database.
    pub(crate) async fn everywhere() -> Vec<Self> {
        let mut programs = vec![Self::over(None).await];
        match crate::postgres::new_database().await {
            Some(database) => programs.push(Self::over(Some(database)).await),
            None => println!("PostgreSQL is not installed: only SQLite is judged"),
        }
        programs
    }

    /// On SQLite.
    pub(crate) async fn new() -> Self {
        Self::over(None).await
    }

    async fn over(database: Option<String>) -> Self {
        let app = TestApp::over(database).await;
        app.found().await;
        let design = app.publish_a_design().await;
        app.forget_cookie();
        let token = token(&app, EVERYTHING, None).await;
        Self { app, design, token }
    }

    pub(crate) async fn restart(self) -> Self {
        Self { app: self.app.restart().await, ..self }
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        post(&self.app, Some(&self.token), path, body).await
    }

    pub(crate) async fn issue(&self, credential: &Value) -> Reply {
        self.post("/vc-api/credentials/issue", &json!({ "credential": credential })).await
    }

    pub(crate) async fn verify(&self, credential: &Value) -> Reply {
        self.post("/vc-api/credentials/verify", &json!({ "verifiableCredential": credential })).await
    }

    pub(crate) async fn revoke(&self, signed: &Value) -> Reply {
        let body = json!({ "credentialId": signed["id"], "credentialStatus": signed["credentialStatus"], "status": true });
        self.post("/vc-api/credentials/status", &body).await
    }

    /// Issues a badge and returns the signed document.
    pub(crate) async fn issued(&self) -> Value {
        signed(&self.issue(&self.badge().await).await)
    }

    /// A badge as a program posts it: no `id`, no status, no proof.
    pub(crate) async fn badge(&self) -> Value {
        let address = format!("{BASE}/achievements/{}/1", self.design);
        let document = self.app.get_as(&address, "application/ld+json").await;
        let mut achievement: Value = serde_json::from_slice(&document.body).unwrap();
        achievement.as_object_mut().unwrap().remove("@context");
        json!({
            "@context": [
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
            ],
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": "Coastal Flood Modelling",
            "issuer": { "id": self.app.signer.did(), "type": ["Profile"], "name": "Vrijhaven" },
            "validFrom": "2026-02-25T00:00:00Z",
            "credentialSubject": {
                "type": ["AchievementSubject"],
                "identifier": [{
                    "type": "IdentityObject", "hashed": false, "identityHash": "Ada Lovelace", "identityType": "name"
                }],
                "achievement": achievement
            }
        })
    }
}

/// A new token for the institution.
pub(crate) async fn token(app: &TestApp, scopes: &str, expires: Option<Timestamp>) -> String {
    let create_api_token = &app.application.people.create_api_token;
    let made = create_api_token.create(&app.signer.did(), scopes.parse().unwrap(), expires).await;
    made.unwrap().1.reveal().to_owned()
}

pub(crate) async fn post(app: &TestApp, token: Option<&str>, path: &str, body: &Value) -> Reply {
    let request = app.request("POST", path).header("content-type", "application/json");
    let request = match token {
        Some(token) => request.header("authorization", format!("Bearer {token}")),
        None => request,
    };
    let reply = app.send(request.body(Body::from(body.to_string())).unwrap()).await;
    assert_documented(&document(app).await, path, reply.status.as_u16());
    reply
}

/// The signed document in a 201.
#[track_caller]
pub(crate) fn signed(reply: &Reply) -> Value {
    assert_eq!(reply.status.as_u16(), 201, "{}", reply.text());
    let mut body: Value = serde_json::from_slice(&reply.body).unwrap();
    body["verifiableCredential"].take()
}

/// The problem details of an answer with this status.
#[track_caller]
pub(crate) fn problem(reply: &Reply, status: u16) -> Value {
    assert_eq!(reply.status.as_u16(), status, "{}", reply.text());
    assert_eq!(reply.header("content-type"), "application/problem+json");
    let problem: Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(problem["status"], status, "{problem}");
    assert!(problem["title"].is_string() && problem["detail"].is_string(), "{problem}");
    problem
}

/// The locations in a problem.
pub(crate) fn places(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect()
}
