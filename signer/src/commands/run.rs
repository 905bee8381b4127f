//! `insignia-signer run`: policy and ledger.

use super::{CONFIG, configuration, fail};
use crate::config::Config;
use crate::hardening::{self, Process, Profile, Walls};
use crate::ledger::Ledger;
use crate::service::{Signer, issuer};
use crate::socket::{self, Door, Limits};
use crate::{durable, log, setup_code, state_directory};
use credentials::contexts::FurtherContexts;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// Mode of the socket: its group, which is the web server's, may connect.
const SOCKET: u32 = 0o660;

/// Serves until it is ended. A crash at any point is fine: all that counts is on disk before anyone hears of it.
pub(crate) fn run(path: &Path) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    if let Err(e) = hardening::clean_environment(&config.isolation.environment) {
        return fail(&e, CONFIG);
    }
    match serve(&config) {
        Ok(()) => ExitCode::FAILURE,
        Err(e) => fail(e.as_ref(), CONFIG),
    }
}

fn serve(config: &Config) -> Result<(), Box<dyn Error>> {
    let walls = Walls::of(Profile::of(Process::Run, config)).shed()?;
    let contexts = FurtherContexts::read(&config.context, |file| std::fs::read(file))?;
    let _lock = state_directory::enter(&config.directory, "run")?;
    durable::make_directory(&config.public, durable::PUBLIC_DIRECTORY)?;
    let mut ledger = Ledger::open(&config.directory, &config.public)?;
    setup_code::settle(&config.directory, &mut ledger)?;
    issuer::settle(&ledger, &config.public)?;
    say_state(config, &ledger);
    let listener = socket::listen(&config.socket, SOCKET)?;
    // Everything that lies elsewhere is read or opened by now, and no second thread is there.
    let walls = walls.confine()?;
    let signer = Signer::new(config, contexts, ledger);
    let doors = [Door::new(listener, allowed(config), Limits::default(), &signer)];
    socket::serve(&doors, || walls.seal_and_say(), || {})?;
    Ok(())
}

/// The web server's users; and, for `doctor`, the signer's own and root, who could do anything here anyhow.
fn allowed(config: &Config) -> Vec<u32> {
    let mut allowed = config.server_uids.clone();
    allowed.extend([0, rustix::process::geteuid().as_raw()]);
    allowed
}

fn say_state(config: &Config, ledger: &Ledger) {
    log::say(&format!("ledger: {} leaves, root {}", ledger.size(), ledger.root()));
    let open = ledger.state().open_count();
    if open > 0 {
        log::say(&format!(
            "{open} statements were recorded and not signed; each is signed when it is asked for again"
        ));
    }
    if config.isolation_off() {
        log::say("isolation is off (trial mode): the web server runs as the signer's own user");
    }
}
