//! `POST /designs/{id}/withdraw` and `POST /designs/{id}/look`: forms of a design whose next version waits for approval.

use super::super::problem::Problem;
use super::answer::Answer;
use super::{Posting, see};
use crate::usecase::Withdrawn;
use axum::extract::Path;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::BadgeDesignId;

/// Withdraws the version, so that the design can be changed.
pub(in super::super) async fn withdraw_version(Path(id): Path<String>, posting: Posting) -> Response {
    let Ok(id) = id.parse::<BadgeDesignId>() else { return Problem::NotFound.into_response() };
    let page = format!("/designs/{id}");
    match posting.web.application.publishing.withdraw_version.withdraw(&posting.member, &id).await {
        Ok(Withdrawn::Withdrawn) => see(&format!("{page}?withdrawn")),
        Ok(Withdrawn::Published) => see(&format!("{page}?approved")),
        Err(error) => at_its_page(posting, &page, error.into()).await,
    }
}

/// Asks the signer how far the version has come, and stores the answer.
pub(in super::super) async fn look_again(Path(id): Path<String>, posting: Posting) -> Response {
    let Ok(id) = id.parse::<BadgeDesignId>() else { return Problem::NotFound.into_response() };
    let page = format!("/designs/{id}");
    let publishing = &posting.web.application.publishing;
    match publishing.publish_design.look_again(&posting.member, &id).await {
        Ok(()) => see(&page),
        Err(error) => at_its_page(posting, &page, error.into()).await,
    }
}

/// The design's page with the problem.
async fn at_its_page(posting: Posting, page: &str, answer: Answer) -> Response {
    let Ok(page) = page.parse::<Uri>() else { return Problem::Internal.into_response() };
    match answer {
        Answer::Findings(findings) => {
            posting.again_at(page, StatusCode::UNPROCESSABLE_ENTITY, findings).await
        }
        Answer::Unavailable(finding) => {
            posting.again_at(page, StatusCode::SERVICE_UNAVAILABLE, vec![finding]).await
        }
        Answer::NotFound => Problem::NotFound.into_response(),
        other @ (Answer::Forbidden | Answer::Internal) => posting.refused(other).await,
    }
}
