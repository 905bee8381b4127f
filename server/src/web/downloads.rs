//! Badges as files: the learner's downloads, and those of a badge that its learner made public.

use super::Web;
use super::documents;
use super::problem::Problem;
use crate::log::chain;
use crate::usecase::{Download, DownloadError, Format};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// The learner's choice is a page for people who have its link, not for search engines.
const NOT_INDEXED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));

/// `GET /claim/{token}/badge.{json,png,svg}` and `…/ledger-proof.json`: the file, and nothing changes.
pub(super) async fn of_learner(
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
    let (Some(format), Ok(token)) = (format(file), token.parse()) else {
        return Problem::NotFound.into_response();
    };
    answer(web.application.claiming.download_badge.download(&token, format, claims).await)
}

/// `GET /credentials/{id}/badge.{json,png,svg}`: the file of a badge that its learner made public. The document is shown
/// by browsers, the pictures are saved.
pub(super) async fn of_public(
    State(web): State<Web>,
    headers: HeaderMap,
    Path((id, file)): Path<(String, String)>,
) -> Response {
    let response = match (format(&file), id.parse()) {
        (Some(Format::Json), _) => documents::credential_alone(&web, &headers, &id).await,
        (Some(format), Ok(id)) => {
            answer(web.application.claiming.download_badge.of_public(&id, format).await)
        }
        _ => Problem::NotFound.into_response(),
    };
    ([NOT_INDEXED], response).into_response()
}

fn format(file: &str) -> Option<Format> {
    match file {
        "badge.json" => Some(Format::Json),
        "badge.png" => Some(Format::Png),
        "badge.svg" => Some(Format::Svg),
        _ => None,
    }
}

fn answer(made: Result<Download, DownloadError>) -> Response {
    match made {
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
