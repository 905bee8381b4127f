use crate::error::ApiError;
use crate::view::Today;
use leptos::prelude::*;

/// The first page of the workspace.
#[server(name = ReadToday, prefix = "/api/page", endpoint = "today")]
pub(crate) async fn today() -> Result<Today, ApiError> {
    use crate::backend::{answer, member_request};
    answer(async {
        let (member, backend) = member_request()?;
        backend.today(&member).await
    })
    .await
}
