//! `POST /sign-out`: ends the session, here and in the browser.

use super::super::session::set_cookie;
use super::{Posting, see};
use axum::http::header;
use axum::response::Response;

pub(in super::super) async fn sign_out(posting: Posting) -> Response {
    if let Err(error) = posting.web.application.people.sign_out.sign_out(&posting.session.0).await {
        return posting.refused(error.into()).await;
    }
    let mut response = see("/");
    if let Some(cookie) = set_cookie(posting.web.settings.addresses.base(), None, 0) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
