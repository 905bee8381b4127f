use crate::error::ApiError;
use crate::view::Front;
use leptos::prelude::*;

/// The institution as it was set up, for its members.
#[server(name = ReadInstitution, prefix = "/api/page", endpoint = "institution")]
pub(crate) async fn institution() -> Result<Front, ApiError> {
    use crate::backend::{answer, member_request};
    answer(async {
        let (member, backend) = member_request()?;
        backend.front(Some(&member)).await
    })
    .await
}
