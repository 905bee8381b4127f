//! `POST /institution/withdraw` and `POST /institution/look`: forms of a profile that waits for approval.

use super::{Posting, see};
use crate::usecase::Withdrawn;
use axum::response::Response;

const PAGE: &str = "/institution";

/// Withdraws the profile, so that it can be changed.
pub(in super::super) async fn withdraw_profile(posting: Posting) -> Response {
    match posting.web.application.profiles.withdraw_profile.withdraw(&posting.member).await {
        Ok(Withdrawn::Withdrawn) => see("/institution?withdrawn"),
        Ok(Withdrawn::InForce) => see("/institution?approved"),
        Err(error) => posting.refused_at(PAGE, error.into()).await,
    }
}

/// Asks the signer how far the profile has come, and stores the answer.
pub(in super::super) async fn look_at_profile(posting: Posting) -> Response {
    match posting.web.application.profiles.set_profile.look_again(&posting.member).await {
        Ok(()) => see(PAGE),
        Err(error) => posting.refused_at(PAGE, error.into()).await,
    }
}
