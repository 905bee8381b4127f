//! `insignia-signer`: the process around `signer_core`, which has policy, approvals and ledger; and administration
//! commands on its host.
//!
//! Two processes run as a system user other than the web server's. `run` holds policy and ledger, and never a PIN. The
//! token process (`insignia-token`, started by `worker`) holds the vendor's module and the PIN, and never the ledger. A
//! third process (`insignia-desk`, started by `desk`), with a user of its own, is the desk, where people approve.
//! Reasons: `docs/decisions/0003-signer-processes.md` and `0012-desk.md`.

mod arguments;
mod ceremony;
mod certificates;
mod clock;
mod commands;
mod config;
mod endpoints;
mod hardening;
mod token_client;
mod user;

use arguments::{Command, HELP};
use signer_core::log;
use std::process::ExitCode;

fn main() -> ExitCode {
    let invocation = match arguments::read(lexopt::Parser::from_env()) {
        Ok(invocation) => invocation,
        Err(e) => {
            log::say(&format!("{e}\n\n{HELP}"));
            return ExitCode::from(commands::USAGE);
        }
    };
    match invocation {
        Command::Help => commands::print(HELP),
        Command::Sample => commands::print(config::SAMPLE),
        Command::Run(path) => commands::run::run(&path),
        Command::Worker(path) => commands::programs::worker(&path),
        Command::Desk(path) => commands::programs::desk(&path),
        Command::Waiting(path) => commands::approve::waiting(&path),
        Command::Approve(path, digest) => commands::approve::approve(&path, &digest),
        Command::Decline(path, digest) => commands::approve::decline(&path, &digest),
        Command::DeclineAll(path) => commands::approve::decline_all(&path),
        Command::Propose(path, file) => commands::approve::propose(&path, &file),
        Command::PauseProposals(path, paused) => commands::approve::pause(&path, paused),
        Command::Freeze(path, issuer, reason) => commands::approve::freeze(&path, &issuer, &reason),
        Command::ConfirmApprover(path, name) => commands::approver::confirm(&path, name),
        Command::RejectApprover(path, name) => commands::approver::reject(&path, name),
        Command::Invite(path, name) => commands::approver::invite(&path, name),
        Command::ResetApprovers(path) => commands::approver::reset(&path),
        Command::UnfreezeLedger(path) => commands::ledger::unfreeze(&path),
        Command::CeremonyScript(path, plan) => commands::ceremony::script(&path, &plan),
        Command::CeremonyHold(path, plan) => commands::ceremony::hold(&path, &plan),
        Command::Csr(path, label) => commands::certificate::request(&path, label),
        Command::Chain(path, label, file) => commands::certificate::keep(&path, label, &file),
        Command::PinRetry(path) => commands::pin::retry(&path),
        Command::TokenInit(path) => commands::programs::token_init(&path),
        Command::Doctor(path) => commands::doctor::doctor(&path),
        Command::DoctorSandbox(path) => commands::doctor::test_sandbox(&path),
    }
}
