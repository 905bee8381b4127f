use crate::error::ApiError;
use crate::view::AlertsPage;
use leptos::prelude::*;

/// The signer's alerts.
#[server(name = ReadAlerts, prefix = "/api/page", endpoint = "alerts")]
pub(crate) async fn alerts() -> Result<AlertsPage, ApiError> {
    use crate::backend::{answer, member_request};
    answer(async {
        let (member, backend) = member_request()?;
        backend.alerts(&member).await
    })
    .await
}
