//! `POST /owner/{token}`: consumes a one-time link, and sets the institution up where the form of the set-up came with it.
//! The link is the authority, so there is no form token yet.

use super::super::body::{self, TEXTS};
use super::super::pages::{self, Found};
use super::super::problem::Problem;
use super::super::session::{Visitor, set_cookie};
use super::answer::Answer;
use super::set_up_institution::create;
use super::upload::LIMIT;
use super::{Posting, Web, see};
use crate::secret::Secret;
use crate::usecase::SESSION_SECONDS;
use app::backend::{Posted, Session};
use app::view::{FormState, ShownFinding};
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::{Fields, Member};

pub(in super::super) async fn open_owner_link(
    State(web): State<Web>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    match web.application.people.open_owner_link.open(&token).await {
        Ok((session, owner)) => {
            let cookie = set_cookie(web.settings.addresses.base(), Some(&session), SESSION_SECONDS);
            let mut response = match (owner.institution.is_some(), body::has_files(&request)) {
                (true, _) => see("/today"),
                (false, true) => set_up(web, (owner, session), request).await,
                (false, false) => see("/setup"),
            };
            if let Some(cookie) = cookie {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(error) => refused(&web, error.into(), request).await,
    }
}

/// Creates the institution for the owner whose session has just begun. Errors are shown on the set-up page, because the
/// link is used up.
async fn set_up(web: Web, (owner, session): (Member, Secret), request: Request) -> Response {
    let (mut parts, form) = match body::form_with_files(request, LIMIT, TEXTS).await {
        Ok(read) => read,
        Err(problem) => return problem.into_response(),
    };
    let session = Session(session.hash());
    parts.uri = Uri::from_static("/setup");
    parts.extensions.insert(Visitor(Some((owner.clone(), session.clone()))));
    create(Posting { web, parts, member: owner, session, fields: form.fields }, form.files).await
}

/// The page again, with the texts of its form. Files have to be chosen again.
async fn refused(web: &Web, answer: Answer, request: Request) -> Response {
    let (parts, fields) = if body::has_files(&request) {
        match body::form_with_files(request, 0, TEXTS).await {
            Ok((parts, form)) => (parts, form.fields),
            Err(problem) => return problem.into_response(),
        }
    } else {
        (request.into_parts().0, Fields::default())
    };
    let (status, findings) = match answer {
        Answer::Findings(findings) => (StatusCode::UNPROCESSABLE_ENTITY, findings),
        Answer::Unavailable(finding) => (StatusCode::SERVICE_UNAVAILABLE, vec![finding]),
        Answer::NotFound | Answer::Forbidden | Answer::Internal => return Problem::Internal.into_response(),
    };
    let findings = findings.iter().map(ShownFinding::from).collect();
    let posted = Posted(FormState { fields, findings, posted: true, ..FormState::default() });
    let page = parts.uri.clone();
    pages::render(web, parts, page, Found::Posted(posted), status).await
}
