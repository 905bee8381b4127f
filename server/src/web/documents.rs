//! Public documents: JSON-LD, status lists, DID documents.

use super::Web;
use super::negotiate::media_type;
use crate::log::chain;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::error::Error;

/// Pages of other sites may read the document.
pub(super) const EVERYBODY: (HeaderName, HeaderValue) =
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
/// Cache lifetime of a document that never changes.
pub(super) const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Cache lifetime of a document that seldom changes.
const FIVE_MINUTES: &str = "public, max-age=300";

/// The media types of a badge or a status list: the specified one (VC Data Model 2.0, section 6.2). Then those of
/// JSON-LD and JSON, for clients that accept only these.
const CREDENTIAL: &[&str] =
    &["application/vc", "application/vc+ld+json", "application/ld+json", "application/json"];
/// The media types of JSON-LD documents other than credentials.
const LINKED_DATA: &[&str] = &["application/ld+json", "application/json"];

/// The same types for the addresses of documents alone. A browser, which accepts any type, gets the one that it shows.
const CREDENTIAL_SHOWN: &[&str] =
    &["application/json", "application/vc", "application/vc+ld+json", "application/ld+json"];
const LINKED_DATA_SHOWN: &[&str] = &["application/json", "application/ld+json"];

/// A document with the requested media type out of `offers`.
fn negotiated<E: Error>(
    headers: &HeaderMap,
    found: Result<Option<impl Into<axum::body::Body>>, E>,
    offers: &[&'static str],
    keep: &'static str,
) -> Response {
    let mut response = document(found, media_type(headers, offers), keep);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept"));
    response
}

/// A public document, or the same 404 for every reason.
pub(super) fn document<E: Error>(
    found: Result<Option<impl Into<axum::body::Body>>, E>,
    kind: &'static str,
    keep: &'static str,
) -> Response {
    match found {
        Ok(Some(bytes)) => {
            let headers = [
                EVERYBODY,
                (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
                (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
            ];
            (headers, bytes.into()).into_response()
        }
        Ok(None) => missing(),
        Err(error) => {
            tracing::error!(error = chain(&error), "reading a public document");
            (StatusCode::SERVICE_UNAVAILABLE, [EVERYBODY], r#"{"error":"unavailable"}"#).into_response()
        }
    }
}

pub(super) fn missing() -> Response {
    let json = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    (StatusCode::NOT_FOUND, [EVERYBODY, json], r#"{"error":"not found"}"#).into_response()
}

/// `/issuers/{id}` as JSON-LD.
pub(super) async fn issuer(web: &Web, headers: &HeaderMap, id: &str) -> Response {
    issuer_as(web, headers, id, LINKED_DATA).await
}

/// `GET /issuers/{id}/profile.json`: the same at an address that has no page.
pub(super) async fn profile(State(web): State<Web>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    issuer_as(&web, &headers, &id, LINKED_DATA_SHOWN).await
}

async fn issuer_as(web: &Web, headers: &HeaderMap, id: &str, offers: &[&'static str]) -> Response {
    let Ok(id) = id.parse() else { return missing() };
    negotiated(headers, web.application.documents.profiles.by_id(&id).await, offers, FIVE_MINUTES)
}

/// `/achievements/{id}/{version}` as JSON-LD.
pub(super) async fn achievement(web: &Web, headers: &HeaderMap, id: &str, version: &str) -> Response {
    achievement_as(web, headers, (id, version), LINKED_DATA).await
}

/// `GET /achievements/{id}/{version}/achievement.json`: the same at an address that has no page.
pub(super) async fn achievement_alone(
    State(web): State<Web>,
    headers: HeaderMap,
    Path((id, version)): Path<(String, String)>,
) -> Response {
    achievement_as(&web, &headers, (&id, &version), LINKED_DATA_SHOWN).await
}

async fn achievement_as(
    web: &Web,
    headers: &HeaderMap,
    (id, version): (&str, &str),
    offers: &[&'static str],
) -> Response {
    let (Ok(id), Ok(version)) = (id.parse(), version.parse()) else { return missing() };
    negotiated(headers, web.application.documents.achievements.get(&id, version).await, offers, FOR_EVER)
}

/// `/credentials/{id}`: the signed document, if its learner made it public.
pub(super) async fn credential(web: &Web, headers: &HeaderMap, id: &str) -> Response {
    credential_as(web, headers, id, CREDENTIAL).await
}

/// The same at an address that has no page.
pub(super) async fn credential_alone(web: &Web, headers: &HeaderMap, id: &str) -> Response {
    credential_as(web, headers, id, CREDENTIAL_SHOWN).await
}

async fn credential_as(web: &Web, headers: &HeaderMap, id: &str, offers: &[&'static str]) -> Response {
    let Ok(id) = id.parse() else { return missing() };
    let shown = web.application.documents.credentials.public(&id).await;
    negotiated(headers, shown.map(|shown| shown.and_then(|shown| shown.document)), offers, "no-store")
}

/// `GET /issuers/{id}/did.json`
pub(super) async fn did_document(State(web): State<Web>, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse() else { return missing() };
    document(web.application.documents.files.did_document(&id).await, "application/did+json", FIVE_MINUTES)
}

/// `GET /issuers/{id}/jwks.json`
pub(super) async fn key_set(State(web): State<Web>, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse() else { return missing() };
    document(web.application.documents.files.key_set(&id).await, "application/jwk-set+json", FIVE_MINUTES)
}

/// `GET /credentials/{id}/revocation`: when, and why unless the reason is withheld; the fact itself is in the signed list. A private badge needs
/// `?digest=`.
pub(super) async fn revocation(
    State(web): State<Web>,
    Path(id): Path<String>,
    Query(Shown { digest }): Query<Shown>,
) -> Response {
    let Ok(id) = id.parse() else { return missing() };
    document(
        web.application.documents.credentials.revocation_notice(&id, digest.as_deref()).await,
        "application/json",
        "no-store",
    )
}

/// `GET /status/{id}`: the signed list, byte for byte. `max-age` equals its `ttl`.
pub(super) async fn status_list(
    State(web): State<Web>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse() else { return missing() };
    let list = web.application.documents.credentials.status_list(&id).await;
    negotiated(&headers, list.map(|list| list.map(|list| list.document)), CREDENTIAL, "public, max-age=30")
}

/// Proves that the client has a credential: the SHA-256 of its canonical form (lower-case hex).
#[derive(Deserialize)]
pub(super) struct Shown {
    pub(super) digest: Option<String>,
}

/// The query of `GET /api/v1/issuers`.
#[derive(Deserialize)]
pub(super) struct ById {
    id: String,
}

/// `GET /api/v1/issuers?id={did}`: the profile of the institution with this DID.
pub(super) async fn issuer_by_did(
    State(web): State<Web>,
    headers: HeaderMap,
    Query(ById { id }): Query<ById>,
) -> Response {
    negotiated(&headers, web.application.documents.profiles.by_did(&id).await, LINKED_DATA, FIVE_MINUTES)
}
