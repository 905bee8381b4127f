//! Rejects requests for another host, and requests that another site made a user's browser send.

use super::Web;
use super::documents::EVERYBODY;
use super::problem::Problem;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::PublicUrl;
use same_origin::{Foreign, Policy};

/// Answers only under our own host name, so that no other name can be pointed at this server (DNS rebinding). A request
/// under another name of this machine is redirected. Refuses posts that another site makes a browser send: Leptos
/// accepts such posts, and cookies alone do not reveal them. Clients of the APIs are no browsers.
pub(super) async fn same_origin(State(web): State<Web>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let base = web.settings.addresses.base();
    match same_origin::check(Policy::ALL_CLIENTS, base.as_str(), changes, request.headers()) {
        Err(Foreign::Host) => wrong_host(&request, base),
        Err(Foreign::Origin) => Problem::ForeignOrigin.into_response(),
        Ok(()) if *request.method() == Method::OPTIONS => preflight(request.uri().path()),
        Ok(()) => next.run(request).await,
    }
}

/// A redirect for a page under another name of this machine, else a refusal.
fn wrong_host(request: &Request, base: &PublicUrl) -> Response {
    let asked = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let loopback =
        asked.starts_with("127.0.0.1:") || asked.starts_with("[::1]:") || asked.starts_with("localhost:");
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    match request.uri().path_and_query() {
        Some(path) if loopback && reading => Redirect::temporary(&format!("{base}{path}")).into_response(),
        _ => Problem::WrongHost(base.to_string()).into_response(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(pairs: &[(&'static str, &'static str)]) -> bool {
        let host = ("host", "localhost:3000");
        let headers =
            pairs.iter().chain([&host]).map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        same_origin::check(Policy::ALL_CLIENTS, "http://localhost:3000", true, &headers.collect()).is_ok()
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
