use crate::error::ApiError;
use crate::view::VerifyPage;
use leptos::prelude::*;

/// The report of the verification that this page answers; empty before one.
#[server(name = ReadVerifyPage, prefix = "/api/page", endpoint = "verify-page")]
pub(crate) async fn verify_page() -> Result<VerifyPage, ApiError> {
    use crate::backend::{answer, checked};
    answer(async { Ok(checked()) }).await
}
