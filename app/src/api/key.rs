use crate::error::ApiError;
use crate::view::KeyPage;
use leptos::prelude::*;

/// The institution's key.
#[server(name = ReadKey, prefix = "/api/page", endpoint = "key")]
pub(crate) async fn key() -> Result<KeyPage, ApiError> {
    use crate::backend::{answer, member_request};
    answer(async {
        let (member, backend) = member_request()?;
        backend.key(&member).await
    })
    .await
}
