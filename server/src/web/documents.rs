//! Public documents: JSON-LD, status lists, DID documents, and the learners' downloads.

use super::Web;
use super::negotiate::media_type;
use super::problem::Problem;
use crate::log::chain;
use crate::usecase::{DownloadError, Format};
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
    let Ok(id) = id.parse() else { return missing() };
    negotiated(headers, web.application.documents.profiles.by_id(&id).await, LINKED_DATA, FIVE_MINUTES)
}

/// `/achievements/{id}/{version}` as JSON-LD.
pub(super) async fn achievement(web: &Web, headers: &HeaderMap, id: &str, version: &str) -> Response {
    let (Ok(id), Ok(version)) = (id.parse(), version.parse()) else { return missing() };
    negotiated(headers, web.application.documents.achievements.get(&id, version).await, LINKED_DATA, FOR_EVER)
}

/// `/credentials/{id}`: the signed document, if its learner made it public.
pub(super) async fn credential(web: &Web, headers: &HeaderMap, id: &str) -> Response {
    let Ok(id) = id.parse() else { return missing() };
    let shown = web.application.documents.credentials.public(&id).await;
    negotiated(headers, shown.map(|shown| shown.and_then(|shown| shown.document)), CREDENTIAL, "no-store")
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

/// `GET /credentials/{id}/revocation`: when and why; the fact itself is in the signed list. A private badge needs
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

/// `GET /claim/{token}/badge.{json,png,svg}` and `…/ledger-proof.json`: the file, and nothing changes.
pub(super) async fn download(
    State(web): State<Web>,
    Path((token, file)): Path<(String, String)>,
) -> Response {
    if file == "ledger-proof.json" {
        let Ok(token) = token.parse() else { return Problem::NotFound.into_response() };
        return super::ledger::claimed_proof(&web, &token).await;
    }
    badge_file(&web, &token, &file, false).await
}

/// The learner's badge as a file. `claims`: it counts as claimed from now on.
pub(super) async fn badge_file(web: &Web, token: &str, file: &str, claims: bool) -> Response {
    let format = match file {
        "badge.json" => Format::Json,
        "badge.png" => Format::Png,
        "badge.svg" => Format::Svg,
        _ => return Problem::NotFound.into_response(),
    };
    let Ok(token) = token.parse() else { return Problem::NotFound.into_response() };
    match web.application.claiming.download_badge.download(&token, format, claims).await {
        Ok(file) => {
            let attachment = format!("attachment; filename=\"{}\"", file.file_name);
            let headers = [
                (header::CONTENT_TYPE, file.media_type.to_owned()),
                (header::CONTENT_DISPOSITION, attachment),
            ];
            (headers, file.bytes).into_response()
        }
        Err(DownloadError::NotFound) => Problem::NotFound.into_response(),
        Err(error) => {
            tracing::error!(error = chain(&error), "making a download");
            Problem::Internal.into_response()
        }
    }
}
