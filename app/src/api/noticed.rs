use crate::error::ApiError;
use crate::view::NoticedPage;
use leptos::prelude::*;

/// The signer's alerts.
#[server(name = ReadNoticed, prefix = "/api/page", endpoint = "noticed")]
pub(crate) async fn noticed() -> Result<NoticedPage, ApiError> {
    use crate::backend::{answer, member_request};
    answer(async {
        let (member, backend) = member_request()?;
        backend.noticed(&member).await
    })
    .await
}
