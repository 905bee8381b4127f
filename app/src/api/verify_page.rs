use crate::error::ApiError;
use crate::view::VerifyPage;
use leptos::prelude::*;

/// What was found by the check that this page answers; nothing before a check.
#[server(name = ReadVerifyPage, prefix = "/api/page", endpoint = "verify-page")]
pub(crate) async fn verify_page() -> Result<VerifyPage, ApiError> {
    use crate::backend::{answer, checked};
    answer(async { Ok(checked()) }).await
}
