//! `insignia token`

use super::print::say;
use super::token_order::TokenOrder;
use super::with_services::with_services;
use crate::clock::{Clock as _, SystemClock};
use crate::usecase::Services;
use domain::{ApiToken, Timestamp};
use std::path::Path;

pub(super) fn token(config: &Path, order: TokenOrder) -> anyhow::Result<()> {
    with_services(config, async |services| obey(services, order).await)
}

async fn obey(services: &Services, order: TokenOrder) -> anyhow::Result<()> {
    match order {
        TokenOrder::Create { institution, scopes, expires } => {
            let (token, secret) =
                services.people.create_api_token.create(&institution, scopes, expires).await?;
            say(secret.reveal());
            say(&format!("It is shown this once. Take it back with: insignia token revoke {}", token.id));
        }
        TokenOrder::List => {
            let now = SystemClock.now();
            for token in services.people.list_api_tokens.list().await? {
                say(&line(&token, now));
            }
        }
        TokenOrder::Revoke { id } => {
            services.people.revoke_api_token.revoke(&id).await?;
            say("It is taken back: from now on it opens nothing.");
        }
    }
    Ok(())
}

/// Columns separated by tabs, for people and for `cut`.
fn line(token: &ApiToken, now: Timestamp) -> String {
    let moment = |moment: Option<Timestamp>| moment.map_or_else(|| "never".to_owned(), Timestamp::rfc3339);
    let state = match (token.revoked, token.is_good(now)) {
        (Some(at), _) => format!("taken back {}", at.rfc3339()),
        (None, false) => "ended".to_owned(),
        (None, true) => "good".to_owned(),
    };
    [
        token.id.to_string(),
        token.institution.to_string(),
        token.scopes.to_string(),
        format!("made {}", token.created.rfc3339()),
        format!("used {}", moment(token.last_used)),
        format!("ends {}", moment(token.expires)),
        state,
    ]
    .join("\t")
}
