//! `insignia-token run`: answers the signer.

use crate::config::Config;
use crate::session_pool::{self, SessionPool};
use crate::token_session::{RESTART, TokenSession};
use crate::{CONFIG, fail, log, profile, softhsm};
use host_files::state_directory;
use ipc::{Endpoint, Limits};
use pkcs11::TokenError;
use sandbox::Sandbox;
use std::error::Error;
use std::process::ExitCode;
use token_protocol::LoginMarker;

/// Mode of the socket: `run` has the same user, and no other user needs access.
const SOCKET: u32 = 0o600;

/// Maximum number of connections: `run` has at most 16 threads in its pool, and 16 callers of its own.
const CONNECTIONS: usize = 32;

/// Serves until the process is ended, or until the token is lost: then exit code 75 asks for a restart.
pub(crate) fn run(config: &Config) -> ExitCode {
    if let Err(e) = sandbox::clean_environment(&config.isolation.environment) {
        return fail(&e, CONFIG);
    }
    if let Err(e) = softhsm::with_configuration(config) {
        return fail(&e, CONFIG);
    }
    match serve(config) {
        Ok(()) => ExitCode::from(RESTART),
        Err(e) => fail(e.as_ref(), CONFIG),
    }
}

fn serve(config: &Config) -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::of(profile::of(config)).shed()?;
    let _lock = state_directory::acquire_lock(&config.directory, "worker")?;
    let marker = LoginMarker::prepare(&config.directory)?;
    let listener = ipc::listen(&config.worker_socket, SOCKET)?;
    softhsm::keep(config)?;
    // Before the module is loaded, so that threads that it starts are sandboxed too.
    let sandbox = sandbox.confine()?;
    let token = match TokenSession::new(&config.token, marker) {
        Err(TokenError::NoToken(_)) => return Ok(()),
        loaded => loaded?,
    };
    match token.open() {
        Ok(()) => {}
        // Only a person can fix it. Keep running and report the fault: a supervisor would start one token process
        // after the other.
        Err(e) if e.is_pin() => log::say("worker: waiting for `insignia-signer pin retry`"),
        Err(TokenError::NoToken(_)) => return Ok(()),
        Err(e) => return Err(e.into()),
    }
    let (pool, asked) = SessionPool::new(&token);
    let allowed = vec![rustix::process::geteuid().as_raw()];
    let limits = Limits { slots: CONNECTIONS, at_work: CONNECTIONS, ..Limits::default() };
    let endpoints = [Endpoint::new(listener, allowed, limits, &pool)];
    ipc::serve(
        &endpoints,
        || sandbox.seal_logged("worker", log::say),
        token.slots(),
        |slot| session_pool::run(&token, slot, &asked),
    )?;
    Ok(())
}
