//! `insignia-signer waiting`, `approve` and `decline`: a person on the signer's host decides.

use super::host::{HostError, ask, ask_person, describe, find, look};
use super::{configuration, fail, print};
use crate::config::Config;
use crate::desk::message::{DeskReply, HostAsk};
use std::path::Path;
use std::process::ExitCode;

/// Lists what waits.
pub(crate) fn waiting(path: &Path) -> ExitCode {
    with(path, |config| {
        let view = look(config)?;
        let list: Vec<String> = view.waiting.iter().map(describe).collect();
        Ok(if list.is_empty() { "Nothing waits for approval.\n".to_owned() } else { list.join("\n") })
    })
}

/// Shows one change, and approves it if the person types the beginning of its digest.
pub(crate) fn approve(path: &Path, beginning: &str) -> ExitCode {
    with(path, |config| {
        let view = look(config)?;
        let shown = find(&view, beginning)?;
        let question = format!(
            "{}\nTo approve exactly this, type the first 8 characters of the digest: ",
            describe(shown)
        );
        let typed = ask_person(&question)?;
        match ask(config, &HostAsk::Approve { change: shown.change.clone(), typed })? {
            DeskReply::Approved { done: true, .. } => Ok("Approved, and in force.\n".to_owned()),
            DeskReply::Approved { given, needed, .. } => {
                Ok(format!("Approved; {given} of {needed} people have.\n"))
            }
            _ => Ok("`run` answered something else than it was asked.\n".to_owned()),
        }
    })
}

/// Shows one change, and declines it if the person says so.
pub(crate) fn decline(path: &Path, beginning: &str) -> ExitCode {
    with(path, |config| {
        let view = look(config)?;
        let shown = find(&view, beginning)?;
        let question = format!("{}\nTo decline it, type `decline`: ", describe(shown));
        if ask_person(&question)? != "decline" {
            return Ok("Nothing was done.\n".to_owned());
        }
        ask(config, &HostAsk::Decline { change: shown.change.clone() })?;
        Ok("Declined.\n".to_owned())
    })
}

fn with(path: &Path, act: impl FnOnce(&Config) -> Result<String, HostError>) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    match act(&config) {
        Ok(text) => print(&text),
        Err(e) => fail(&e, 1),
    }
}
