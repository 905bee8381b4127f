use crate::error::ApiError;
use crate::view::InstitutionPage;
use leptos::prelude::*;

/// The institution with its profiles, for its members.
#[server(name = ReadInstitution, prefix = "/api/page", endpoint = "institution")]
pub(crate) async fn institution() -> Result<InstitutionPage, ApiError> {
    use crate::backend::{answer, member_request};
    answer(async {
        let (member, backend) = member_request()?;
        backend.institution(&member).await
    })
    .await
}
