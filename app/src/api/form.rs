use crate::error::ApiError;
use crate::view::FormState;
use leptos::prelude::*;

/// The page's form with its token: as posted if it was refused, else empty.
#[server(name = ReadForm, prefix = "/api/page", endpoint = "form")]
pub(crate) async fn form() -> Result<FormState, ApiError> {
    use crate::backend::{answer, form_state};
    answer(form_state()).await
}
