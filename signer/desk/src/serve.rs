//! `insignia-desk run`: the page where people approve.

use crate::config::Config;
use crate::site::Site;
use crate::{fail, log, profile, server};
use sandbox::Sandbox;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use tokio::net::TcpListener;

/// Serves until it is ended. It keeps no state, so a crash loses nothing. `path`: of the configuration, for commands
/// that the page names.
pub(crate) fn run(config: &Config, path: &Path) -> ExitCode {
    if let Err(e) = sandbox::clean_environment(&config.isolation.environment) {
        return fail(&e);
    }
    match serve(config, path) {
        Ok(()) => ExitCode::FAILURE,
        Err(e) => fail(e.as_ref()),
    }
}

fn serve(config: &Config, path: &Path) -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::of(profile::of(config)).shed()?;
    let site = Site::new(config, &std::path::absolute(path)?)?;
    let listener = std::net::TcpListener::bind(config.desk.listen)?;
    listener.set_nonblocking(true)?;
    let sandbox = sandbox.confine()?;
    // One thread: a few users, and no computation.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = TcpListener::from_std(listener)?;
        sandbox.seal_logged("desk", log::say)?;
        log::say(&format!("the desk, {}, listens on {}", config.desk.url.as_str(), listener.local_addr()?));
        server::serve(listener, site).await;
        Ok(())
    })
}
