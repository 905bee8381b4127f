//! `POST /vc-api/credentials/status`: revocation only. A revoked credential stays revoked.

use super::super::Web;
use super::authorise::authorise;
use super::body::Members;
use super::problem::Problem;
use crate::log::chain;
use crate::usecase::{RevokeError, RevokePostedError, Told};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{ReasonReaders, RevocationReason, Scope};
use serde_json::{Value, json};

pub(super) async fn update_status(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    let token = authorise(&web, request.headers(), Scope::ChangeStatus).await?;
    let known = ["credentialId", "credentialStatus", "status", "options"];
    let mut body = Members::read(request, &known).await?;
    let mut options = body.options(&["reason", "withholdReason"])?;
    let reason = reason(options.text("reason")?)?;
    let readers = match options.truth("withholdReason")? {
        Some(true) => ReasonReaders::Institution,
        Some(false) | None => ReasonReaders::Everybody,
    };
    let Value::String(id) = body.needed("credentialId")? else {
        return Err(Problem::malformed("“credentialId” must be a text."));
    };
    let entry = body.needed("credentialStatus")?;
    match body.truth("status")? {
        Some(true) => {}
        Some(false) => {
            return Err(Problem::malformed("“status” must be true: a revocation cannot be undone."));
        }
        None => return Err(Problem::malformed("“status” is missing.")),
    }
    let revoke = &web.application.revoking.revoke_posted_credential;
    let told = revoke.revoke(&token, &id, &entry, reason, readers).await?;
    // 202: the revocation is stored; the signed list follows.
    let status = match told {
        Told::Now => StatusCode::OK,
        Told::Soon => StatusCode::ACCEPTED,
    };
    let json = HeaderValue::from_static("application/json");
    let body = json!({ "credentialId": id, "credentialStatus": entry, "status": true }).to_string();
    Ok((status, [(header::CONTENT_TYPE, json)], body).into_response())
}

fn reason(word: Option<String>) -> Result<RevocationReason, Problem> {
    let Some(word) = word else { return Ok(RevocationReason::NotStated) };
    word.parse().map_err(|_| {
        let words = RevocationReason::OFFERED.map(RevocationReason::word).join(", ");
        Problem::malformed(format!(
            "“reason” must be one of {words}: it is shown to everybody who checks the credential, unless \
             “withholdReason” is true."
        ))
    })
}

impl From<RevokePostedError> for Problem {
    fn from(error: RevokePostedError) -> Self {
        let error = match error {
            RevokePostedError::OtherEntry(member) => {
                let detail = format!("“{member}” in “credentialStatus” is not that of the credential.");
                return Self::malformed(detail);
            }
            RevokePostedError::Revoke(error) => error,
        };
        match error {
            RevokeError::NotFound => Self::not_found("There is no such credential of this institution."),
            RevokeError::Forbidden(_) => Self::forbidden(Scope::ChangeStatus.word()),
            RevokeError::NotSigned => Self::malformed("The credential is not signed yet."),
            RevokeError::NoStatus => {
                Self::malformed("The credential has no place in a status list of this institution.")
            }
            RevokeError::AlreadyRevoked(_) => Self::conflict("The credential is revoked already."),
            RevokeError::Storage(error) => {
                tracing::error!(error = chain(&error), "revoking for a program");
                Self::unavailable("The database did not store the revocation.")
            }
        }
    }
}
