//! Pictures of badges and institutions.

use super::Web;
use super::problem::Problem;
use super::session::Visitor;
use crate::log::chain;
use crate::render::png_picture;
use crate::storage::{Picture, StorageError};
use app::backend::Backend as _;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Art;

const EVERYBODY: HeaderValue = HeaderValue::from_static("*");

fn picture(found: Result<Option<Picture>, StorageError>, keep: &'static str) -> Response {
    match found {
        Ok(Some(picture)) => {
            let headers =
                [(header::CONTENT_TYPE, picture.media_type), (header::CACHE_CONTROL, keep.to_owned())];
            (headers, picture.bytes).into_response()
        }
        Ok(None) => Problem::NotFound.into_response(),
        Err(error) => {
            tracing::error!(error = chain(&error), "reading a picture");
            Problem::Internal.into_response()
        }
    }
}

/// A picture that badges refer to: other sites may load it, too.
fn public(mut response: Response) -> Response {
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, EVERYBODY);
    response
}

/// `GET /issuers/{id}/logo/{sha256}`
pub(super) async fn later_logo(
    State(web): State<Web>,
    Path((id, digest)): Path<(String, String)>,
) -> Response {
    let Ok(id) = id.parse() else { return Problem::NotFound.into_response() };
    public(picture(
        web.application.documents.pictures.logo(&id, &digest).await,
        "public, max-age=31536000, immutable",
    ))
}

/// `GET /issuers/{id}/logo`: the logo from the set-up.
pub(super) async fn logo(State(web): State<Web>, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse() else { return Problem::NotFound.into_response() };
    public(picture(web.application.documents.pictures.first_logo(&id).await, "public, max-age=300"))
}

/// `GET /achievements/{id}/{version}/image`: frozen with its version.
pub(super) async fn achievement(
    State(web): State<Web>,
    Path((id, version)): Path<(String, String)>,
) -> Response {
    let (Ok(id), Ok(version)) = (id.parse(), version.parse()) else {
        return Problem::NotFound.into_response();
    };
    public(picture(
        web.application.documents.pictures.of_achievement(&id, version).await,
        "public, max-age=31536000, immutable",
    ))
}

/// `GET /achievements/{id}/{version}/preview.png`: the same as PNG, for programs that show previews of links and draw no
/// SVG.
pub(super) async fn preview(State(web): State<Web>, Path((id, version)): Path<(String, String)>) -> Response {
    let (Ok(id), Ok(version)) = (id.parse(), version.parse()) else {
        return Problem::NotFound.into_response();
    };
    let found = match web.application.documents.pictures.of_achievement(&id, version).await {
        Ok(Some(found)) => found,
        other => return picture(other, "no-store"),
    };
    match tokio::task::spawn_blocking(move || png_picture(&found)).await {
        Ok(Ok(bytes)) => {
            let drawn = Picture { media_type: "image/png".to_owned(), bytes };
            public(picture(Ok(Some(drawn)), "public, max-age=31536000, immutable"))
        }
        Ok(Err(error)) => {
            tracing::error!(error = chain(&error), "drawing a preview");
            Problem::Internal.into_response()
        }
        Err(_) => Problem::Internal.into_response(),
    }
}

/// `GET /designs/{id}/image`: a draft's picture, for members.
pub(super) async fn draft(
    State(web): State<Web>,
    Extension(Visitor(visitor)): Extension<Visitor>,
    Path(id): Path<String>,
) -> Response {
    let (Some((member, _)), Ok(id)) = (visitor, id.parse()) else { return Problem::NotFound.into_response() };
    match web.application.pages.design(&member, id).await {
        Ok(design) => Redirect::temporary(&design.image).into_response(),
        Err(_) => Problem::NotFound.into_response(),
    }
}

/// `GET /uploads/{digest}`: an uploaded picture, for members.
pub(super) async fn upload(
    State(web): State<Web>,
    Extension(Visitor(visitor)): Extension<Visitor>,
    Path(digest): Path<String>,
) -> Response {
    match (visitor, format!("upload:{digest}").parse()) {
        (Some(_), Ok(Art::Uploaded(digest))) => {
            picture(web.application.documents.pictures.uploaded(&digest).await, "private, max-age=3600")
        }
        _ => Problem::NotFound.into_response(),
    }
}
