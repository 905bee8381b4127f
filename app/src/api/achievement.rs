use crate::error::ApiError;
use crate::view::AchievementPage;
use leptos::prelude::*;

/// The public page of a published badge.
#[server(name = ReadAchievement, prefix = "/api/page", endpoint = "achievement")]
pub(crate) async fn achievement(id: String, version: String) -> Result<AchievementPage, ApiError> {
    use crate::backend::{answer, parsed, request};
    answer(async {
        let (_, backend) = request()?;
        backend.achievement(parsed(&id)?, parsed(&version)?).await
    })
    .await
}
