//! `POST /register/{id}/revoke`

use super::super::problem::Problem;
use super::{Posting, see};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::fault::RevocationFault;
use domain::{CredentialId, Finding, ReasonReaders, RevocationReason};

pub(in super::super) async fn revoke_credential(Path(id): Path<String>, posting: Posting) -> Response {
    let Ok(id) = id.parse::<CredentialId>() else { return Problem::NotFound.into_response() };
    let mut findings = Vec::new();
    let reason: Result<RevocationReason, _> = posting.fields.get("reason").parse();
    if reason.is_err() {
        findings.push(Finding::new("reason", RevocationFault::NoReason));
    }
    if posting.fields.get("sure") != "yes" {
        findings.push(Finding::new("sure", RevocationFault::NotConfirmed));
    }
    let Ok(reason) = reason else { return posting.again(StatusCode::UNPROCESSABLE_ENTITY, findings).await };
    if !findings.is_empty() {
        return posting.again(StatusCode::UNPROCESSABLE_ENTITY, findings).await;
    }
    let readers = match posting.fields.get("withheld") {
        "yes" => ReasonReaders::Institution,
        _ => ReasonReaders::Everybody,
    };
    let revoke = &posting.web.application.revoking.revoke_credential;
    match revoke.revoke(&posting.member, &id, reason, readers).await {
        Ok(_) => see(&format!("/register/{id}?revoked")),
        Err(error) => posting.refused(error.into()).await,
    }
}
