//! `POST /owner/{token}`: consumes a one-time link. The link is the authority, so there is no form token yet.

use super::super::pages::{self, Found};
use super::super::problem::Problem;
use super::super::session::set_cookie;
use super::answer::Answer;
use super::{Web, see};
use crate::usecase::SESSION_SECONDS;
use app::backend::Posted;
use app::view::{FormState, ShownFinding};
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

pub(in super::super) async fn open_owner_link(
    State(web): State<Web>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    match web.application.people.open_owner_link.open(&token).await {
        Ok((session, owner)) => {
            let next = if owner.institution.is_some() { "/today" } else { "/setup" };
            let mut response = see(next);
            if let Some(cookie) = set_cookie(web.settings.addresses.base(), Some(&session), SESSION_SECONDS) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(error) => {
            let (parts, _) = request.into_parts();
            let (page, status, findings) = match Answer::from(error) {
                Answer::Findings(findings) => (parts.uri.clone(), StatusCode::UNPROCESSABLE_ENTITY, findings),
                Answer::Unavailable(finding) => {
                    (parts.uri.clone(), StatusCode::SERVICE_UNAVAILABLE, vec![finding])
                }
                Answer::NotFound | Answer::Forbidden | Answer::Internal => {
                    return Problem::Internal.into_response();
                }
            };
            let findings = findings.iter().map(ShownFinding::from).collect();
            let posted = Posted(FormState { findings, posted: true, ..FormState::default() });
            pages::render(&web, parts, page, Found::Posted(posted), status).await
        }
    }
}
