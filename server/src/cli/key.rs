//! `insignia key`: the institution's keys. Read access to the web server's configuration permits requests; people
//! approve.

use super::key_order::KeyOrder;
use super::print::say;
use super::with_services::with_services;
use crate::usecase::{Asked, IssuerKeys, Services};
use domain::{IssuerKey, KeyLife};
use std::path::Path;

pub(super) fn key(config: &Path, order: KeyOrder) -> anyhow::Result<()> {
    with_services(config, async |services| obey(services, order).await)
}

async fn obey(services: &Services, order: KeyOrder) -> anyhow::Result<()> {
    let keeper = services.keeper_on_the_host().await?;
    let asked = match order {
        KeyOrder::List => {
            list(&services.issuer_keys(&keeper).await?);
            return Ok(());
        }
        KeyOrder::Freeze { reason } => {
            services.freeze_issuer(&keeper, &reason).await?;
            say("Nothing more is signed. To go on: insignia key unfreeze");
            return Ok(());
        }
        KeyOrder::Reissue { key, drill } => {
            say(&services.reissue_signed_by(&keeper, &key, drill).await?.says(drill));
            say(if drill {
                "This was a drill: nothing was changed."
            } else {
                "The web server does it, one after the other."
            });
            return Ok(());
        }
        KeyOrder::Batch => services.allow_what_waits(&keeper).await?,
        KeyOrder::Rotate => vec![services.rotate_key(&keeper).await?],
        KeyOrder::Unfreeze => vec![services.unfreeze_issuer(&keeper).await?],
        KeyOrder::Compromise { key, since } => vec![services.report_compromise(&keeper, &key, since).await?],
        KeyOrder::Destroy { key } => vec![services.destroy_key(&keeper, &key).await?],
        KeyOrder::Ceilings(ceilings) => vec![services.set_ceilings(&keeper, ceilings).await?],
    };
    if asked.is_empty() {
        say("There is nothing to ask for.");
    }
    for asked in asked {
        tell(&asked);
    }
    Ok(())
}

fn tell(asked: &Asked) {
    match asked {
        Asked::Done => say("It is in force."),
        Asked::Waiting(change) => {
            let waiting = &change.waiting;
            say(&format!("{}\n  waits for approval: {} of {}", change.title, waiting.given, waiting.needed));
            say(&format!("  at the signer's desk, {}, until {}", waiting.desk, waiting.expires.rfc3339()));
            say(&format!(
                "  or on its host: insignia-signer approve {} --config signer.toml",
                waiting.beginning()
            ));
        }
    }
}

fn list(known: &IssuerKeys) {
    for key in &known.keys {
        say(&line(key));
    }
    let ceilings = known.ceilings;
    say(&format!(
        "Without asking: {} in one request, {} a minute, {} a day.",
        ceilings.per_batch, ceilings.per_minute, ceilings.per_day
    ));
    if let Some(reason) = &known.frozen {
        say(&format!("Nothing is signed: {reason}"));
    }
}

/// Columns separated by tabs, for people and for `cut`.
fn line(key: &IssuerKey) -> String {
    let life = match key.life {
        KeyLife::Created => "made, not in use".to_owned(),
        KeyLife::Published { from } => format!("published, signs from {}", from.rfc3339()),
        KeyLife::Active => "signs".to_owned(),
        KeyLife::Retired => "retired".to_owned(),
        KeyLife::Compromised => "in other hands".to_owned(),
        KeyLife::Destroyed => "destroyed".to_owned(),
    };
    [key.label.clone(), key.cryptosuite.clone(), format!("made {}", key.created.rfc3339()), life].join("\t")
}
