//! `insignia-signer waiting`, `approve`, `decline` and `proposals`: decisions of a person on the signer's host.

use super::host::{HostError, ask, ask_person, describe, find, other_answer, waiting as all_that_waits};
use super::{configuration, fail, print};
use crate::config::Config;
use messages::Language;
use protocol::Decision;
use protocol::desk::sanitizer::visible;
use protocol::desk::{AdminRequest, DeskReply};
use std::path::Path;
use std::process::ExitCode;

/// Lists the pending changes.
pub(crate) fn waiting(path: &Path) -> ExitCode {
    with(path, |config| {
        let list: Vec<String> = all_that_waits(config)?.iter().map(describe).collect();
        Ok(if list.is_empty() { "Nothing is waiting for approval.\n".to_owned() } else { list.join("\n") })
    })
}

/// Shows one change, and approves it if the person types the beginning of its digest.
pub(crate) fn approve(path: &Path, beginning: &str) -> ExitCode {
    with(path, |config| {
        let waiting = all_that_waits(config)?;
        let shown = find(&waiting, beginning)?;
        let question = format!(
            "{}\nTo approve exactly this, type the first 8 characters of the digest: ",
            describe(shown)
        );
        let typed = ask_person(&question)?;
        match ask(config, &AdminRequest::Approve { change: shown.change.clone(), typed })? {
            DeskReply::Approved { done: true, .. } => Ok("Approved, and in force.\n".to_owned()),
            DeskReply::Approved { given, needed, .. } => {
                Ok(format!("Approved; {given} of {needed} people have approved.\n"))
            }
            _ => Err(other_answer()),
        }
    })
}

/// Declines the change whose digest begins with this, without showing it: `waiting` lists pending changes.
pub(crate) fn decline(path: &Path, beginning: &str) -> ExitCode {
    with(path, |config| {
        let question =
            format!("To decline the change whose digest begins with `{beginning}`, type `decline`: ");
        if ask_person(&question)? != "decline" {
            return Ok("Nothing was done.\n".to_owned());
        }
        ask(config, &AdminRequest::Decline { change: beginning.to_owned() })?;
        Ok("Declined.\n".to_owned())
    })
}

/// Declines all pending changes.
pub(crate) fn decline_all(path: &Path) -> ExitCode {
    with(path, |config| {
        let question = "All waiting changes are declined. Changes that are still needed must be requested again. \
             Type `decline all`: ";
        if ask_person(question)? != "decline all" {
            return Ok("Nothing was done.\n".to_owned());
        }
        match ask(config, &AdminRequest::DeclineAll)? {
            DeskReply::DeclinedAll { changes } => Ok(format!("Declined: {changes}.\n")),
            _ => Err(other_answer()),
        }
    })
}

/// Pauses the web server's proposals, or ends the pause.
pub(crate) fn pause(path: &Path, paused: bool) -> ExitCode {
    with(path, |config| {
        ask(config, &AdminRequest::PauseProposals { paused })?;
        Ok(if paused {
            "Paused. The web server can request only the changes that people need to recover: revoke, rotate or destroy a key; resume signing; remove an approver; allow revocations. To end the pause, run `insignia-signer proposals resume`.\n"
                .to_owned()
        } else {
            "The web server can request changes again.\n".to_owned()
        })
    })
}

/// Proposes a change from a file, as JSON: it waits in a place that the web server cannot fill.
pub(crate) fn propose(path: &Path, file: &Path) -> ExitCode {
    with(path, |config| {
        let unread = |e: &dyn std::fmt::Display| HostError::Said(format!("{}: {e}", file.display()));
        let text = std::fs::read_to_string(file).map_err(|e| unread(&e))?;
        let change = serde_json::from_str(&text).map_err(|e| unread(&e))?;
        match ask(config, &AdminRequest::Propose { change })? {
            DeskReply::Decision { decision: Decision::Waiting(waiting) } => {
                let title = Language::English.change_title(&waiting.title);
                Ok(format!("Waiting for approval: {}\n  digest {}\n", visible(&title), waiting.digest))
            }
            DeskReply::Decision { decision: Decision::Done { .. } } => {
                Ok("The change is already in force.\n".to_owned())
            }
            _ => Err(other_answer()),
        }
    })
}

/// Freezes an issuer.
pub(crate) fn freeze(path: &Path, issuer: &str, reason: &str) -> ExitCode {
    with(path, |config| {
        ask(config, &AdminRequest::Freeze { issuer: issuer.to_owned(), reason: reason.to_owned() })?;
        Ok("Paused: no badges of this issuer are signed until people approve that signing resumes.\n"
            .to_owned())
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
