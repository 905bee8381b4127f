//! `/metrics`, on a separate listener that only monitoring reaches: it reveals how much an institution issues.

use crate::exposition::CONTENT_TYPE;
use crate::usecase::CollectMetrics;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// The one page of that listener.
pub(crate) fn metrics_router(collect_metrics: CollectMetrics) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(collect_metrics)
}

async fn metrics(State(collect_metrics): State<CollectMetrics>) -> Response {
    match collect_metrics.collect().await {
        Ok(text) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "reading the metrics");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
