use crate::error::ApiError;
use crate::view::NoticedPage;
use leptos::prelude::*;

/// What the signer noticed that is unusual.
#[server(name = ReadNoticed, prefix = "/api/page", endpoint = "noticed")]
pub(crate) async fn noticed() -> Result<NoticedPage, ApiError> {
    use crate::backend::{answer, member_request};
    answer(async {
        let (member, backend) = member_request()?;
        backend.noticed(&member).await
    })
    .await
}
