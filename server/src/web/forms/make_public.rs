//! `POST /claim/{token}/public`: no session; the secret in the address is the authority.

use super::super::body::plain_form;
use super::super::problem::Problem;
use super::answer::Answer;
use super::{Web, see};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use domain::ClaimToken;

pub(in super::super) async fn make_public(
    State(web): State<Web>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let (_, form) = match plain_form(request).await {
        Ok(read) => read,
        Err(problem) => return problem.into_response(),
    };
    let Ok(token) = token.parse::<ClaimToken>() else { return Problem::NotFound.into_response() };
    let public = match form.fields.get("public") {
        "yes" => true,
        "no" => false,
        _ => return Problem::Broken.into_response(),
    };
    match web.application.claiming.make_public.set(&token, public).await {
        Ok(()) => see(&format!("/claim/{}?{}", token.as_str(), if public { "public" } else { "private" })),
        Err(error) => match Answer::from(error) {
            Answer::NotFound => Problem::NotFound.into_response(),
            Answer::Findings(_) | Answer::Forbidden | Answer::Unavailable(_) | Answer::Internal => {
                Problem::Internal.into_response()
            }
        },
    }
}
