use crate::error::ApiError;
use crate::view::FormState;
use leptos::prelude::*;

/// The form of a page that reads nothing else and is only for members.
#[server(name = ReadMemberForm, prefix = "/api/page", endpoint = "member-form")]
pub(crate) async fn member_form() -> Result<FormState, ApiError> {
    use crate::backend::{answer, form_state, member_request};
    answer(async {
        member_request()?;
        form_state().await
    })
    .await
}
