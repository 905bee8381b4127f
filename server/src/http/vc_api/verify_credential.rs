//! `POST /vc-api/credentials/verify`

use super::super::Web;
use super::authorise::authorise;
use super::body::Members;
use super::problem::Problem;
use super::verified::{self, Asked};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::Scope;
use serde_json::Value;
use std::time::Duration;

/// How long a check may take in all, waiting for its turn included.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);

pub(super) async fn verify_credential(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    authorise(&web, request.headers(), Scope::VerifyCredentials).await?;
    let mut body = Members::read(request, &["verifiableCredential", "options"]).await?;
    let mut options = body.options(&["returnCredential", "returnResults", "returnProblemDetails"])?;
    let asked = Asked::read(&mut options, "returnCredential")?;
    let posted = body.needed("verifiableCredential")?;
    let input = text_of(&posted)?;
    let checked = tokio::time::timeout(PATIENCE, web.services.verify_credential(input)).await;
    let report = checked.ok().flatten().ok_or_else(too_much)?;
    Ok(verified::credential(&report, asked, posted))
}

/// The document's own text: JSON, or what an enveloped one is.
pub(super) fn text_of(posted: &Value) -> Result<Vec<u8>, Problem> {
    match posted {
        Value::Object(_) => Ok(posted.to_string().into_bytes()),
        Value::String(text) => Ok(text.clone().into_bytes()),
        _ => Err(Problem::malformed("What is to be verified must be a JSON object, or a JWT as text.")),
    }
}

pub(super) fn too_much() -> Problem {
    Problem::unavailable("The check took too long, or was cut short on our side.")
}
