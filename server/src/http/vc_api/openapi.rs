//! `GET /vc-api/openapi.json`: this interface as `OpenAPI` 3.1, for everybody to read.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// The document. A test compares its paths, methods and answers with what the router does.
pub(super) const OPENAPI: &str = include_str!("openapi.json");

pub(super) async fn openapi() -> Response {
    let json = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, json)], OPENAPI).into_response()
}
