//! Reads posted forms: fields and files, each with a limit. Bytes beyond a limit are counted and discarded.

use super::MOST;
use super::problem::Problem;
use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use domain::Fields;
use http_body_util::BodyExt as _;
use std::collections::BTreeMap;

/// The largest form without files, in bytes.
const FORM: usize = 64 * 1024;
/// The limit for all text fields together in a workspace form with files, in bytes.
pub(super) const TEXTS: usize = 1024 * 1024 + 64 * 1024;
/// A generous limit for the number of fields.
const FIELDS: usize = 40;

/// Files by field name; an empty file field is absent.
pub(super) type Files = BTreeMap<String, Upload>;

/// A file in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Upload {
    /// The file's bytes.
    Whole(Vec<u8>),
    /// The file exceeded its limit; this is its length in bytes.
    TooLong(usize),
}

/// A posted form.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    /// Texts.
    pub(super) fields: Fields,
    /// Files.
    pub(super) files: Files,
}

/// Reads a form without files (`application/x-www-form-urlencoded`).
pub(super) async fn plain_form(request: Request) -> Result<(Parts, Form), Problem> {
    let (parts, body) = request.into_parts();
    if kind(&parts.headers) != "application/x-www-form-urlencoded" {
        return Err(Problem::WrongType);
    }
    let form = Form { fields: read_plain(body).await?, files: Files::new() };
    Ok((parts, form))
}

/// Reads a form beyond its limit to the end, up to [`MOST`]. A browser whose upload is cut off shows its own error page
/// and not ours.
async fn read_plain(mut body: Body) -> Result<Fields, Problem> {
    let (mut bytes, mut length) = (Vec::new(), 0_usize);
    while let Some(frame) = body.frame().await {
        let Ok(chunk) = frame.map_err(|error| Problem::of_body(&error))?.into_data() else { continue };
        length += chunk.len();
        if length > MOST {
            return Err(Problem::TooLong);
        }
        if length <= FORM {
            bytes.extend_from_slice(&chunk);
        }
    }
    if length > FORM {
        return Err(Problem::TooLong);
    }
    let mut fields = Fields::default();
    for (name, value) in url::form_urlencoded::parse(&bytes).take(FIELDS) {
        fields.set(&name, value);
    }
    Ok(fields)
}

/// Is the body a form that may have files (`multipart/form-data`)?
pub(super) fn has_files(request: &Request) -> bool {
    kind(request.headers()) == "multipart/form-data"
}

/// Reads a form with files (`multipart/form-data`). `files` and `texts` are the limits in bytes for all files and for
/// all texts. If a file is too long, the texts are kept, so no input is lost.
pub(super) async fn form_with_files(
    request: Request,
    files: usize,
    texts: usize,
) -> Result<(Parts, Form), Problem> {
    if !has_files(&request) {
        return Err(Problem::WrongType);
    }
    let (parts, body) = request.into_parts();
    let copy = Request::from_parts(parts.clone(), body);
    let mut multipart = Multipart::from_request(copy, &()).await.map_err(|_| Problem::Broken)?;
    let mut form = Form::default();
    let (mut count, mut too_long) = (0, false);
    let (mut room_for_texts, mut room_for_files) = (texts, files);
    while let Some(field) = multipart.next_field().await.map_err(|error| why(&error))? {
        count += 1;
        if count > FIELDS {
            return Err(Problem::Broken);
        }
        let name = field.name().unwrap_or_default().to_owned();
        if field.file_name().is_some() {
            let file = read(field, room_for_files).await?;
            match &file {
                Upload::Whole(bytes) if bytes.is_empty() => continue,
                Upload::Whole(bytes) => room_for_files -= bytes.len(),
                Upload::TooLong(_) => {}
            }
            form.files.insert(name, file);
        } else {
            match read(field, room_for_texts).await? {
                Upload::Whole(bytes) => {
                    room_for_texts -= bytes.len();
                    form.fields.set(&name, String::from_utf8(bytes).map_err(|_| Problem::Broken)?);
                }
                Upload::TooLong(_) => too_long = true,
            }
        }
    }
    if too_long { Err(Problem::TooLong) } else { Ok((parts, form)) }
}

async fn read(mut field: Field<'_>, limit: usize) -> Result<Upload, Problem> {
    let (mut bytes, mut length) = (Vec::new(), 0_usize);
    while let Some(chunk) = field.chunk().await.map_err(|error| why(&error))? {
        length += chunk.len();
        if length <= limit {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(if length <= limit { Upload::Whole(bytes) } else { Upload::TooLong(length) })
}

fn why(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Problem::TooLong } else { Problem::of_body(error) }
}

/// Reads the rest of a refused request's body while the answer is sent, and discards it. A browser whose upload is cut
/// off shows its own error page and not ours.
pub(super) fn discard(mut body: Body) {
    if body.is_end_stream() {
        return;
    }
    tokio::spawn(async move {
        let mut length = 0_usize;
        while let Some(Ok(frame)) = body.frame().await {
            length += frame.data_ref().map_or(0, Bytes::len);
            if length > MOST {
                return;
            }
        }
    });
}

/// The media type, without its parameters.
pub(super) fn kind(headers: &HeaderMap) -> String {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
