//! Addresses that are a page for people and a document for programs: issuer, achievement, credential.

use super::Web;
use super::documents;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;

/// Answers with the document where the request prefers it, else lets the page answer.
pub(super) async fn negotiate(State(web): State<Web>, request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let parts: Vec<&str> = request.uri().path().split('/').skip(1).collect();
    let both = matches!(parts.as_slice(), ["issuers" | "credentials", _] | ["achievements", _, _]);
    if !reading || !both {
        return next.run(request).await;
    }
    let mut response = match (wants_document(request.headers()), parts.as_slice()) {
        (true, ["issuers", id]) => documents::issuer(&web, id).await,
        (true, ["achievements", id, version]) => documents::achievement(&web, id, version).await,
        (true, ["credentials", id]) => documents::credential(&web, id).await,
        _ => next.run(request).await,
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept"));
    response
}

/// Is a JSON type named, and no HTML type preferred to it? A mere `*/*` is a person's tool: it gets the page.
fn wants_document(headers: &HeaderMap) -> bool {
    let accept: Vec<&str> =
        headers.get_all(header::ACCEPT).iter().filter_map(|line| line.to_str().ok()).collect();
    let (mut document, mut page) = (0_u16, 0_u16);
    for range in accept.iter().flat_map(|line| line.split(',')) {
        let mut parts = range.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1_000, thousandths);
        match kind.as_str() {
            "text/html" | "application/xhtml+xml" => page = page.max(weight),
            "application/json" | "application/ld+json" | "application/vc" | "application/vc+ld+json" => {
                document = document.max(weight);
            }
            _ => {}
        }
    }
    document > 0 && document > page
}

/// `0.5` as 500; what cannot be read counts as nothing.
fn thousandths(weight: &str) -> u16 {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole, digits.parse::<u16>()) {
        ("0", Ok(fraction)) => fraction,
        ("1", _) => 1_000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(accept: &'static str) -> bool {
        wants_document(&HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]))
    }

    #[test]
    fn people_get_pages_and_programs_get_documents() {
        assert!(!wants("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));
        assert!(!wants("*/*"));
        assert!(wants("application/json"));
        assert!(wants("application/vc, application/ld+json;q=0.9"));
        assert!(wants("text/html;q=0.4, application/ld+json"));
        assert!(!wants("text/html, application/json;q=0.9"));
        assert!(!wants("application/json;q=0"));
        assert!(!wants_document(&HeaderMap::new()));
    }
}
