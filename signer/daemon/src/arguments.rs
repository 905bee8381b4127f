//! Command line: one or two words and `--config FILE`.

use host_files::command_line::CommandLine;
use std::path::PathBuf;

/// Printed for `--help` and after wrong usage.
pub(crate) const HELP: &str = "\
insignia-signer: signs badges, and nothing that its policy does not allow

Usage: insignia-signer COMMAND --config FILE

Commands:
  run         policy and ledger; listens on the socket that the web server uses
  worker      start `insignia-token run`: the vendor's module and the PIN; only `run` may talk to it
  desk        the approval desk: the page where people see waiting changes, and approve them with passkeys
  token init  make the SoftHSM token of the embedded default (once; safe to repeat)
  waiting     list the changes that are waiting for approval
  approve     see one change and approve it: approve DIGEST (or its first characters)
  decline     decline one change: decline DIGEST (or its first 8 characters); or everything: decline --all
  propose FILE             request the change in this file; people approve it (docs/operations/recovery.md)
  proposals pause          accept no ordinary requests for changes from the web server until `proposals resume`
  freeze DID REASON        pause signing badges of this issuer until people approve that it resumes
  approver invite [NAME]   write a one-time enrolment code to its file
  approver confirm NAME    compare the fingerprint of a new passkey with its owner; only then it counts
  approver reject NAME     remove a passkey that was enrolled and not confirmed
  approver reset           remove all approvers, whose passkeys are lost, and write a new code
  ledger unfreeze          show which entries are lost, and continue without them
  ceremony script PLAN     print the script of a key ceremony (docs/operations/ceremony.md)
  ceremony hold PLAN       hold the ceremony step by step at a terminal; the digest of the transcript becomes a leaf
  csr LABEL   print a request for a certificate (PKCS#10) for a key, with the subject that is configured
  chain LABEL FILE  store the certificates that came back for the key
  pin retry   after a failed login: let the worker try the PIN once more
  doctor      check this set-up (exit code 0: nothing is wrong)
  doctor sandbox           attempt, inside each process, what it may not do (exit code 0: nothing succeeds)
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
pub(crate) fn read(parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let Some(line) = CommandLine::read(parser, &["all"])? else { return Ok(Command::Help) };
    let all = line.has("all");
    match line.words().as_slice() {
        ["decline"] if all => Ok(Command::DeclineAll(line.config()?)),
        _ if all => Err("--all belongs to `decline`".into()),
        ["run"] => Ok(Command::Run(line.config()?)),
        ["worker"] => Ok(Command::Worker(line.config()?)),
        ["desk"] => Ok(Command::Desk(line.config()?)),
        ["waiting"] => Ok(Command::Waiting(line.config()?)),
        ["approve", digest] => Ok(Command::Approve(line.config()?, (*digest).to_owned())),
        ["decline", digest] => Ok(Command::Decline(line.config()?, (*digest).to_owned())),
        ["propose", file] => Ok(Command::Propose(line.config()?, file.into())),
        ["proposals", "pause"] => Ok(Command::PauseProposals(line.config()?, true)),
        ["proposals", "resume"] => Ok(Command::PauseProposals(line.config()?, false)),
        ["freeze", issuer, reason] => {
            Ok(Command::Freeze(line.config()?, (*issuer).to_owned(), (*reason).to_owned()))
        }
        ["approver", "confirm", name] => Ok(Command::ConfirmApprover(line.config()?, (*name).to_owned())),
        ["approver", "reject", name] => Ok(Command::RejectApprover(line.config()?, (*name).to_owned())),
        ["approver", "invite"] => Ok(Command::Invite(line.config()?, None)),
        ["approver", "invite", name] => Ok(Command::Invite(line.config()?, Some((*name).to_owned()))),
        ["approver", "reset"] => Ok(Command::ResetApprovers(line.config()?)),
        ["ledger", "unfreeze"] => Ok(Command::UnfreezeLedger(line.config()?)),
        ["ceremony", "script", plan] => Ok(Command::CeremonyScript(line.config()?, PathBuf::from(plan))),
        ["ceremony", "hold", plan] => Ok(Command::CeremonyHold(line.config()?, PathBuf::from(plan))),
        ["csr", label] => Ok(Command::Csr(line.config()?, (*label).to_owned())),
        ["chain", label, file] => Ok(Command::Chain(line.config()?, (*label).to_owned(), file.into())),
        ["pin", "retry"] => Ok(Command::PinRetry(line.config()?)),
        ["token", "init"] => Ok(Command::TokenInit(line.config()?)),
        ["doctor"] => Ok(Command::Doctor(line.config()?)),
        ["doctor", "sandbox"] => Ok(Command::DoctorSandbox(line.config()?)),
        ["sample"] => Ok(Command::Sample),
        _ => Err(line.unknown()),
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
