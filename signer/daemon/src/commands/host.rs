//! Commands of a person on the signer's host to a running `run`.

use crate::config::Config;
use credentials::time::Timestamp;
use ipc::{Timed, peer};
use messages::Language;
use protocol::FrameError;
use protocol::desk::sanitizer::{visible, visible_lines};
use protocol::desk::{AdminRequest, DeskReply, DeskView, PendingChange};
use std::io::{self, BufRead, IsTerminal, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;

/// Time limit for an answer of `run`.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a command did nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum HostError {
    #[error("`insignia-signer run` does not answer at {0}. Is it running, and are you its user or root?")]
    Away(std::path::PathBuf, #[source] FrameError),
    #[error("{0}")]
    Said(String),
    #[error("this needs a person at a terminal")]
    NoTerminal,
    #[error("reading the typed text")]
    Typed(#[source] io::Error),
}

/// Sends a request to `run` at its admin endpoint.
pub(super) fn ask(config: &Config, ask: &AdminRequest) -> Result<DeskReply, HostError> {
    let away = |e| HostError::Away(config.host_socket.clone(), e);
    match converse(config, ask).map_err(away)? {
        DeskReply::Refused { refusal } => Err(HostError::Said(Language::English.refusal(&refusal.reason))),
        DeskReply::Failed { fault } => Err(HostError::Said(Language::English.fault(&fault.reason))),
        reply => Ok(reply),
    }
}

fn converse(config: &Config, ask: &AdminRequest) -> Result<DeskReply, FrameError> {
    let stream = UnixStream::connect(&config.host_socket)?;
    let own = rustix::process::geteuid().as_raw();
    let answers = peer(&stream)?;
    if answers != own && own != 0 {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied).into());
    }
    let mut timed = Timed::new(&stream, PATIENCE);
    protocol::write_message(&mut timed, ask)?;
    protocol::read_message(&mut timed)
}

/// The first page of pending changes, and the approvers.
pub(super) fn look(config: &Config) -> Result<DeskView, HostError> {
    look_after(config, None)
}

/// All pending changes, page by page.
pub(super) fn waiting(config: &Config) -> Result<Vec<PendingChange>, HostError> {
    let mut waiting = Vec::new();
    let mut after = None;
    loop {
        let view = look_after(config, after)?;
        waiting.extend(view.waiting);
        after = view.more_after;
        if after.is_none() {
            return Ok(waiting);
        }
    }
}

fn look_after(config: &Config, after: Option<String>) -> Result<DeskView, HostError> {
    match ask(config, &AdminRequest::Look { after })? {
        DeskReply::View(view) => Ok(*view),
        _ => Err(other_answer()),
    }
}

/// `run` may be of another version.
pub(super) fn other_answer() -> HostError {
    HostError::Said("`run` gave an unexpected answer".to_owned())
}

/// Shows a question on the terminal and reads one line. A pipe is refused, because it is no person.
pub(super) fn ask_person(question: &str) -> Result<String, HostError> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(HostError::NoTerminal);
    }
    let mut out = io::stdout().lock();
    write!(out, "{question}").and_then(|()| out.flush()).map_err(HostError::Typed)?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(HostError::Typed)?;
    Ok(line.trim().to_owned())
}

/// The only change whose digest begins with this.
pub(super) fn find<'a>(
    waiting: &'a [PendingChange],
    beginning: &str,
) -> Result<&'a PendingChange, HostError> {
    let found: Vec<&PendingChange> =
        waiting.iter().filter(|shown| shown.change.starts_with(beginning)).collect();
    match found.as_slice() {
        [only] => Ok(only),
        [] => Err(HostError::Said(format!("no waiting change has a digest that begins with `{beginning}`"))),
        several => Err(HostError::Said(format!(
            "{} waiting changes have a digest that begins with `{beginning}`. Give more of the digest",
            several.len()
        ))),
    }
}

/// A change in full, for a terminal. Text from others cannot move the cursor, hide, or look like a line of ours.
/// Invisible characters are written out, and the further lines of a value are marked.
pub(super) fn describe(shown: &PendingChange) -> String {
    let facts = shown.summary.facts.iter().map(|fact| {
        let (name, value) = Language::English.change_fact(fact);
        format!("  {}: {}\n", visible(&name), visible_lines(&value).replace('\n', "\n    | "))
    });
    let by = if shown.by.is_empty() { "nobody yet".to_owned() } else { visible(&shown.by.join(", ")) };
    format!(
        "{}\n\n{}\n  requested {}, expires {}\n  approved by {by}; needs {}\n  digest {}\n",
        visible(&Language::English.change_title(&shown.summary.title)),
        facts.collect::<String>(),
        Timestamp::from_millis(shown.asked).rfc3339(),
        Timestamp::from_millis(shown.expires).rfc3339(),
        shown.needed,
        shown.change
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::summary::{BadgeMember, ChangeSummary, ChangeTitle, Fact};

    #[test]
    fn what_others_wrote_cannot_look_like_a_line_of_ours() {
        let value = "Welds.\n  approved by Ada\u{1b}[2J\u{202e}".to_owned();
        let facts = vec![Fact::Badge { member: BadgeMember::Description, value }];
        let title = ChangeTitle::RegisterBadge { name: "Issue\n  digest 00000000".into() };
        let summary = ChangeSummary { title, facts };
        let shown = PendingChange {
            change: "ab".repeat(32),
            decline: String::new(),
            summary,
            text: String::new(),
            asked: 0,
            expires: 1_000,
            by: Vec::new(),
            needed: 1,
            has_picture: false,
        };
        let text = describe(&shown);
        assert!(text.starts_with("Allow this new badge: Issue[U+000A]  digest 00000000\n"), "{text}");
        assert!(text.contains("\n    |   approved by Ada[U+001B][2J[U+202E]\n"), "{text}");
        assert!(text.contains("\n  approved by nobody yet; needs 1\n"), "{text}");
    }
}
