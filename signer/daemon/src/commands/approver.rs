//! `insignia-signer approver invite`, `confirm`, `reject` and `reset`: enrolment of approvers, and recovery when
//! passkeys are lost.

use super::host::{ask, ask_person, other_answer};
use super::{configuration, fail, print};
use protocol::desk::sanitizer::visible;
use protocol::desk::{AdminRequest, DeskReply};
use std::path::Path;
use std::process::ExitCode;

/// Writes an enrolment code: for the first approver, or for a person that the approvers invited.
pub(crate) fn invite(path: &Path, name: Option<String>) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    match ask(&config, &AdminRequest::WriteCode { name }) {
        Ok(DeskReply::CodeWritten { file }) => print(&format!(
            "An enrolment code, valid for 15 minutes, is in {file}.\nEnter it at the approval desk, {}, which then shows a fingerprint.\nThe passkey counts after `insignia-signer approver confirm \"NAME\"` here.\n",
            config.desk.url.as_str()
        )),
        Ok(_) => print("`run` gave an unexpected answer.\n"),
        Err(e) => fail(&e, 1),
    }
}

/// Confirms a passkey: a person at the terminal types the fingerprint that its owner reads at the desk. It is not shown
/// here, because a person who copied it would compare nothing.
pub(crate) fn confirm(path: &Path, name: String) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    let question = format!(
        "The approval desk showed a fingerprint to {} when the passkey was made. Ask for it in person or by telephone, and type it: ",
        visible(&name)
    );
    let done =
        ask_person(&question).and_then(|typed| ask(&config, &AdminRequest::ConfirmApprover { name, typed }));
    match done {
        Ok(DeskReply::Confirmed) => print("Confirmed: this passkey approves from now on.\n"),
        Ok(_) => fail(&other_answer(), 1),
        Err(e) => fail(&e, 1),
    }
}

/// Rejects a passkey that was enrolled and not confirmed: somebody else used the code.
pub(crate) fn reject(path: &Path, name: String) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    match ask(&config, &AdminRequest::RejectApprover { name }) {
        Ok(DeskReply::Rejected) => print("This passkey is no longer enrolled. Find out who had the code.\n"),
        Ok(_) => fail(&other_answer(), 1),
        Err(e) => fail(&e, 1),
    }
}

/// Removes all approvers.
pub(crate) fn reset(path: &Path) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    let question = "All approvers are removed, waiting changes are dropped, and one person is enough again. The \
         approval desk shows for 7 days that this was done. Type `reset`: ";
    let done = ask_person(question).and_then(|typed| {
        if typed == "reset" { ask(&config, &AdminRequest::ResetApprovers).map(Some) } else { Ok(None) }
    });
    match done {
        Ok(Some(DeskReply::Reset { file })) => {
            print(&format!("Done. An enrolment code for the first approver is in {file}.\n"))
        }
        Ok(Some(_)) => print("`run` gave an unexpected answer.\n"),
        Ok(None) => print("Nothing was done.\n"),
        Err(e) => fail(&e, 1),
    }
}
