//! `POST /register/{id}/revoke`

use super::super::problem::Problem;
use super::{Posting, Web, see};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{CredentialId, Finding, RevocationReason};

pub(in super::super) async fn revoke_credential(
    State(web): State<Web>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let posting = match Posting::read(web, request).await {
        Ok(posting) => posting,
        Err(answer) => return answer,
    };
    let Ok(id) = id.parse::<CredentialId>() else { return Problem::NotFound.into_response() };
    let mut findings = Vec::new();
    let reason: Result<RevocationReason, _> = posting.fields.get("reason").parse();
    if reason.is_err() {
        findings.push(Finding::new(
            "reason",
            "No reason is chosen.",
            "Choose the one that whoever checks the badge will read.",
        ));
    }
    if posting.fields.get("sure") != "yes" {
        findings.push(Finding::new("sure", "Revoking cannot be undone.", "Tick the box if you are sure."));
    }
    let Ok(reason) = reason else { return posting.again(StatusCode::UNPROCESSABLE_ENTITY, findings).await };
    if !findings.is_empty() {
        return posting.again(StatusCode::UNPROCESSABLE_ENTITY, findings).await;
    }
    match posting.web.services.revoke_credential(&posting.member, &id, reason).await {
        Ok(_) => see(&format!("/register/{id}?revoked")),
        Err(error) => posting.refused(error.into()).await,
    }
}
