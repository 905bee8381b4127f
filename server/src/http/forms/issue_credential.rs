//! `POST /issue/{id}`

use super::super::problem::Problem;
use super::{Posting, Web, see};
use crate::secret::Secret;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{Finding, Recipient};

pub(in super::super) async fn issue_credential(
    State(web): State<Web>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let posting = match Posting::read(web, request).await {
        Ok(posting) => posting,
        Err(answer) => return answer,
    };
    let Ok(design) = id.parse() else { return Problem::NotFound.into_response() };
    // The identifier that the form was shown with: what makes a double post one badge.
    let Some(request) = Secret::read(posting.fields.get("request")) else {
        let finding =
            Finding::new("", "The form lost its identifier.", "Reload the page and fill it in again.");
        return posting.again(StatusCode::UNPROCESSABLE_ENTITY, vec![finding]).await;
    };
    let recipient = match Recipient::read(&posting.fields) {
        Ok(recipient) => recipient,
        Err(findings) => return posting.again(StatusCode::UNPROCESSABLE_ENTITY, findings).await,
    };
    match posting.web.services.issue_credential(&posting.member, &design, recipient, request.reveal()).await {
        Ok(credential) => see(&format!("/register/{credential}")),
        Err(error) => posting.refused(error.into()).await,
    }
}
