//! `insignia token`

use super::print::say;
use super::token_order::TokenOrder;
use super::with_application::with_application;
use crate::application::Application;
use crate::clock::{Clock as _, SystemClock};
use domain::{ApiToken, Timestamp};

pub(super) fn token(order: TokenOrder) -> anyhow::Result<()> {
    let config = order.config().to_owned();
    with_application(&config, async |application| obey(application, order).await)
}

async fn obey(application: &Application, order: TokenOrder) -> anyhow::Result<()> {
    match order {
        TokenOrder::Create { institution, scopes, expires, .. } => {
            let (token, secret) =
                application.people.create_api_token.create(&institution, scopes, expires).await?;
            say(secret.reveal());
            say(&format!(
                "The token is shown only once. To revoke it, run: insignia token revoke {}",
                token.id
            ));
        }
        TokenOrder::List { .. } => {
            let now = SystemClock.now();
            for token in application.people.list_api_tokens.list().await? {
                say(&line(&token, now));
            }
        }
        TokenOrder::Revoke { id, .. } => {
            application.people.revoke_api_token.revoke(&id).await?;
            say("The token is revoked: it is no longer accepted.");
        }
    }
    Ok(())
}

/// Columns separated by tabs, for people and for `cut`.
fn line(token: &ApiToken, now: Timestamp) -> String {
    let moment = |moment: Option<Timestamp>| moment.map_or_else(|| "never".to_owned(), Timestamp::rfc3339);
    let state = match (token.revoked, token.is_good(now)) {
        (Some(at), _) => format!("revoked {}", at.rfc3339()),
        (None, false) => "expired".to_owned(),
        (None, true) => "valid".to_owned(),
    };
    [
        token.id.to_string(),
        token.institution.to_string(),
        token.scopes.to_string(),
        format!("made {}", token.created.rfc3339()),
        format!("used {}", moment(token.last_used)),
        format!("expires {}", moment(token.expires)),
        state,
    ]
    .join("\t")
}
