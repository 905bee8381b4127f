//! `POST /sign-out`: ends the session, here and in the browser.

use super::super::session::set_cookie;
use super::{Posting, Web, see};
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::Response;

pub(in super::super) async fn sign_out(State(web): State<Web>, request: Request) -> Response {
    let posting = match Posting::read(web, request).await {
        Ok(posting) => posting,
        Err(answer) => return answer,
    };
    if let Err(error) = posting.web.services.sign_out(&posting.session.0).await {
        return posting.refused(error.into()).await;
    }
    let mut response = see("/");
    if let Some(cookie) = set_cookie(posting.web.services.addresses.base(), None, 0) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
