//! `insignia-signer run`: policy and ledger.

use super::{CONFIG, configuration, fail};
use crate::config::Config;
use crate::ledger::Ledger;
use crate::ledger::checkpoint::LogKey;
use crate::ledger::publisher::Publisher;
use crate::service::{Signer, issuer};
use crate::socket::{self, Limits};
use crate::worker::client::Worker;
use crate::{durable, hardening, log, setup_code, state_directory};
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
    match serve(&config) {
        Ok(()) => ExitCode::FAILURE,
        Err(e) => fail(e.as_ref(), CONFIG),
    }
}

fn serve(config: &Config) -> Result<(), Box<dyn Error>> {
    hardening::harden()?;
    let contexts = FurtherContexts::read(&config.context, |file| std::fs::read(file))?;
    let _lock = state_directory::enter(&config.directory, "run")?;
    durable::make_directory(&config.public, durable::PUBLIC_DIRECTORY)?;
    let (mut ledger, publisher) =
        Ledger::open(&config.directory, &config.public, &config.public_url.ledger_origin())?;
    setup_code::settle(&config.directory, &mut ledger)?;
    issuer::settle(&ledger, &config.public)?;
    say_state(config, &ledger, &publisher);
    let listener = socket::listen(&config.socket, SOCKET)?;
    let signer = Signer::new(config, contexts, ledger);
    let worker = Worker::new(config.worker_socket.clone());
    std::thread::scope(|threads| {
        threads.spawn(|| signer.keep_publishing(publisher, &worker));
        socket::serve(&listener, &allowed(config), Limits::default(), &signer);
    });
    Ok(())
}

/// The web server's users; and, for `doctor`, the signer's own and root, who could do anything here anyhow.
fn allowed(config: &Config) -> Vec<u32> {
    let mut allowed = config.server_uids.clone();
    allowed.extend([0, rustix::process::geteuid().as_raw()]);
    allowed
}

fn say_state(config: &Config, ledger: &Ledger, publisher: &Publisher) {
    log::say(&format!("ledger: {} leaves, root {}", ledger.size(), hex::encode(publisher.root())));
    let key = ledger.state().checkpoint_key;
    if let Some(key) = key.and_then(|key| LogKey::new(&config.public_url.ledger_origin(), &key).ok()) {
        log::say(&format!("ledger: its checkpoints are signed by {}", key.published()));
    }
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
