use crate::error::ApiError;
use crate::view::PublicCredentialPage;
use leptos::prelude::*;

/// A credential that its learner made public.
#[server(name = ReadPublicCredential, prefix = "/api/page", endpoint = "public-credential")]
pub(crate) async fn public_credential(id: String) -> Result<PublicCredentialPage, ApiError> {
    use crate::backend::{answer, parsed, request};
    answer(async {
        let (_, backend) = request()?;
        backend.public_credential(parsed(&id)?).await
    })
    .await
}
