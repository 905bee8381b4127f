//! Authorisation: a bearer token (RFC 6750) with the scope that the request needs.

use super::super::Web;
use super::problem::Problem;
use crate::log::chain;
use axum::http::{HeaderMap, header};
use domain::{ApiToken, Scope};

/// The request's valid token, with this scope. Checked before anything of the body is read.
pub(super) async fn authorise(web: &Web, headers: &HeaderMap, scope: Scope) -> Result<ApiToken, Problem> {
    let Some(presented) = bearer(headers) else {
        let detail = "This needs a token: `Authorization: Bearer …`. `insignia token create` makes one.";
        return Err(Problem::unauthorised("Bearer realm=\"insignia\"", detail));
    };
    let token = web.application.people.check_api_token.check(presented).await.map_err(|error| {
        tracing::error!(error = chain(&error), "looking up a token");
        Problem::unavailable("The database did not answer.")
    })?;
    let Some(token) = token else {
        let detail = "The token is wrong, has expired or was revoked.";
        return Err(Problem::unauthorised("Bearer realm=\"insignia\", error=\"invalid_token\"", detail));
    };
    token.needs(scope).map_err(|_| Problem::forbidden(scope.word()))?;
    Ok(token)
}

/// The text after `Bearer`; the scheme's case does not matter (RFC 9110, section 11.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
