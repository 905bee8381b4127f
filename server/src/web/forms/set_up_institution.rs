//! `POST /setup`

use super::upload::{BADGE_REMOVED, Chosen, Kept, LIMIT, chosen_picture};
use super::{PostingWithFiles, see};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Art, NewInstitution};

pub(in super::super) async fn set_up_institution(
    PostingWithFiles(mut posting, files): PostingWithFiles<LIMIT>,
) -> Response {
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
    let today = match posting.fields.get(BADGE_REMOVED) {
        "yes" => format!("/today?{BADGE_REMOVED}"),
        _ => "/today".to_owned(),
    };
    match posting.web.application.people.set_up_institution.set_up(&posting.member, new, logo.as_ref()).await
    {
        Ok(_) => see(&today),
        Err(error) => posting.refused(error.into()).await,
    }
}
