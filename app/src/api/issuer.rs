use crate::error::ApiError;
use crate::view::IssuerPage;
use leptos::prelude::*;

/// The public page of an institution.
#[server(name = ReadIssuer, prefix = "/api/page", endpoint = "issuer")]
pub(crate) async fn issuer(id: String) -> Result<IssuerPage, ApiError> {
    use crate::backend::{answer, parsed, request};
    answer(async {
        let (_, backend) = request()?;
        backend.issuer(parsed(&id)?).await
    })
    .await
}
