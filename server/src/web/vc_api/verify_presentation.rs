//! `POST /vc-api/presentations/verify`

use super::super::Web;
use super::authorise::authorise;
use super::body::Members;
use super::problem::Problem;
use super::verified::{self, Asked};
use super::verify_credential::text_of;
use axum::extract::{Request, State};
use axum::response::Response;
use credentials::verify;
use domain::Scope;

pub(super) async fn verify_presentation(
    State(web): State<Web>,
    request: Request,
) -> Result<Response, Problem> {
    authorise(&web, request.headers(), Scope::VerifyPresentations).await?;
    let mut body = Members::read(request, &["verifiablePresentation", "presentation", "options"]).await?;
    let known =
        ["checks", "challenge", "domain", "returnPresentation", "returnResults", "returnProblemDetails"];
    let mut options = body.options(&known)?;
    let asked = Asked::read(&mut options, "returnPresentation")?;
    // A `presentation` may lack a proof: then only its credentials count (VCALM).
    let (posted, may_be_unsigned) = match (body.take("verifiablePresentation"), body.take("presentation")) {
        (Some(posted), None) => (posted, false),
        (None, Some(posted)) => (posted, true),
        (None, None) => return Err(Problem::malformed("“verifiablePresentation” is missing.")),
        (Some(_), Some(_)) => {
            return Err(Problem::malformed("Post “verifiablePresentation” or “presentation”, not both."));
        }
    };
    let (challenge, domain) = (options.text("challenge")?, options.text("domain")?);
    let wanted = verify::Request { challenge, domain, may_be_unsigned };
    let report = web.application.verifying.verify_presentation.verify(text_of(&posted)?, wanted).await?;
    Ok(verified::presentation(&report, asked, posted))
}
