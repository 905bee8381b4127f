use crate::error::ApiError;
use crate::view::CredentialPage;
use leptos::prelude::*;

/// One issued credential.
#[server(name = ReadCredential, prefix = "/api/page", endpoint = "credential")]
pub(crate) async fn credential(id: String) -> Result<CredentialPage, ApiError> {
    use crate::backend::{answer, member_request, parsed};
    answer(async {
        let (member, backend) = member_request()?;
        backend.credential(&member, parsed(&id)?).await
    })
    .await
}
