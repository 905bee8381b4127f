//! A failed read sets the status of its page.

use crate::error::ApiError;
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// Awaits a read. If it failed, sets the status of the current response: 404, 403, 503, 500, or 303 to the sign-in
/// page.
pub(crate) async fn answer<T>(read: impl Future<Output = Result<T, ApiError>>) -> Result<T, ApiError> {
    let (parts, response) = (use_context::<Parts>(), use_context::<ResponseOptions>());
    let result = read.await;
    if let (Err(error), Some(response)) = (&result, response) {
        frame(*error, parts.as_ref(), &response);
    }
    result
}

fn frame(error: ApiError, parts: Option<&Parts>, response: &ResponseOptions) {
    let of_a_page = parts.is_some_and(|parts| !parts.uri.path().starts_with("/api/"));
    if error == ApiError::SignInRequired && of_a_page {
        response.insert_header(header::LOCATION, HeaderValue::from_static("/sign-in"));
    }
    response.set_status(status(error, of_a_page));
}

fn status(error: ApiError, of_a_page: bool) -> StatusCode {
    match error {
        ApiError::NotFound => StatusCode::NOT_FOUND,
        ApiError::SignInRequired if of_a_page => StatusCode::SEE_OTHER,
        ApiError::SignInRequired => StatusCode::UNAUTHORIZED,
        ApiError::Forbidden => StatusCode::FORBIDDEN,
        ApiError::NotSetUp => StatusCode::CONFLICT,
        ApiError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ApiError::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_is_sent_to_the_sign_in_page_but_a_read_by_script_is_told() {
        assert_eq!(status(ApiError::SignInRequired, true), StatusCode::SEE_OTHER);
        assert_eq!(status(ApiError::SignInRequired, false), StatusCode::UNAUTHORIZED);
    }
}
