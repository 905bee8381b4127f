use crate::error::ApiError;
use crate::view::DesignRow;
use leptos::prelude::*;

/// All designs.
#[server(name = ReadDesigns, prefix = "/api/page", endpoint = "designs")]
pub(crate) async fn designs() -> Result<Vec<DesignRow>, ApiError> {
    use crate::backend::{answer, member_request};
    answer(async {
        let (member, backend) = member_request()?;
        backend.designs(&member).await
    })
    .await
}
