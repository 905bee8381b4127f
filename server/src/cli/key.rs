//! `insignia key`: the institution's keys. Read access to the web server's configuration permits requests; people
//! approve.

use super::key_order::KeyOrder;
use super::print::say;
use super::with_application::with_application;
use crate::application::Application;
use crate::usecase::{Asked, IssuerKeys};
use domain::{Ceilings, IssuerKey, KeyLife};
use messages::Language;

pub(super) fn key(order: KeyOrder) -> anyhow::Result<()> {
    let config = order.config().to_owned();
    with_application(&config, async |application| obey(application, order).await)
}

async fn obey(application: &Application, order: KeyOrder) -> anyhow::Result<()> {
    let keys = &application.key_keeping;
    let keeper = keys.keeper_on_the_host.find().await?;
    let asked = match order {
        KeyOrder::List { .. } => {
            list(&keys.list_issuer_keys.list(&keeper).await?);
            return Ok(());
        }
        KeyOrder::Freeze { reason, .. } => {
            keys.freeze_issuer.freeze(&keeper, &reason).await?;
            say("Signing is paused. To request that it resumes, run: insignia key unfreeze");
            return Ok(());
        }
        KeyOrder::Reissue { key, drill, .. } => {
            let report = application.reissuing.reissue_signed_by.reissue(&keeper, &key, drill).await?;
            say(&Language::English.reissue_report(&report, drill));
            say(if drill {
                "This was a drill: nothing was changed."
            } else {
                "The web server reissues the badges, one after the other."
            });
            return Ok(());
        }
        KeyOrder::Batch { .. } => keys.allow_batch.allow(&keeper).await?,
        KeyOrder::Rotate { .. } => vec![keys.rotate_key.rotate(&keeper).await?],
        KeyOrder::Unfreeze { .. } => vec![keys.unfreeze_issuer.unfreeze(&keeper).await?],
        KeyOrder::Compromise { key, since, .. } => {
            vec![keys.report_compromise.report(&keeper, &key, since).await?]
        }
        KeyOrder::Destroy { key, .. } => vec![keys.destroy_key.destroy(&keeper, &key).await?],
        KeyOrder::Ceilings { per_batch, per_minute, per_day, .. } => {
            let ceilings = Ceilings { per_batch, per_minute, per_day };
            vec![keys.set_ceilings.set(&keeper, ceilings).await?]
        }
    };
    if asked.is_empty() {
        say("There is nothing to request.");
    }
    for asked in asked {
        tell(&asked);
    }
    Ok(())
}

fn tell(asked: &Asked) {
    match asked {
        Asked::Done => say("The change is in force."),
        Asked::Waiting(change) => {
            let waiting = &change.waiting;
            say(&format!(
                "{}\n  is waiting for approval: {} of {}",
                change.title, waiting.given, waiting.needed
            ));
            say(&format!("  at the approval desk, {}, until {}", waiting.desk, waiting.expires.rfc3339()));
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
        "Without approval: {} in one request, {} a minute, {} a day.",
        ceilings.per_batch, ceilings.per_minute, ceilings.per_day
    ));
    if let Some(reason) = &known.frozen {
        say(&format!("Signing is paused: {reason}"));
    }
}

/// Columns separated by tabs, for people and for `cut`.
fn line(key: &IssuerKey) -> String {
    let life = match key.life {
        KeyLife::Created => "made, not in use".to_owned(),
        KeyLife::Published { from } => format!("published, signs from {}", from.rfc3339()),
        KeyLife::Active => "signs".to_owned(),
        KeyLife::Retired => "retired".to_owned(),
        KeyLife::Compromised => "compromised".to_owned(),
        KeyLife::Destroyed => "destroyed".to_owned(),
    };
    [key.label.clone(), key.cryptosuite.clone(), format!("made {}", key.created.rfc3339()), life].join("\t")
}
