//! `insignia ledger verify`: verifies the signer's ledger without trusting the application.

use super::USAGE;
use super::ledger_order::LedgerOrder;
use super::print::{complain, say};
use crate::config::Config;
use crate::ledger_check::{Entries, Finding, Outcome, Seen, Source, check, compare, reconcile};
use crate::log::chain;
use crate::storage::Storage;
use credentials::contexts::FurtherContexts;
use credentials::did::did_web_document_url;
use std::process::ExitCode;
use tlog::VerifierKey;

/// Exit code when something could not be checked.
const UNCHECKED: u8 = 2;

pub(super) fn verify(order: &LedgerOrder) -> ExitCode {
    let mut findings = Vec::new();
    match look(order, &mut findings) {
        Ok(()) => {}
        Err(Stop::Usage(why)) => {
            complain(&why);
            return ExitCode::from(USAGE);
        }
        Err(Stop::Failed(why)) => findings.push(Finding::unchecked(why)),
    }
    for finding in &findings {
        say(&format!("{:<10} {}", finding.outcome.word(), finding.says));
    }
    let has = |outcome| findings.iter().any(|finding| finding.outcome == outcome);
    if has(Outcome::Wrong) {
        ExitCode::FAILURE
    } else if has(Outcome::Unchecked) {
        ExitCode::from(UNCHECKED)
    } else {
        ExitCode::SUCCESS
    }
}

/// Why the verification stopped.
enum Stop {
    /// A usage error.
    Usage(String),
    /// An operation failed.
    Failed(String),
}

/// The caller's own installation.
struct Own {
    config: Config,
    storage: Storage,
    contexts: FurtherContexts,
    runtime: tokio::runtime::Runtime,
}

fn look(order: &LedgerOrder, findings: &mut Vec<Finding>) -> Result<(), Stop> {
    let own = order.config.as_deref().map(open).transpose()?;
    let seen = match order.seen.as_deref().map(Seen::read).transpose() {
        Ok(seen) => seen.flatten(),
        Err(error) => return Err(Stop::Usage(chain(&error))),
    };
    let key = key(order, seen.as_ref(), own.as_ref(), findings)?;
    let public = order.public.clone();
    let public =
        public.or_else(|| own.as_ref().map(|own| Source::Directory(own.config.public_directory.clone())));
    let source = public.ok_or_else(|| Stop::Usage("--public DIR|URL is missing".to_owned()))?;
    let before = seen.as_ref().map(|seen| seen.note.as_str());
    let Some(checked) = check(&source, &key, before, findings) else { return Ok(()) };
    for url in &order.did {
        findings.push(compare(url, &checked.entries));
    }
    if let Some(own) = &own {
        own.reconcile(&checked.entries, findings)?;
    }
    if let Some(path) = &order.seen
        && !findings.iter().any(|finding| finding.outcome == Outcome::Wrong)
    {
        let seen = Seen { key: key.to_string(), note: checked.note };
        seen.write(path).map_err(|error| Stop::Failed(chain(&error)))?;
    }
    Ok(())
}

fn open(path: &std::path::Path) -> Result<Own, Stop> {
    super::keep_to_oneself();
    let config = Config::load(path).map_err(|error| Stop::Usage(chain(&error)))?;
    let contexts = FurtherContexts::read(&config.context, |file| std::fs::read(file))
        .map_err(|error| Stop::Usage(chain(&error)))?
        .with_general_path(jsonld::statements);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Stop::Failed(error.to_string()))?;
    let storage = runtime.block_on(Storage::open(&config.database));
    let storage = storage.map_err(|error| Stop::Failed(chain(&error)))?;
    Ok(Own { config, storage, contexts, runtime })
}

/// The key from `--key`, from the file of earlier state, or from the application.
fn key(
    order: &LedgerOrder,
    seen: Option<&Seen>,
    own: Option<&Own>,
    findings: &mut Vec<Finding>,
) -> Result<VerifierKey, Stop> {
    let read = |text: &str| VerifierKey::parse(text).map_err(|error| Stop::Usage(error.to_string()));
    let given = order.key.as_deref().map(read).transpose()?;
    let known = seen.map(|seen| read(&seen.key)).transpose()?;
    match (given, known, own) {
        (Some(given), Some(known), _) if given != known => {
            Err(Stop::Usage("--key is another key than the one that was seen before".to_owned()))
        }
        (Some(key), ..) => Ok(key),
        (None, Some(key), _) => {
            findings.push(Finding::unchecked(
                "the ledger's key was taken from the file of what was seen before. Give it with --key, as the institution publishes it",
            ));
            Ok(key)
        }
        (None, None, Some(own)) => {
            let kept = own.runtime.block_on(async { own.storage.read().await?.newest_checkpoint().await });
            let kept = kept.map_err(|error| Stop::Failed(chain(&error)))?;
            let kept =
                kept.ok_or_else(|| Stop::Failed("the application has not seen a checkpoint yet".to_owned()))?;
            findings.push(Finding::unchecked(
                "the ledger's key was taken from the application's database, which whoever controls the web server can change. The signer's log has it: give it with --key",
            ));
            read(&kept.log_key)
        }
        (None, None, None) => Err(Stop::Usage(
            "--key is missing: `name+id+key`, as the institution tells it and the signer's log has it"
                .to_owned(),
        )),
    }
}

impl Own {
    fn reconcile(&self, entries: &Entries, findings: &mut Vec<Finding>) -> Result<(), Stop> {
        let institution = self.runtime.block_on(async {
            reconcile(&self.storage, entries, &self.contexts, findings).await?;
            self.storage.read().await?.the_institution().await
        });
        let institution = institution.map_err(|error| Stop::Failed(chain(&error)))?;
        let Some(institution) = institution else { return Ok(()) };
        match did_web_document_url(&institution.did) {
            Ok(url) => findings.push(compare(&url, entries)),
            Err(_) => findings.push(Finding::note(format!(
                "{} is its own key: there is no DID document that somebody could change",
                institution.did
            ))),
        }
        Ok(())
    }
}
