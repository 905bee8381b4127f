//! `POST /setup`, and the same form of an owner link.

use super::super::body::Files;
use super::upload::{BADGE_REMOVED, Chosen, Kept, LIMIT, chosen_picture};
use super::{Posting, PostingWithFiles, see};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Art, NewInstitution};

pub(in super::super) async fn set_up_institution(
    PostingWithFiles(posting, files): PostingWithFiles<LIMIT>,
) -> Response {
    create(posting, files).await
}

/// Creates the institution of a form that was accepted.
pub(super) async fn create(mut posting: Posting, files: Files) -> Response {
    let mut findings = Vec::new();
    let kept: Option<Art> = posting.fields.get("logo").parse().ok();
    let logo = match chosen_picture(&posting.web.application.publishing.stage_picture, &files, "logo").await {
        Ok(Chosen::Nothing) => kept,
        Ok(Chosen::Kept(Kept { art, held_badge })) => {
            posting.fields.set("logo", art.word());
            posting.fields.set(BADGE_REMOVED, if held_badge { "yes" } else { "" });
            Some(art)
        }
        Ok(Chosen::Bad(finding)) => {
            findings.push(finding);
            None
        }
        Err(answer) => return posting.refused(answer).await,
    };
    let new = match NewInstitution::read(&posting.fields) {
        Ok(new) if findings.is_empty() => new,
        read => {
            findings.splice(..0, read.err().unwrap_or_default());
            return posting.again(StatusCode::UNPROCESSABLE_ENTITY, findings).await;
        }
    };
    let next = match posting.fields.get(BADGE_REMOVED) {
        "yes" => "/designs/new?founded&logo-cleaned",
        _ => "/designs/new?founded",
    };
    match posting.web.application.people.set_up_institution.set_up(&posting.member, new, logo.as_ref()).await
    {
        Ok(_) => see(next),
        Err(error) => posting.refused(error.into()).await,
    }
}
