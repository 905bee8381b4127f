//! `POST /vc-api/credentials/verify`

use super::super::Web;
use super::authorise::authorise;
use super::body::Members;
use super::problem::Problem;
use super::verified::{self, Asked};
use crate::usecase::CheckError;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::Scope;
use serde_json::Value;

pub(super) async fn verify_credential(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    authorise(&web, request.headers(), Scope::VerifyCredentials).await?;
    let mut body = Members::read(request, &["verifiableCredential", "options"]).await?;
    let mut options =
        body.options(&["checks", "returnCredential", "returnResults", "returnProblemDetails"])?;
    let asked = Asked::read(&mut options, "returnCredential")?;
    let posted = body.needed("verifiableCredential")?;
    let input = text_of(&posted)?;
    let report = web.application.verifying.verify_credential.verify(input).await?;
    Ok(verified::credential(&report, asked, posted))
}

/// The document's own text: a JSON object, or a token as text. JSON inside a text is refused, because readers may
/// differ on which of the two is signed.
pub(super) fn text_of(posted: &Value) -> Result<Vec<u8>, Problem> {
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~=".contains(&b))
    };
    match posted {
        Value::Object(_) => Ok(posted.to_string().into_bytes()),
        Value::String(text) if is_token(text) => Ok(text.clone().into_bytes()),
        _ => Err(Problem::malformed(
            "What is to be verified must be a JSON object, or a JWT as text; JSON must not be wrapped in a text.",
        )),
    }
}

impl From<CheckError> for Problem {
    fn from(error: CheckError) -> Self {
        Self::unavailable(match error {
            CheckError::Busy => "Too many checks are being made at this moment.",
            CheckError::TooLong => "The check took too long.",
            CheckError::CutShort => "The check was cut short on our side.",
        })
    }
}
