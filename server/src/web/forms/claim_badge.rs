//! `POST /claim/{token}/badge.{json,png,svg}`: the learner's download, which counts as claiming. No session; the secret in the
//! address is the authority.

use super::super::body::plain_form;
use super::super::downloads::badge_file;
use super::Web;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};

pub(in super::super) async fn claim_badge(
    State(web): State<Web>,
    Path((token, file)): Path<(String, String)>,
    request: Request,
) -> Response {
    match plain_form(request).await {
        Ok(_) => badge_file(&web, &token, &file, true).await,
        Err(problem) => problem.into_response(),
    }
}
