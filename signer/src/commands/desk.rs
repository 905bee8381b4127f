//! `insignia-signer desk`: the page where people approve.

use super::{CONFIG, configuration, fail};
use crate::config::Config;
use crate::desk::server;
use crate::desk::site::Site;
use crate::hardening::{self, Process, Sandbox};
use crate::log;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use tokio::net::TcpListener;

/// Serves until it is ended. It keeps no state, so a crash loses nothing.
pub(crate) fn desk(path: &Path) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    if let Err(e) = hardening::clean_environment(&config.isolation.environment) {
        return fail(&e, CONFIG);
    }
    match serve(&config, path) {
        Ok(()) => ExitCode::FAILURE,
        Err(e) => fail(e.as_ref(), CONFIG),
    }
}

fn serve(config: &Config, path: &Path) -> Result<(), Box<dyn Error>> {
    let walls = Sandbox::of(hardening::profile(Process::Desk, config)).shed()?;
    let site = Site::new(config, &std::path::absolute(path)?)?;
    let listener = std::net::TcpListener::bind(config.desk.listen)?;
    listener.set_nonblocking(true)?;
    let walls = walls.confine()?;
    // One thread: a few users, and no computation.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = TcpListener::from_std(listener)?;
        hardening::seal(Process::Desk, walls)?;
        log::say(&format!("the desk, {}, listens on {}", config.desk.url.as_str(), listener.local_addr()?));
        server::serve(listener, site).await;
        Ok(())
    })
}
