//! `POST /vc-api/credentials/issue`

use super::super::Web;
use super::authorise::authorise;
use super::body::Members;
use super::problem::{PROOF_GENERATION, Problem};
use crate::log::chain;
use crate::usecase::IssuePostedError;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Scope;

pub(super) async fn issue_credential(State(web): State<Web>, request: Request) -> Result<Response, Problem> {
    let token = authorise(&web, request.headers(), Scope::IssueCredentials).await?;
    let mut body = Members::read(request, &["credential", "options"]).await?;
    let id = body.options(&["credentialId"])?.text("credentialId")?;
    let document =
        web.application.issuing.issue_posted_credential.issue(&token, body.needed("credential")?, id).await?;
    // The document is sent byte for byte as it was signed.
    let json = HeaderValue::from_static("application/json");
    let body = format!("{{\"verifiableCredential\":{document}}}");
    Ok((StatusCode::CREATED, [(header::CONTENT_TYPE, json)], body).into_response())
}

impl From<IssuePostedError> for Problem {
    fn from(error: IssuePostedError) -> Self {
        match error {
            IssuePostedError::Forbidden(_) => Self::forbidden(Scope::IssueCredentials.word()),
            IssuePostedError::Flaws(flaws) => Self::flawed(flaws),
            IssuePostedError::OtherContent => {
                Self::conflict("A credential with this `id` was issued before, with other content.")
            }
            IssuePostedError::Refused(says) => Self::bad(PROOF_GENERATION, "The signer refused", says),
            IssuePostedError::Waiting(says) => Self::unavailable(format!(
                "The credential is stored and will be signed. {says} Post it again, with its `id`, to get it."
            )),
            IssuePostedError::CutShort => Self::internal(),
            IssuePostedError::Storage(error) => {
                tracing::error!(error = chain(&error), "issuing a posted credential");
                Self::unavailable("The database did not store the credential.")
            }
        }
    }
}
