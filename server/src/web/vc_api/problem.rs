//! Errors as problem details (RFC 9457), with the types from the specifications.

use super::super::body_limits::TooSlow;
use super::super::body_memory::NoMemory;
use crate::usecase::Flaw;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::LengthLimitError;
use messages::Language;
use serde_json::{Map, Value, json};
use std::error::Error;

/// Not JSON, or JSON that parsers read differently (VC Data Model 2.0, section 7.3).
pub(super) const PARSING: &str = "https://www.w3.org/TR/vc-data-model#PARSING_ERROR";
/// A member is missing or invalid (VC Data Model 2.0, section 7.3).
pub(super) const MALFORMED: &str = "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR";
/// A member that this API does not know (VCALM).
pub(super) const UNKNOWN_OPTION: &str = "https://www.w3.org/TR/vcalm#UNKNOWN_OPTION_PROVIDED";
/// The proof could not be made (Data Integrity 1.0, section 4.7).
pub(super) const PROOF_GENERATION: &str = "https://w3id.org/security#PROOF_GENERATION_ERROR";
/// The status code suffices (RFC 9457, section 4.2.1).
const BLANK: &str = "about:blank";

/// A problem, ready for the answer.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    status: StatusCode,
    kind: &'static str,
    title: &'static str,
    detail: String,
    flaws: Vec<Flaw>,
    header: Option<Box<(header::HeaderName, HeaderValue)>>,
}

impl Problem {
    fn blank(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Problem");
        Self { status, kind: BLANK, title, detail: detail.into(), flaws: Vec::new(), header: None }
    }

    /// 400 with a type from the specifications.
    pub(super) fn bad(kind: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Self { kind, title, ..Self::blank(StatusCode::BAD_REQUEST, detail) }
    }

    /// 400: a member is missing or wrong.
    pub(super) fn malformed(detail: impl Into<String>) -> Self {
        Self::bad(MALFORMED, "Malformed value", detail)
    }

    /// 400: the credential cannot be issued; one error per place in it.
    pub(super) fn flawed(flaws: Vec<Flaw>) -> Self {
        let detail = "The credential cannot be issued as it is; `errors` names each place in it.";
        Self { flaws, ..Self::malformed(detail) }
    }

    /// 401, with the challenge for the client (RFC 6750, section 3).
    pub(super) fn unauthorised(challenge: &'static str, detail: &str) -> Self {
        let header = Some(Box::new((header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))));
        Self { header, ..Self::blank(StatusCode::UNAUTHORIZED, detail) }
    }

    /// 403: the token is valid, and does not have this scope.
    pub(super) fn forbidden(scope: &str) -> Self {
        let challenge = format!("Bearer realm=\"insignia\", error=\"insufficient_scope\", scope=\"{scope}\"");
        let header =
            HeaderValue::from_str(&challenge).ok().map(|value| Box::new((header::WWW_AUTHENTICATE, value)));
        let detail = format!("This needs a token with the scope {scope} of the institution concerned.");
        Self { header, ..Self::blank(StatusCode::FORBIDDEN, detail) }
    }

    /// 404: no credential of this institution.
    pub(super) fn not_found(detail: &str) -> Self {
        Self::blank(StatusCode::NOT_FOUND, detail)
    }

    /// 408: the body did not arrive.
    pub(super) fn too_slow() -> Self {
        Self::blank(StatusCode::REQUEST_TIMEOUT, "The body did not arrive in time.")
    }

    /// 409: the identifier belongs to another credential.
    pub(super) fn conflict(detail: &str) -> Self {
        Self::blank(StatusCode::CONFLICT, detail)
    }

    /// 413.
    pub(super) fn too_large() -> Self {
        Self::blank(StatusCode::PAYLOAD_TOO_LARGE, "The body is larger than 8 MiB.")
    }

    /// 415.
    pub(super) fn wrong_type() -> Self {
        Self::blank(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.")
    }

    /// 500: the cause is in the log.
    pub(super) fn internal() -> Self {
        let detail = "Something went wrong on our side. The server's log has the details.";
        Self::blank(StatusCode::INTERNAL_SERVER_ERROR, detail)
    }

    /// 503: a retry may succeed.
    pub(super) fn unavailable(detail: impl Into<String>) -> Self {
        let header = Some(Box::new((header::RETRY_AFTER, HeaderValue::from_static("5"))));
        Self { header, ..Self::blank(StatusCode::SERVICE_UNAVAILABLE, detail) }
    }

    /// Maps the error of reading a body.
    pub(super) fn of_body(error: &(dyn Error + 'static)) -> Self {
        if NoMemory::caused(error) {
            return Self::unavailable("Other requests take all the memory for bodies. Nothing was done.");
        }
        if TooSlow::caused(error) {
            return Self::too_slow();
        }
        let mut causes = std::iter::successors(Some(error), |error| (*error).source());
        if causes.any(<dyn Error>::is::<LengthLimitError>) {
            return Self::too_large();
        }
        Self::bad(PARSING, "The body cannot be read", "The body broke off before its end.")
    }

    /// As a JSON object.
    fn to_value(&self) -> Value {
        let mut members = Map::new();
        members.insert("type".to_owned(), json!(self.kind));
        members.insert("title".to_owned(), json!(self.title));
        members.insert("status".to_owned(), json!(self.status.as_u16()));
        members.insert("detail".to_owned(), json!(self.detail));
        if !self.flaws.is_empty() {
            let error =
                |flaw: &Flaw| json!({"pointer": flaw.pointer, "detail": flaw.words(Language::English)});
            members.insert("errors".to_owned(), self.flaws.iter().map(error).collect());
        }
        Value::Object(members)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.to_value().to_string()).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if matches!(self.status, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT) {
            // The rest of the body was not read.
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if let Some(header) = self.header {
            let (name, value) = *header;
            response.headers_mut().insert(name, value);
        }
        response
    }
}
