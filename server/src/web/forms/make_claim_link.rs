//! `POST /register/{id}/link`: creates a link to the learner's page and shows it once, on the badge's page.

use super::super::pages::{self, Found};
use super::super::problem::Problem;
use super::Posting;
use app::backend::Posted;
use app::view::FormState;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{CredentialId, Fields};

pub(in super::super) async fn make_claim_link(Path(id): Path<String>, posting: Posting) -> Response {
    let Ok(id) = id.parse::<CredentialId>() else { return Problem::NotFound.into_response() };
    match posting.web.application.claiming.make_claim_link.make(&posting.member, &id).await {
        Ok(link) => {
            let mut fields = Fields::default();
            fields.set("claim_link", link);
            let token = posting.web.settings.form_key.token(&posting.session.0);
            let shown = Posted(FormState { token, fields, ..FormState::default() });
            let page = posting.parts.uri.clone();
            pages::render(&posting.web, posting.parts, page, Found::Posted(shown), StatusCode::OK).await
        }
        Err(error) => posting.refused(error.into()).await,
    }
}
