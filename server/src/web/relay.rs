//! `GET /fetch?url=…` and `GET /verify/settings`: what the verifier in a visitor's browser needs of this server.

use super::Web;
use crate::usecase::{CheckError, RelayError};
use app::backend::Backend as _;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Institution;
use serde::{Deserialize, Serialize};

/// Set by browsers: the relation between the page that causes a request and its target (Fetch Metadata).
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// The document is data for a script of our own page. As a page of its own it could run nothing.
const DATA_ALONE: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");

#[derive(Deserialize)]
pub(super) struct Asked {
    url: String,
}

/// Fetches a document of another server for our own page. A failure has a reason as text, for users.
pub(super) async fn fetch(
    State(web): State<Web>,
    headers: HeaderMap,
    Query(Asked { url }): Query<Asked>,
) -> Response {
    let mut sites = headers.get_all(FETCH_SITE).iter();
    let is_ours = sites.next().is_some_and(|site| site == "same-origin") && sites.next().is_none();
    let mut response = if is_ours {
        match web.application.verifying.relay_document.relay(url).await {
            Ok(bytes) => {
                let kind = HeaderValue::from_static("application/octet-stream");
                ([(header::CONTENT_TYPE, kind)], bytes).into_response()
            }
            Err(error) => (status(&error), error.to_string()).into_response(),
        }
    } else {
        (StatusCode::FORBIDDEN, "only pages of this server may ask").into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, DATA_ALONE);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
    response
}

fn status(error: &RelayError) -> StatusCode {
    match error {
        RelayError::Address => StatusCode::BAD_REQUEST,
        RelayError::Unavailable(_) => StatusCode::BAD_GATEWAY,
        RelayError::OtherDocument => StatusCode::UNPROCESSABLE_ENTITY,
        RelayError::NotFetched(CheckError::TooLong) => StatusCode::GATEWAY_TIMEOUT,
        RelayError::NotFetched(CheckError::Busy | CheckError::CutShort) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// What a verification in the browser takes from this installation's settings.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Settings {
    own: String,
    trust_list: Accepted,
    /// The institution: for messages about a badge of ours that is not genuine.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<Contact>,
}

/// The addresses of the institution.
#[derive(Serialize)]
struct Contact {
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

#[derive(Serialize)]
struct Accepted {
    owner: String,
    issuers: Vec<Issuer>,
}

#[derive(Serialize)]
struct Issuer {
    id: String,
    name: String,
}

/// The installation's own address, the issuers that its operator accepts, and the institution's addresses.
pub(super) async fn settings(State(web): State<Web>) -> Json<Settings> {
    let base = web.settings.addresses.base();
    let issuers = web.settings.accepted_issuers.iter();
    let issuers = issuers.map(|issuer| Issuer { id: issuer.id.clone(), name: issuer.name.clone() });
    let front = web.application.pages.front(None).await;
    Json(Settings {
        own: base.to_string(),
        contact: front
            .ok()
            .and_then(|front| front.institution)
            .map(|Institution { url, email, .. }| Contact { url, email }),
        trust_list: Accepted { owner: base.authority().to_owned(), issuers: issuers.collect() },
    })
}
