//! Headers that every answer carries.

use super::Web;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// For responses other than pages: they may load only the styles of a problem page.
const NOT_A_PAGE: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; \
                          base-uri 'none'; frame-ancestors 'none'";
/// For pictures: an SVG opened as a document may draw, and nothing else.
const PICTURE: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// For files whose address has a digest of their content (RFC 8246).
const KEEP: &str = "public, max-age=31536000, immutable";

/// For the worker that verifies badges: it may load its own code, and send nothing.
const VERIFIER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'";
/// The worker's file.
const WORKER: &str = "/verifier/worker.js";

/// Adds the security headers; headers set by a handler stay.
pub(super) async fn security(State(web): State<Web>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let folder = path.split('/').nth(1);
    let open_to_all = matches!(folder, Some("pkg" | "verifier" | "fonts" | "art" | "style.css"));
    let keeps = web.site.keeps(path);
    let is_worker = path == WORKER;
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let caching = match open_to_all {
        true if keeps && found => KEEP,
        true => "no-cache",
        false => "no-store",
    };
    let headers = response.headers_mut();
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Not `no-referrer`: browsers would then post forms with `Origin: null`.
    set(headers, header::REFERRER_POLICY, "same-origin");
    set(headers, header::X_FRAME_OPTIONS, "DENY");
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(headers, HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    let svg = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"image/svg"));
    let policy = if is_worker {
        VERIFIER
    } else if svg {
        PICTURE
    } else {
        NOT_A_PAGE
    };
    set(headers, header::CONTENT_SECURITY_POLICY, policy);
    set(headers, header::CACHE_CONTROL, caching);
    if open_to_all {
        // The files are compressed in two ways, and shared caches may keep them.
        set(headers, header::VARY, "accept-encoding");
    }
    if web.settings.addresses.base().is_https() {
        set(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=63072000");
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
