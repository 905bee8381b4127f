//! `GET /vc-api/openapi.json`: this API as `OpenAPI` 3.1, public.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// The document. A test compares its paths, methods and answers with the router's.
pub(super) const OPENAPI: &str = include_str!("openapi.json");

pub(super) async fn openapi() -> Response {
    let json = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, json)], OPENAPI).into_response()
}
