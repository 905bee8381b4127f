//! A plain page for a request that was stopped before it reached a page: what, why, and what to do.

use super::body_limits::TooSlow;
use super::body_memory::NoMemory;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::error::Error;

#[derive(Template)]
#[template(path = "problem.html")]
struct Page<'a> {
    title: &'a str,
    why: &'a str,
    next: &'a str,
}

/// Why a request was stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// The form was posted from another site's page.
    ForeignOrigin,
    /// The request's host name is not ours.
    WrongHost(String),
    /// A workspace form without a session.
    NotSignedIn,
    /// The body exceeds the limit.
    TooLong,
    /// The body has another media type than the form's.
    WrongType,
    /// The body is truncated or malformed.
    Broken,
    /// The body did not arrive in time.
    TooSlow,
    /// There was no memory for the body in time.
    NoMemory,
    /// The rate limit was reached; seconds until the next request is allowed.
    TooOften(i64),
    /// Nothing exists here, or this visitor may not see it.
    NotFound,
    /// An internal error.
    Internal,
}

impl Problem {
    fn status(&self) -> StatusCode {
        match self {
            Self::ForeignOrigin | Self::NotSignedIn => StatusCode::FORBIDDEN,
            Self::WrongHost(_) => StatusCode::MISDIRECTED_REQUEST,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Broken => StatusCode::BAD_REQUEST,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::NoMemory => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn words(&self) -> (&'static str, String, &'static str) {
        match self {
            Self::ForeignOrigin => (
                "Another site sent this",
                "The form was not sent from a page of this installation, so nothing was done.".to_owned(),
                "Open the page here and send the form again. The address in your browser must be the one that this \
                 installation was set up with.",
            ),
            Self::WrongHost(base) => (
                "This is not the address of this installation",
                format!("This installation answers only at {base}."),
                "Use that address.",
            ),
            Self::NotSignedIn => (
                "You are not signed in",
                "Nothing was done. Your session has ended, or it belongs to another browser.".to_owned(),
                "Sign in again in another tab, then go back here and send the form again: what you typed is still in it.",
            ),
            Self::TooLong => (
                "The form is too large",
                "The limits are 64 MiB in all, and 64 KiB for a form without files. Otherwise the limit is 1 MiB of text (8 MiB on the page “Check a badge”). Nothing was done.".to_owned(),
                "Go back: what you typed is still in the form. Choose a smaller file or a shorter text.",
            ),
            Self::WrongType => (
                "This request is not from the form",
                "The request's content type is not that of the form on this page. Nothing was done."
                    .to_owned(),
                "Send the form from its page.",
            ),
            Self::Broken => (
                "The form arrived incomplete",
                "The data break off or contradict themselves, so nothing was done.".to_owned(),
                "Go back and send it again: what you typed is still in the form.",
            ),
            Self::TooSlow => (
                "The form took too long to arrive",
                "Sending it took longer than this server waits, so nothing was done.".to_owned(),
                "Check your connection, then go back and send it again: what you typed is still in the form.",
            ),
            Self::NoMemory => (
                "This server is busy",
                "Other forms and files that are being sent take all the memory that this server sets aside for them, so \
                 nothing was done."
                    .to_owned(),
                "Wait ten seconds, then go back and send it again: what you typed is still in the form.",
            ),
            Self::TooOften(seconds) => (
                "Too many requests from your address",
                format!(
                    "There were too many requests from your address within a minute, so nothing was done. Other people \
                     behind the same address count too. You can try again in {seconds} s."
                ),
                "Wait a little, then send it again.",
            ),
            Self::NotFound => (
                "Nothing is here",
                "There is nothing at this address, or you may not see it.".to_owned(),
                "Check the address. A link from a mail must be copied completely.",
            ),
            Self::Internal => (
                "Something went wrong on our side",
                "The server's log has the details.".to_owned(),
                "Try again. If the problem stays, the operator of this server can run `insignia doctor`.",
            ),
        }
    }
}

impl Problem {
    /// Maps the error of reading a body.
    pub(super) fn of_body(error: &(dyn Error + 'static)) -> Self {
        if NoMemory::caused(error) {
            Self::NoMemory
        } else if TooSlow::caused(error) {
            Self::TooSlow
        } else {
            Self::Broken
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (title, why, next) = self.words();
        let page = Page { title, why: &why, next }.render();
        let body = page.unwrap_or_else(|_| format!("{title}. {why} {next}"));
        let mut response = (self.status(), body).into_response();
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, html);
        let retry_after = match self {
            Self::TooOften(seconds) => Some(seconds),
            Self::NoMemory => Some(10),
            _ => None,
        };
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if matches!(self, Self::TooLong | Self::TooSlow | Self::NoMemory) {
            // The rest of the body was not read.
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}
