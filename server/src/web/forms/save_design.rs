//! `POST /designs/new` and `POST /designs/{id}`: saves the draft, and publishes it on request.

use super::super::problem::Problem;
use super::answer::Answer;
use super::upload::{BADGE_REMOVED, Chosen, Kept, LIMIT, chosen_picture};
use super::{Posting, PostingWithFiles, see};
use crate::usecase::{Publication, Studio};
use axum::extract::Path;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::badge_design::{self, Wording};
use domain::fault::{BadgeFault, PublicationFault};
use domain::{Art, BadgeDesignId, Finding};

pub(in super::super) async fn save_new_design(posting: PostingWithFiles<LIMIT>) -> Response {
    handle(None, posting).await
}

pub(in super::super) async fn save_design(
    Path(id): Path<String>,
    posting: PostingWithFiles<LIMIT>,
) -> Response {
    match id.parse() {
        Ok(id) => handle(Some(id), posting).await,
        Err(_) => Problem::NotFound.into_response(),
    }
}

async fn handle(
    id: Option<BadgeDesignId>,
    PostingWithFiles(mut posting, files): PostingWithFiles<LIMIT>,
) -> Response {
    let chosen =
        match chosen_picture(&posting.web.application.publishing.stage_picture, &files, "image").await {
            Ok(chosen) => chosen,
            Err(answer) => return posting.refused(answer).await,
        };
    let art = art(&mut posting, chosen);
    let described = art.as_ref().map_or(Ok(()), |art| describe(&mut posting, art));
    let studio = match (Wording::read(&posting.fields), art, described) {
        (Ok(wording), Ok(art), Ok(())) => Studio { wording, art },
        (wording, art, described) => {
            let findings = wording.err().unwrap_or_default().into_iter().chain(art.err());
            let findings = findings.chain(described.err()).collect();
            return posting.again(StatusCode::UNPROCESSABLE_ENTITY, findings).await;
        }
    };
    let publishing = &posting.web.application.publishing;
    let saved = match publishing.save_design.save(&posting.member, id.as_ref(), studio).await {
        Ok(saved) => saved,
        Err(error) => return posting.refused(error.into()).await,
    };
    let page = format!("/designs/{}", saved.id);
    let note = note(&posting);
    if posting.fields.get("action") != "publish" {
        return see(&format!("{page}?saved{note}"));
    }
    match publishing.publish_design.publish(&posting.member, &saved.id).await {
        Ok(Publication::InForce) => see(&format!("{page}?published{note}")),
        Ok(Publication::Waiting) => see(&format!("{page}?submitted{note}")),
        // The draft is saved. Its own page shows the error, so posting again creates no second design.
        Err(error) => at_its_page(posting, &page, error.into()).await,
    }
}

/// The member of the address that makes the design's page report a removed badge.
fn note(posting: &Posting) -> String {
    let is_upload = posting.fields.get("art").starts_with("upload:");
    if is_upload && posting.fields.get(BADGE_REMOVED) == "yes" {
        format!("&{BADGE_REMOVED}")
    } else {
        String::new()
    }
}

/// The picture: a valid upload, else the one that the form references; the reference stays in the form.
fn art(posting: &mut Posting, chosen: Chosen) -> Result<Art, Finding> {
    match chosen {
        Chosen::Kept(Kept { art, held_badge }) => {
            posting.fields.set("art", art.word());
            posting.fields.set(BADGE_REMOVED, if held_badge { "yes" } else { "" });
            Ok(art)
        }
        Chosen::Bad(finding) => Err(finding),
        Chosen::Nothing => {
            posting.fields.get("art").parse().map_err(|_| Finding::new("art", BadgeFault::NoPicture))
        }
    }
}

/// Puts the description of this picture into the form. One that belongs to another picture is removed.
fn describe(posting: &mut Posting, art: &Art) -> Result<(), Finding> {
    let fields = &posting.fields;
    let shown = (fields.get("shown_art"), fields.get("shown_caption"));
    let caption = badge_design::caption(art, fields.get("caption"), shown);
    posting.fields.set("caption", caption.as_deref().unwrap_or_default());
    caption.map(drop)
}

async fn at_its_page(posting: Posting, page: &str, answer: Answer) -> Response {
    let Ok(page) = page.parse::<Uri>() else { return Problem::Internal.into_response() };
    match answer {
        Answer::Findings(findings) => {
            posting.again_at(page, StatusCode::UNPROCESSABLE_ENTITY, findings).await
        }
        Answer::Unavailable(finding) => {
            let saved = Finding::of_form(PublicationFault::DraftSaved);
            posting.again_at(page, StatusCode::SERVICE_UNAVAILABLE, vec![finding, saved]).await
        }
        other @ (Answer::NotFound | Answer::Forbidden | Answer::Internal) => posting.refused(other).await,
    }
}
