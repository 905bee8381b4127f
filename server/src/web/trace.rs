//! One line in the log for each request: the route, never the path, which may hold a secret.

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use tracing::Instrument as _;

static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// Numbers the request, so that its log lines can be found by the number in the answer.
pub(super) async fn trace(request: Request, next: Next) -> Response {
    let number = format!("{}-{}", std::process::id(), REQUESTS.fetch_add(1, Ordering::Relaxed));
    let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let span = tracing::info_span!("request", number);
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span).await;
    tracing::info!(number, %method, route, status = response.status().as_u16(), ms = begun.elapsed().as_millis(), "answered");
    if let Ok(number) = HeaderValue::from_str(&number) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), number);
    }
    response
}
