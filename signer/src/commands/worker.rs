//! `insignia-signer worker`: module and PIN.

use super::{CONFIG, configuration, fail};
use crate::config::Config;
use crate::hardening::{self, Process, Sandbox};
use crate::log;
use crate::token::{TokenError, softhsm};
use crate::worker::holder::{Holder, RESTART};
use crate::worker::mark::Mark;
use crate::worker::rooms::{self, Rooms};
use ipc::{Endpoint, Limits, state_directory};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// Mode of the socket: `run` is of the same user, and nobody else has business here.
const SOCKET: u32 = 0o600;

/// Connections at a time: `run` has 16 hands at the most, and 16 callers of its own.
const CONNECTIONS: usize = 32;

/// Serves until it is ended, or until the token is lost: then exit code 75 asks to be started again.
pub(crate) fn worker(path: &Path) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    if let Err(e) = hardening::clean_environment(&config.isolation.environment) {
        return fail(&e, CONFIG);
    }
    if let Err(e) = softhsm::with_configuration(&config) {
        return fail(&e, CONFIG);
    }
    match serve(&config) {
        Ok(()) => ExitCode::from(RESTART),
        Err(e) => fail(e.as_ref(), CONFIG),
    }
}

fn serve(config: &Config) -> Result<(), Box<dyn Error>> {
    let walls = Sandbox::of(hardening::profile(Process::Worker, config)).shed()?;
    let _lock = state_directory::acquire_lock(&config.directory, "worker")?;
    let mark = Mark::prepare(&config.directory)?;
    let listener = ipc::listen(&config.worker_socket, SOCKET)?;
    softhsm::keep(config)?;
    // Before the module is loaded: threads that it starts are within the walls too.
    let walls = walls.confine()?;
    let holder = match Holder::new(&config.token, mark) {
        Err(TokenError::NoToken(_)) => return Ok(()),
        loaded => loaded?,
    };
    match holder.open() {
        Ok(()) => {}
        // Only a person can mend it. Stay, and tell whoever asks: a supervisor would start one worker after the other.
        Err(e) if e.is_pin() => log::say("worker: waiting for `insignia-signer pin retry`"),
        Err(TokenError::NoToken(_)) => return Ok(()),
        Err(e) => return Err(e.into()),
    }
    let (questions, asked) = Rooms::new(&holder);
    let allowed = vec![rustix::process::geteuid().as_raw()];
    let limits = Limits { slots: CONNECTIONS, at_work: CONNECTIONS, ..Limits::default() };
    let endpoints = [Endpoint::new(listener, allowed, limits, &questions)];
    ipc::serve(
        &endpoints,
        || hardening::seal(Process::Worker, walls),
        holder.seats(),
        |seat| rooms::keep(&holder, seat, &asked),
    )?;
    Ok(())
}
