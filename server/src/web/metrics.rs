//! `/metrics`, on a separate listener that only monitoring reaches: it reveals how much an institution issues.

use crate::usecase::Services;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;

/// The one page of that listener.
pub(crate) fn metrics_router(services: Arc<Services>) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(services)
}

async fn metrics(State(services): State<Arc<Services>>) -> Response {
    match services.metrics().await {
        Ok(text) => {
            ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "reading what is measured");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
