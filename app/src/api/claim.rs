use crate::error::ApiError;
use crate::view::ClaimPage;
use leptos::prelude::*;

/// The learner's page, by the secret in their link.
#[server(name = ReadClaim, prefix = "/api/page", endpoint = "claim")]
pub(crate) async fn claim(token: String) -> Result<ClaimPage, ApiError> {
    use crate::backend::{answer, parsed, request};
    answer(async {
        let (_, backend) = request()?;
        backend.claim(parsed(&token)?).await
    })
    .await
}
