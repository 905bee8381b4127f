//! Answers: pages, files, and responses to scripts.

use crate::assets::Asset;
use crate::pages::ProblemPage;
use crate::response::{Outcome, ScriptResponse};
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, LOCATION,
};
use hyper::{Response, StatusCode};
use protocol::desk::PictureCopy;

/// An answer with its whole body.
pub(crate) type Answer = Response<Full<Bytes>>;

/// A page.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Answer {
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
pub(crate) fn problem(status: StatusCode, problem: &ProblemPage) -> Answer {
    page(status, problem)
}

/// A response to the script.
pub(crate) fn script_response(response: &ScriptResponse) -> Answer {
    let status = match response.outcome {
        Outcome::Done | Outcome::Counted | Outcome::GoOn => StatusCode::OK,
        Outcome::Refused => StatusCode::UNPROCESSABLE_ENTITY,
        Outcome::Failed => StatusCode::SERVICE_UNAVAILABLE,
    };
    whole(status, "application/json", Bytes::from(serde_json::to_vec(response).unwrap_or_default()))
}

/// An embedded file. Fonts may be cached for a day; everything else is fetched with each page.
pub(crate) fn asset(asset: Asset) -> Answer {
    let mut answer = whole(StatusCode::OK, asset.kind, Bytes::from_static(asset.bytes));
    if asset.kind == "font/woff2" {
        answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("max-age=86400"));
    }
    answer
}

/// A picture that others supplied. A browser shows it inside a page of the desk. Opened at its own address it is saved and not
/// shown, and has no scripts and no origin: nobody makes a page of the desk out of it. `None`: its bytes cannot be read.
pub(crate) fn picture(copy: &PictureCopy) -> Option<Answer> {
    let bytes = STANDARD.decode(&copy.bytes).ok()?;
    let mut answer = whole(StatusCode::OK, copy.format.media_type(), Bytes::from(bytes));
    let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    answer.headers_mut().insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    Some(answer)
}

/// Redirects to a `GET` there.
pub(crate) fn see(place: &'static str) -> Answer {
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
