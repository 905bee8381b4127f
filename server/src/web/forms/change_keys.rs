//! `POST /keys`: every action on the keys page; the field `act` selects it.

use super::super::problem::Problem;
use super::answer::Answer;
use super::{Posting, see};
use crate::usecase::{AlertsError, Asked, ChangeError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::fault::{KeyFault, KeyField};
use domain::{Ceilings, Fault, Fields, Finding, KeyKeeper, ReissueReport, Timestamp};

/// The outcome of an action.
enum Done {
    /// The issuer is frozen.
    Frozen,
    /// The alerts were viewed.
    LookedAt,
    /// Credentials signed by a compromised key are being reissued.
    Reissuing,
    /// The counts of a drill.
    Drilled(ReissueReport),
    /// A change was requested.
    Asked(Asked),
}

/// Why an action was not done.
enum NotDone {
    Findings(Vec<Finding>),
    Refused(ChangeError),
    UnknownAct,
}

impl From<AlertsError> for NotDone {
    fn from(error: AlertsError) -> Self {
        Self::Refused(match error {
            AlertsError::Signer(error) => error.into(),
            AlertsError::Storage(error) => error.into(),
        })
    }
}

impl From<ChangeError> for NotDone {
    fn from(error: ChangeError) -> Self {
        Self::Refused(error)
    }
}

pub(in super::super) async fn change_keys(posting: Posting) -> Response {
    let Ok(keeper) = posting.member.may_keep_keys() else {
        return posting.refused(Answer::Forbidden).await;
    };
    match act(&posting, &keeper).await {
        Ok(Done::Frozen) => see("/keys?frozen"),
        Ok(Done::LookedAt) => see("/keys/alerts?looked"),
        Ok(Done::Reissuing) => see("/keys?reissuing"),
        Ok(Done::Drilled(report)) => {
            posting.again(StatusCode::OK, vec![Finding::of_form(Fault::Drill(report))]).await
        }
        Ok(Done::Asked(Asked::Done)) => see("/keys?done"),
        Ok(Done::Asked(Asked::Waiting(_))) => see("/keys?asked"),
        Err(NotDone::Findings(findings)) => posting.again(StatusCode::UNPROCESSABLE_ENTITY, findings).await,
        Err(NotDone::Refused(error)) => posting.refused(error.into()).await,
        Err(NotDone::UnknownAct) => Problem::Broken.into_response(),
    }
}

async fn act(posting: &Posting, keeper: &KeyKeeper) -> Result<Done, NotDone> {
    let (application, fields) = (&posting.web.application, &posting.fields);
    let keys = &application.key_keeping;
    let asked = match fields.get("act") {
        "freeze" => {
            let reason = filled(fields, "reason", KeyField::FreezeReason)?;
            keys.freeze_issuer.freeze(keeper, reason).await?;
            return Ok(Done::Frozen);
        }
        "looked" => {
            let newest = fields.get("newest").parse().map_err(|_| NotDone::UnknownAct)?;
            application.watching.mark_alerts_viewed.mark(keeper, newest).await?;
            return Ok(Done::LookedAt);
        }
        "unfreeze" => keys.unfreeze_issuer.unfreeze(keeper).await?,
        "ceilings" => {
            let ceilings = Ceilings::read(fields).map_err(NotDone::Findings)?;
            keys.set_ceilings.set(keeper, ceilings).await?
        }
        "batch" => {
            keys.allow_batch.allow(keeper).await?.pop().ok_or_else(|| finding("", KeyFault::NothingWaits))?
        }
        "reissue" => {
            application.reissuing.reissue_signed_by.reissue(keeper, fields.get("key"), false).await?;
            return Ok(Done::Reissuing);
        }
        "drill" => {
            let report =
                application.reissuing.reissue_signed_by.reissue(keeper, fields.get("key"), true).await?;
            return Ok(Done::Drilled(report));
        }
        "rotate" => keys.rotate_key.rotate(keeper).await?,
        "compromise" => {
            let since = moment(fields)?;
            keys.report_compromise.report(keeper, fields.get("key"), since).await?
        }
        "destroy" => keys.destroy_key.destroy(keeper, fields.get("key")).await?,
        "invite" => {
            let name = filled(fields, "invited", KeyField::Invited)?;
            keys.invite_approver.invite(keeper, name).await?
        }
        "remove" => {
            let name = filled(fields, "removed", KeyField::Removed)?;
            keys.remove_approver.remove(keeper, name).await?
        }
        "quorum" => {
            let needed = fields.get("needed").parse();
            let needed = needed.map_err(|_| finding("needed", KeyFault::NotANumber))?;
            keys.set_quorum.set(keeper, needed).await?
        }
        _ => return Err(NotDone::UnknownAct),
    };
    Ok(Done::Asked(asked))
}

fn filled<'a>(fields: &'a Fields, name: &str, field: KeyField) -> Result<&'a str, NotDone> {
    match fields.get(name) {
        "" => Err(finding(name, KeyFault::Missing(field))),
        text => Ok(text),
    }
}

/// The format of the browser's `datetime-local`, read as UTC.
fn moment(fields: &Fields) -> Result<Timestamp, NotDone> {
    let typed = fields.get("since");
    let seconds = if typed.len() == 16 { ":00Z" } else { "Z" };
    Timestamp::parse(&format!("{typed}{seconds}")).map_err(|_| finding("since", KeyFault::NotAMoment))
}

fn finding(name: &str, fault: KeyFault) -> NotDone {
    NotDone::Findings(vec![Finding::new(name, fault)])
}
