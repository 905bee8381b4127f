use crate::error::ApiError;
use crate::view::IssuePage;
use leptos::prelude::*;

/// The data for a design's issue form.
#[server(name = ReadIssuePage, prefix = "/api/page", endpoint = "issue-page")]
pub(crate) async fn issue_page(id: String) -> Result<IssuePage, ApiError> {
    use crate::backend::{answer, member_request, parsed};
    answer(async {
        let (member, backend) = member_request()?;
        backend.issue_page(&member, parsed(&id)?).await
    })
    .await
}
