//! `insignia-signer ledger unfreeze`: a person on the signer's host accepts the loss of entries.

use super::host::{HostError, ask, ask_person, look};
use super::{configuration, fail, print};
use crate::config::Config;
use credentials::time::Timestamp;
use protocol::desk::AdminRequest;
use std::path::Path;
use std::process::ExitCode;

/// Shows what is missing, and unfreezes the ledger if the person types the beginning of the root.
pub(crate) fn unfreeze(path: &Path) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    match try_unfreeze(&config) {
        Ok(text) => print(&text),
        Err(e) => fail(&e, 1),
    }
}

fn try_unfreeze(config: &Config) -> Result<String, HostError> {
    let view = look(config)?;
    let Some((size, root, at)) = view.missing else { return Ok("No entries are missing.\n".to_owned()) };
    let question = format!(
        "At {} a checkpoint was presented that this ledger's own key signed:\n\n  entries  {size} (here: {})\n  root     {root}\n\n\
         Look first for a newer copy of the signer's directory, and for the person who restored this one. The missing\n\
         entries were signed, and others may have the documents.\n\n\
         To continue without them, type the first 8 characters of the root: ",
        Timestamp::from_millis(at).rfc3339(),
        view.ledger_size,
    );
    let typed = ask_person(&question)?;
    ask(config, &AdminRequest::UnfreezeLedger { typed })?;
    Ok("The ledger continues without those entries.\n".to_owned())
}
