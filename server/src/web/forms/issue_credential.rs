//! `POST /issue/{id}`

use super::super::problem::Problem;
use super::{Posting, see};
use crate::secret::Secret;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::fault::IssuingFault;
use domain::{Finding, Recipient};

pub(in super::super) async fn issue_credential(Path(id): Path<String>, posting: Posting) -> Response {
    let Ok(design) = id.parse() else { return Problem::NotFound.into_response() };
    // The identifier that the form was rendered with: it makes a double post one badge.
    let Some(request) = Secret::read(posting.fields.get("request")) else {
        let finding = Finding::of_form(IssuingFault::NoIdentifier);
        return posting.again(StatusCode::UNPROCESSABLE_ENTITY, vec![finding]).await;
    };
    let recipient = match Recipient::read(&posting.fields) {
        Ok(recipient) => recipient,
        Err(findings) => return posting.again(StatusCode::UNPROCESSABLE_ENTITY, findings).await,
    };
    let issue_credential = &posting.web.application.issuing.issue_credential;
    match issue_credential.issue(&posting.member, &design, recipient, request.reveal()).await {
        Ok(credential) => see(&format!("/register/{credential}")),
        Err(error) => posting.refused(error.into()).await,
    }
}
