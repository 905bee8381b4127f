use crate::error::ApiError;
use crate::view::DesignPage;
use leptos::prelude::*;

/// One design for the studio.
#[server(name = ReadDesign, prefix = "/api/page", endpoint = "design")]
pub(crate) async fn design(id: String) -> Result<DesignPage, ApiError> {
    use crate::backend::{answer, member_request, parsed};
    answer(async {
        let (member, backend) = member_request()?;
        backend.design(&member, parsed(&id)?).await
    })
    .await
}
