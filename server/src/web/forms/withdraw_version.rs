//! `POST /designs/{id}/withdraw` and `POST /designs/{id}/look`: forms of a design whose next version waits for approval.

use super::super::problem::Problem;
use super::{Posting, see};
use crate::usecase::Withdrawn;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::BadgeDesignId;

/// Withdraws the version, so that the design can be changed.
pub(in super::super) async fn withdraw_version(Path(id): Path<String>, posting: Posting) -> Response {
    let Ok(id) = id.parse::<BadgeDesignId>() else { return Problem::NotFound.into_response() };
    let page = format!("/designs/{id}");
    match posting.web.application.publishing.withdraw_version.withdraw(&posting.member, &id).await {
        Ok(Withdrawn::Withdrawn) => see(&format!("{page}?withdrawn")),
        Ok(Withdrawn::InForce) => see(&format!("{page}?approved")),
        Err(error) => posting.refused_at(&page, error.into()).await,
    }
}

/// Asks the signer how far the version has come, and stores the answer.
pub(in super::super) async fn look_again(Path(id): Path<String>, posting: Posting) -> Response {
    let Ok(id) = id.parse::<BadgeDesignId>() else { return Problem::NotFound.into_response() };
    let page = format!("/designs/{id}");
    let publishing = &posting.web.application.publishing;
    match publishing.publish_design.look_again(&posting.member, &id).await {
        Ok(()) => see(&page),
        Err(error) => posting.refused_at(&page, error.into()).await,
    }
}
