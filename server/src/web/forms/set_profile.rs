//! `POST /institution`: sends a profile for approval.

use super::answer::Answer;
use super::upload::{BADGE_REMOVED, Chosen, Kept, LIMIT, chosen_picture};
use super::{Posting, PostingWithFiles, see};
use crate::usecase::{NewLogo, Publication};
use axum::http::StatusCode;
use axum::response::Response;
use domain::fault::InstitutionFault;
use domain::{Art, Finding, InstitutionProfile};

pub(in super::super) async fn set_profile(
    PostingWithFiles(mut posting, files): PostingWithFiles<LIMIT>,
) -> Response {
    let chosen = match chosen_picture(&posting.web.application.publishing.stage_picture, &files, "logo").await
    {
        Ok(chosen) => chosen,
        Err(answer) => return posting.refused(answer).await,
    };
    let (profile, logo) = match (InstitutionProfile::read(&posting.fields), logo(&mut posting, chosen)) {
        (Ok(profile), Ok(logo)) => (profile, logo),
        (profile, logo) => {
            let findings = profile.err().unwrap_or_default().into_iter().chain(logo.err()).collect();
            return posting.again(StatusCode::UNPROCESSABLE_ENTITY, findings).await;
        }
    };
    let note = match (&logo, posting.fields.get(BADGE_REMOVED)) {
        (NewLogo::Stored(_), "yes") => format!("&{BADGE_REMOVED}"),
        _ => String::new(),
    };
    match posting.web.application.profiles.set_profile.set(&posting.member, profile, logo).await {
        Ok(Publication::InForce) => see(&format!("/institution?in-force{note}")),
        Ok(Publication::Waiting) => see(&format!("/institution?submitted{note}")),
        Err(error) => match error.into() {
            // It is stored, and the job sends it.
            Answer::Unavailable(finding) => {
                let findings = vec![finding, Finding::of_form(InstitutionFault::Stored)];
                posting.again(StatusCode::SERVICE_UNAVAILABLE, findings).await
            }
            other => posting.refused(other).await,
        },
    }
}

/// The logo: a valid upload, else the one that the form references, else none or the present one.
fn logo(posting: &mut Posting, chosen: Chosen) -> Result<NewLogo, Finding> {
    match chosen {
        Chosen::Kept(Kept { art, held_badge }) => {
            posting.fields.set("logo", art.word());
            posting.fields.set(BADGE_REMOVED, if held_badge { "yes" } else { "" });
        }
        Chosen::Bad(finding) => return Err(finding),
        Chosen::Nothing => {}
    }
    Ok(match posting.fields.get("logo").parse() {
        Ok(Art::Uploaded(digest)) => NewLogo::Stored(digest),
        _ if posting.fields.get("no_logo") == "yes" => NewLogo::None,
        _ => NewLogo::AsBefore,
    })
}
