//! Rejects requests for another host, and requests that another site made a user's browser send.

use super::Web;
use super::documents::EVERYBODY;
use super::problem::Problem;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

/// Answers only under our own host name, so that no other name can be pointed at this server (DNS rebinding). A request
/// under another name of this machine is redirected.
pub(super) async fn host(State(web): State<Web>, request: Request, next: Next) -> Response {
    let base = web.settings.addresses.base();
    let asked = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if asked.eq_ignore_ascii_case(base.authority()) {
        return next.run(request).await;
    }
    let loopback =
        asked.starts_with("127.0.0.1:") || asked.starts_with("[::1]:") || asked.starts_with("localhost:");
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    match request.uri().path_and_query() {
        Some(path) if loopback && reading => Redirect::temporary(&format!("{base}{path}")).into_response(),
        _ => Problem::WrongHost(base.to_string()).into_response(),
    }
}

/// Refuses posts that another site makes a browser send: Leptos accepts such posts, and cookies alone do not reveal
/// them.
pub(super) async fn same_origin(State(web): State<Web>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_ours(request.headers(), web.settings.addresses.base().as_str()) {
        return Problem::ForeignOrigin.into_response();
    }
    if *request.method() == Method::OPTIONS {
        return preflight(request.uri().path());
    }
    next.run(request).await
}

/// A browser sends a preflight if a page of another site sets a header such as an `Accept` of more than 128 bytes
/// (Fetch, CORS-safelisted request-header). Public documents may be read with any header.
fn preflight(path: &str) -> Response {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let public = matches!(
        parts.as_slice(),
        ["issuers" | "achievements" | "credentials" | "status" | "ledger", ..] | ["api", "v1", "issuers"]
    );
    if !public {
        return StatusCode::NO_CONTENT.into_response();
    }
    let may = [
        EVERYBODY,
        (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD")),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("*")),
        (header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400")),
    ];
    (StatusCode::NO_CONTENT, may).into_response()
}

/// Every current browser sends `Origin` with a POST, most `Sec-Fetch-Site` as well. A request with neither is no
/// browser's and is accepted, unless it has a cookie.
fn is_ours(headers: &HeaderMap, base: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let site = text("sec-fetch-site");
    let origin = text("origin");
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none"))
        || origin.is_some_and(|origin| origin != base)
    {
        return false;
    }
    origin.is_some() || site.is_some() || !headers.contains_key(header::COOKIE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers =
            pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        is_ours(&headers, "http://localhost:3000")
    }

    #[test]
    fn a_post_from_another_site_is_refused_however_it_is_dressed() {
        assert!(ours(&[
            ("origin", "http://localhost:3000"),
            ("sec-fetch-site", "same-origin"),
            ("cookie", "a=b")
        ]));
        assert!(ours(&[("origin", "http://localhost:3000"), ("cookie", "a=b")]));
        assert!(!ours(&[("origin", "https://evil.example")]));
        assert!(!ours(&[("origin", "null"), ("cookie", "a=b")]));
        assert!(!ours(&[("origin", "http://localhost:3000"), ("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(!ours(&[("cookie", "a=b")]));
        assert!(ours(&[]));
    }
}
