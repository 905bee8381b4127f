//! Content negotiation for addresses with a page and a document: issuer, achievement, credential.

use super::Web;
use super::documents;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;

/// Answers with the document if the request prefers it, else passes the request to the page.
pub(super) async fn negotiate(State(web): State<Web>, request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let parts: Vec<&str> = request.uri().path().split('/').skip(1).collect();
    let both = matches!(parts.as_slice(), ["issuers" | "credentials", _] | ["achievements", _, _]);
    if !reading || !both {
        return next.run(request).await;
    }
    let mut response = match (wants_document(request.headers()), parts.as_slice()) {
        (true, ["issuers", id]) => documents::issuer(&web, request.headers(), id).await,
        (true, ["achievements", id, version]) => {
            documents::achievement(&web, request.headers(), id, version).await
        }
        (true, ["credentials", id]) => documents::credential(&web, request.headers(), id).await,
        _ => next.run(request).await,
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept"));
    response
}

/// Does `Accept` name a JSON type, with no HTML type preferred to it? A mere `*/*` gets the page.
fn wants_document(headers: &HeaderMap) -> bool {
    let named = |kinds: &[&str]| {
        let weights = ranges(headers).filter(|(kind, _)| kinds.contains(&kind.as_str()));
        weights.map(|(_, weight)| weight).max().unwrap_or(0)
    };
    let document =
        named(&["application/json", "application/ld+json", "application/vc", "application/vc+ld+json"]);
    document > 0 && document > named(&["text/html", "application/xhtml+xml"])
}

/// The best media type out of `offers` (RFC 9110, section 12.5.1): the one with the highest weight. Among equals a
/// named type precedes one matched by `*`, then the earlier one. If none is acceptable, the first: that serves a client
/// better than a 406.
pub(super) fn media_type(headers: &HeaderMap, offers: &[&'static str]) -> &'static str {
    let rank = |offer: &&str| {
        let family = offer.split_once('/').map(|(family, _)| format!("{family}/*")).unwrap_or_default();
        let fits = ranges(headers).filter_map(|(kind, weight)| match kind.as_str() {
            kind if kind == *offer => Some((3, weight)),
            kind if kind == family => Some((2, weight)),
            "*/*" => Some((1, weight)),
            _ => None,
        });
        // The most specific range decides.
        let (specific, weight) = fits.max().unwrap_or((0, 0));
        (weight, if weight > 0 { specific } else { 0 })
    };
    let best = offers.iter().rev().max_by_key(|offer| rank(offer));
    best.copied().unwrap_or("application/octet-stream")
}

/// The media ranges of `Accept`, in lower case and without parameters, and their weights in thousandths.
fn ranges(headers: &HeaderMap) -> impl Iterator<Item = (String, u16)> {
    let lines = headers.get_all(header::ACCEPT).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        (kind, weight.map_or(1_000, thousandths))
    })
}

/// `0.5` as 500; an unreadable weight is 0.
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

    #[test]
    fn a_document_comes_under_the_media_type_that_was_asked_for() {
        let offers = ["application/vc", "application/ld+json", "application/json"];
        let given = |accept: &'static str| {
            let headers = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]);
            media_type(&headers, &offers)
        };
        // As sent by Digital Bazaar's HTTP client, axios, curl and a browser.
        assert_eq!(given("application/ld+json, application/json"), "application/ld+json");
        assert_eq!(given("application/json, text/plain, */*"), "application/json");
        assert_eq!(given("*/*"), "application/vc");
        assert_eq!(
            given("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
            "application/vc"
        );
        assert_eq!(given("application/json;q=0.5, application/*"), "application/vc");
        assert_eq!(given("application/vc;q=0.1, application/json"), "application/json");
        assert_eq!(given("application/json;q=0, */*"), "application/vc");
        assert_eq!(given("text/csv"), "application/vc", "better than 406");
        assert_eq!(media_type(&HeaderMap::new(), &offers), "application/vc");
    }
}
