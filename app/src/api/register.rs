use crate::error::ApiError;
use crate::view::RegisterRow;
use leptos::prelude::*;

/// All issued credentials.
#[server(name = ReadRegister, prefix = "/api/page", endpoint = "register")]
pub(crate) async fn register() -> Result<Vec<RegisterRow>, ApiError> {
    use crate::backend::{answer, member_request};
    answer(async {
        let (member, backend) = member_request()?;
        backend.register(&member).await
    })
    .await
}
