//! Answers: pages, files, and responses to scripts.

use super::assets::Asset;
use super::pages::ProblemPage;
use super::told::{Outcome, Told};
use askama::Template;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, LOCATION};
use hyper::{Response, StatusCode};

/// An answer with its whole body.
pub(super) type Answer = Response<Full<Bytes>>;

/// A page.
pub(super) fn page(status: StatusCode, template: &impl Template) -> Answer {
    match template.render() {
        Ok(text) => whole(status, "text/html; charset=utf-8", Bytes::from(text)),
        Err(e) => {
            crate::log::say(&format!("writing a page of the desk: {e}"));
            whole(
                StatusCode::INTERNAL_SERVER_ERROR,
                "text/plain",
                Bytes::from_static(b"The page could not be written.\n"),
            )
        }
    }
}

/// The problem page: what is wrong, and what to do.
pub(super) fn problem(status: StatusCode, problem: &ProblemPage) -> Answer {
    page(status, problem)
}

/// A response to the script.
pub(super) fn told(told: &Told) -> Answer {
    let status = match told.outcome {
        Outcome::Done | Outcome::Counted | Outcome::GoOn => StatusCode::OK,
        Outcome::Refused => StatusCode::UNPROCESSABLE_ENTITY,
        Outcome::Failed => StatusCode::SERVICE_UNAVAILABLE,
    };
    whole(status, "application/json", Bytes::from(serde_json::to_vec(told).unwrap_or_default()))
}

/// An embedded file. Fonts may be cached for a day; everything else is fetched with each page.
pub(super) fn asset(asset: Asset) -> Answer {
    let mut answer = whole(StatusCode::OK, asset.kind, Bytes::from_static(asset.bytes));
    if asset.kind == "font/woff2" {
        answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("max-age=86400"));
    }
    answer
}

/// Redirects to a `GET` there.
pub(super) fn see(place: &'static str) -> Answer {
    let mut answer = whole(StatusCode::SEE_OTHER, "text/plain", Bytes::new());
    answer.headers_mut().insert(LOCATION, HeaderValue::from_static(place));
    answer
}

fn whole(status: StatusCode, kind: &'static str, bytes: Bytes) -> Answer {
    let mut answer = Response::new(Full::new(bytes));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}
