use crate::error::ApiError;
use crate::view::Front;
use leptos::prelude::*;

/// The data for every page's frame.
#[server(name = ReadFront, prefix = "/api/page", endpoint = "front")]
pub(crate) async fn front() -> Result<Front, ApiError> {
    use crate::backend::{answer, request};
    answer(async {
        let (caller, backend) = request()?;
        backend.front(caller.as_ref()).await
    })
    .await
}
