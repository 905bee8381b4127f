//! The forms, one handler per file. Each answers 303 on success, else its page again with the user's input.

mod answer;
mod change_keys;
mod claim_badge;
mod issue_credential;
mod make_claim_link;
mod make_public;
mod open_owner_link;
mod revoke_credential;
mod save_design;
mod set_profile;
mod set_up_institution;
mod sign_out;
mod upload;
mod verify_credential;
mod withdraw_profile;
mod withdraw_version;

pub(super) use change_keys::change_keys;
pub(super) use claim_badge::claim_badge;
pub(super) use issue_credential::issue_credential;
pub(super) use make_claim_link::make_claim_link;
pub(super) use make_public::make_public;
pub(super) use open_owner_link::open_owner_link;
pub(super) use revoke_credential::revoke_credential;
pub(super) use save_design::{save_design, save_new_design};
pub(super) use set_profile::set_profile;
pub(super) use set_up_institution::set_up_institution;
pub(super) use sign_out::sign_out;
pub(super) use verify_credential::verify_credential;
pub(super) use withdraw_profile::{look_at_profile, withdraw_profile};
pub(super) use withdraw_version::{look_again, withdraw_version};

use super::Web;
use super::body::{self, Files, Form, TEXTS};
use super::pages::{self, Found};
use super::problem::Problem;
use super::session::Visitor;
use answer::Answer;
use app::backend::{Posted, Session};
use app::view::{FormState, ShownFinding};
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::fault::FormFault;
use domain::{Fields, Finding, Member};

/// A workspace form without files, posted by a signed-in member: an extractor, so that a handler gets only forms that
/// passed the checks of the session and of the form's token.
pub(super) struct Posting {
    web: Web,
    parts: Parts,
    member: Member,
    session: Session,
    fields: Fields,
}

/// As [`Posting`], with files, which may have `LIMIT` bytes together.
pub(super) struct PostingWithFiles<const LIMIT: usize>(Posting, Files);

impl Posting {
    /// Accepts the form if it comes from one of the session's own pages. Otherwise the error is the answer, with the
    /// user's input kept.
    async fn accept(
        web: Web,
        parts: Parts,
        (member, session): (Member, Session),
        fields: Fields,
    ) -> Result<Self, Response> {
        let posting = Self { web, parts, member, session, fields };
        if posting.web.settings.form_key.accepts(&posting.session.0, posting.fields.get("form_token")) {
            return Ok(posting);
        }
        Err(posting.again(StatusCode::FORBIDDEN, vec![Finding::of_form(FormFault::OtherPage)]).await)
    }

    /// The form's page again, with the user's input and the errors.
    async fn again(self, status: StatusCode, findings: Vec<Finding>) -> Response {
        let page = self.parts.uri.clone();
        self.again_at(page, status, findings).await
    }

    /// The same on another page.
    async fn again_at(self, page: Uri, status: StatusCode, findings: Vec<Finding>) -> Response {
        let token = self.web.settings.form_key.token(&self.session.0);
        let findings = findings.iter().map(ShownFinding::from).collect();
        let posted = Posted(FormState { token, fields: self.fields, findings, posted: true });
        pages::render(&self.web, self.parts, page, Found::Posted(posted), status).await
    }

    /// A refusal that belongs to another page than the address of the form: that page with the problem.
    async fn refused_at(self, page: &str, answer: Answer) -> Response {
        let Ok(page) = page.parse::<Uri>() else { return Problem::Internal.into_response() };
        match answer {
            Answer::Findings(findings) => {
                self.again_at(page, StatusCode::UNPROCESSABLE_ENTITY, findings).await
            }
            Answer::Unavailable(finding) => {
                self.again_at(page, StatusCode::SERVICE_UNAVAILABLE, vec![finding]).await
            }
            other @ (Answer::NotFound | Answer::Forbidden | Answer::Internal) => self.refused(other).await,
        }
    }

    /// Maps a service's refusal to an answer.
    async fn refused(self, answer: Answer) -> Response {
        match answer {
            Answer::Findings(findings) => self.again(StatusCode::UNPROCESSABLE_ENTITY, findings).await,
            Answer::NotFound => Problem::NotFound.into_response(),
            Answer::Forbidden => {
                let set_up = self.member.institution.is_some();
                let fault = if set_up { FormFault::Role } else { FormFault::NotSetUp };
                self.again(StatusCode::FORBIDDEN, vec![Finding::of_form(fault)]).await
            }
            Answer::Unavailable(finding) => self.again(StatusCode::SERVICE_UNAVAILABLE, vec![finding]).await,
            Answer::Internal => {
                let finding = Finding::of_form(FormFault::Internal);
                self.again(StatusCode::INTERNAL_SERVER_ERROR, vec![finding]).await
            }
        }
    }
}

impl FromRequest<Web> for Posting {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Response> {
        let (visitor, request) = signed_in(request).map_err(IntoResponse::into_response)?;
        let (parts, form) = body::plain_form(request).await.map_err(IntoResponse::into_response)?;
        Self::accept(web.clone(), parts, visitor, form.fields).await
    }
}

impl<const LIMIT: usize> FromRequest<Web> for PostingWithFiles<LIMIT> {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Response> {
        let (visitor, request) = signed_in(request).map_err(IntoResponse::into_response)?;
        let read = body::form_with_files(request, LIMIT, TEXTS).await;
        let (parts, Form { fields, files }) = read.map_err(IntoResponse::into_response)?;
        Ok(Self(Posting::accept(web.clone(), parts, visitor, fields).await?, files))
    }
}

/// The member and session of a workspace form, from the request's head. Without them the request is refused before its
/// body is read.
fn signed_in(request: Request) -> Result<((Member, Session), Request), Problem> {
    let visitor = request.extensions().get::<Visitor>().cloned();
    if let Some(Visitor(Some(visitor))) = visitor {
        return Ok((visitor, request));
    }
    body::discard(request.into_body());
    Err(Problem::NotSignedIn)
}

/// 303: the browser reads the next page, and a reload posts nothing again.
fn see(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned())]).into_response()
}
