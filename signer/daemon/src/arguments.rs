//! Command line: one or two words and `--config FILE`.

use lexopt::prelude::{Long, Short, Value};
use std::path::PathBuf;

/// Printed for `--help` and after wrong usage.
pub(crate) const HELP: &str = "\
insignia-signer: signs badges, and nothing that its policy does not allow

Usage: insignia-signer COMMAND --config FILE

Commands:
  run         policy and ledger; listens on the socket that the web server uses
  worker      start `insignia-token run`: the vendor's module and the PIN; only `run` may talk to it
  desk        the page where people see what waits, and approve it with passkeys
  token init  make the SoftHSM token of the embedded default (once; safe to repeat)
  waiting     list the changes that wait for approval
  approve     see one change and approve it: approve DIGEST (or its first characters)
  decline     decline one change: decline DIGEST (or its first 8 characters); or everything: decline --all
  propose FILE             ask people for the change in this file (docs/operations/recovery.md)
  proposals pause          take no ordinary proposals from the web server until `proposals resume`
  freeze DID REASON        stop signing badges of this issuer until people unfreeze it
  approver invite [NAME]   write a one-time enrolment code to its file
  approver confirm NAME    compare the fingerprint of a new passkey with its owner; only then it counts
  approver reject NAME     take away a passkey that was enrolled and not confirmed
  approver reset           remove all approvers, whose passkeys are lost, and write a new code
  ledger unfreeze          show which entries are lost, and continue without them
  ceremony script PLAN     print the script of a key ceremony (docs/operations/ceremony.md)
  ceremony hold PLAN       hold it step by step at a terminal; the digest of the transcript becomes a leaf
  csr LABEL   print a request for a certificate (PKCS#10) for a key, with the subject that is configured
  chain LABEL FILE  keep the certificates that came back beside the key
  pin retry   after a failed login: let the worker try the PIN once more
  doctor      check this set-up (exit code 0: nothing is wrong)
  doctor sandbox           attempt from inside what each process may not do (exit code 0: nothing succeeds)
  sample      print a configuration file with every setting explained
";

/// A command with the path of its configuration.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Sample,
    Run(PathBuf),
    Worker(PathBuf),
    Desk(PathBuf),
    Waiting(PathBuf),
    Approve(PathBuf, String),
    Decline(PathBuf, String),
    DeclineAll(PathBuf),
    Propose(PathBuf, PathBuf),
    PauseProposals(PathBuf, bool),
    Freeze(PathBuf, String, String),
    Invite(PathBuf, Option<String>),
    ConfirmApprover(PathBuf, String),
    RejectApprover(PathBuf, String),
    ResetApprovers(PathBuf),
    UnfreezeLedger(PathBuf),
    CeremonyScript(PathBuf, PathBuf),
    CeremonyHold(PathBuf, PathBuf),
    Csr(PathBuf, String),
    Chain(PathBuf, String, PathBuf),
    PinRetry(PathBuf),
    TokenInit(PathBuf),
    Doctor(PathBuf),
    DoctorSandbox(PathBuf),
}

/// Reads the arguments.
pub(crate) fn read(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut words = Vec::new();
    let mut config = None;
    let mut all = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("config") => config = Some(PathBuf::from(parser.value()?)),
            Long("all") => all = true,
            Long("help") | Short('h') => return Ok(Command::Help),
            Value(word) => words.push(word.to_string_lossy().into_owned()),
            other => return Err(other.unexpected()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let path = || config.clone().ok_or_else(|| lexopt::Error::from("--config FILE is missing"));
    match words.as_slice() {
        ["decline"] if all => Ok(Command::DeclineAll(path()?)),
        _ if all => Err("--all belongs to `decline`".into()),
        ["run"] => Ok(Command::Run(path()?)),
        ["worker"] => Ok(Command::Worker(path()?)),
        ["desk"] => Ok(Command::Desk(path()?)),
        ["waiting"] => Ok(Command::Waiting(path()?)),
        ["approve", digest] => Ok(Command::Approve(path()?, (*digest).to_owned())),
        ["decline", digest] => Ok(Command::Decline(path()?, (*digest).to_owned())),
        ["propose", file] => Ok(Command::Propose(path()?, file.into())),
        ["proposals", "pause"] => Ok(Command::PauseProposals(path()?, true)),
        ["proposals", "resume"] => Ok(Command::PauseProposals(path()?, false)),
        ["freeze", issuer, reason] => {
            Ok(Command::Freeze(path()?, (*issuer).to_owned(), (*reason).to_owned()))
        }
        ["approver", "confirm", name] => Ok(Command::ConfirmApprover(path()?, (*name).to_owned())),
        ["approver", "reject", name] => Ok(Command::RejectApprover(path()?, (*name).to_owned())),
        ["approver", "invite"] => Ok(Command::Invite(path()?, None)),
        ["approver", "invite", name] => Ok(Command::Invite(path()?, Some((*name).to_owned()))),
        ["approver", "reset"] => Ok(Command::ResetApprovers(path()?)),
        ["ledger", "unfreeze"] => Ok(Command::UnfreezeLedger(path()?)),
        ["ceremony", "script", plan] => Ok(Command::CeremonyScript(path()?, PathBuf::from(plan))),
        ["ceremony", "hold", plan] => Ok(Command::CeremonyHold(path()?, PathBuf::from(plan))),
        ["csr", label] => Ok(Command::Csr(path()?, (*label).to_owned())),
        ["chain", label, file] => Ok(Command::Chain(path()?, (*label).to_owned(), file.into())),
        ["pin", "retry"] => Ok(Command::PinRetry(path()?)),
        ["token", "init"] => Ok(Command::TokenInit(path()?)),
        ["doctor"] => Ok(Command::Doctor(path()?)),
        ["doctor", "sandbox"] => Ok(Command::DoctorSandbox(path()?)),
        ["sample"] => Ok(Command::Sample),
        ["help"] => Ok(Command::Help),
        [] => Err("a command is missing".into()),
        other => Err(format!("there is no command `{}`", other.join(" ")).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(line: &str) -> Result<Command, lexopt::Error> {
        read(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn the_configuration_may_stand_before_or_after_the_command() {
        for line in ["pin retry --config a.toml", "--config a.toml pin retry", "pin --config=a.toml retry"] {
            assert_eq!(read_line(line).unwrap(), Command::PinRetry("a.toml".into()), "{line}");
        }
    }

    #[test]
    fn all_is_declined_by_its_own_word_alone() {
        let config = std::path::PathBuf::from("a.toml");
        assert_eq!(read_line("decline --all --config a.toml").unwrap(), Command::DeclineAll(config.clone()));
        assert_eq!(
            read_line("decline abcd --config a.toml").unwrap(),
            Command::Decline(config, "abcd".to_owned())
        );
        for wrong in
            ["decline --config a.toml", "decline abcd --all --config a.toml", "run --all --config a.toml"]
        {
            assert!(read_line(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_command_without_its_configuration_is_wrong_usage() {
        assert!(read_line("run").unwrap_err().to_string().contains("--config"));
        assert!(read_line("sign --config a.toml").unwrap_err().to_string().contains("no command `sign`"));
        assert!(read_line("run --pin 1234 --config a.toml").is_err());
    }
}
