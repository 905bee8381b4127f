//! The API for programs: issue, verify and revoke by the VC API (VCALM 0.9), with a token and scopes.
//!
//! No page calls it and cookies are ignored. A page of another site must not use a token in a user's browser, so no
//! answer carries CORS headers.

mod authorise;
mod body;
mod issue_credential;
mod openapi;
mod problem;
mod update_status;
mod verified;
mod verify_credential;
mod verify_presentation;

use super::Web;
use axum::Router;
use axum::routing::{get, post};

/// The API's routes.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/vc-api/credentials/issue", post(issue_credential::issue_credential))
        .route("/vc-api/credentials/verify", post(verify_credential::verify_credential))
        .route("/vc-api/presentations/verify", post(verify_presentation::verify_presentation))
        .route("/vc-api/credentials/status", post(update_status::update_status))
        .route("/vc-api/openapi.json", get(openapi::openapi))
}
