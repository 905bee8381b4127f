use crate::error::ApiError;
use crate::view::IssuePick;
use leptos::prelude::*;

/// The published badges to issue.
#[server(name = ReadIssuePick, prefix = "/api/page", endpoint = "issue-pick")]
pub(crate) async fn issue_pick() -> Result<IssuePick, ApiError> {
    use crate::backend::{answer, member_request};
    answer(async {
        let (member, backend) = member_request()?;
        backend.issue_pick(&member).await
    })
    .await
}
