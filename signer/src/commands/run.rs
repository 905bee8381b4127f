//! `insignia-signer run`: policy and ledger.

use super::{CONFIG, configuration, fail};
use crate::config::Config;
use crate::hardening::{self, Sandbox};
use crate::ledger::Ledger;
use crate::ledger::checkpoint::LogKey;
use crate::ledger::publisher::Publisher;
use crate::service::endpoints::{AdminEndpoint, DeskEndpoint};
use crate::service::thread_pool::{self, ThreadPool};
use crate::service::{Signer, issuer};
use crate::{log, setup_code, user};
use credentials::contexts::FurtherContexts;
use host_files::{atomic_file, state_directory};
use ipc::{Endpoint, Limits};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;

/// Mode of a socket whose group, which is the web server's or the desk's, may connect.
const SOCKET: u32 = 0o660;
/// Mode of the socket for commands on this host.
const HOST_SOCKET: u32 = 0o600;

/// Serves until it is ended. A crash at any point is safe: everything that counts is on disk before it is answered.
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
    let sandbox = Sandbox::of(hardening::profile(config)).shed()?;
    let contexts = FurtherContexts::read(&config.context, |file| std::fs::read(file))?.all_covered()?;
    let _lock = state_directory::acquire_lock(&config.directory, "run")?;
    atomic_file::make_directory(&config.public, atomic_file::PUBLIC_DIRECTORY)?;
    let (mut ledger, publisher) =
        Ledger::open(&config.directory, &config.public, &config.public_url.ledger_origin())?;
    setup_code::settle(&config.directory, &mut ledger)?;
    issuer::settle(&ledger, &config.public, &format!("{}/ledger", config.public_url.as_str()))?;
    say_state(config, &ledger, &publisher);
    let server = ipc::listen(&config.socket, SOCKET)?;
    let desk = ipc::listen(&config.desk.socket, SOCKET)?;
    let host = ipc::listen(&config.host_socket, HOST_SOCKET)?;
    let names = own_and_root().map(|user| (user, user::name(user)));
    // All other files are read or opened by now, and there is no second thread.
    let sandbox = sandbox.confine()?;
    let at_once =
        if config.token.softhsm.is_some() { thread_pool::OF_A_FILE } else { thread_pool::OF_A_DEVICE };
    let thread_pool = ThreadPool::new(config.token.session_count(), at_once)?;
    let signer = Signer::new(config, contexts, ledger, thread_pool, names.into());
    let (at_desk, on_host) = (DeskEndpoint(&signer), AdminEndpoint(&signer));
    let few = Limits { slots: 4, ..Limits::default() };
    let endpoints = [
        Endpoint::new(server, allowed(config), Limits::default(), &signer),
        Endpoint::new(desk, config.desk.uids.clone(), few, &at_desk),
        Endpoint::new(host, own_and_root().into(), few, &on_host),
    ];
    let publisher = Mutex::new(publisher);
    ipc::serve(
        &endpoints,
        || hardening::seal(sandbox),
        2,
        |worker| match worker {
            0 => signer.keep_publishing(&publisher),
            _ => signer.keep_measuring(),
        },
    )?;
    Ok(())
}

/// The web server's users; for `doctor` also the signer's own user and root, who could do anything here anyway.
fn allowed(config: &Config) -> Vec<u32> {
    let mut allowed = config.server_uids.clone();
    allowed.extend(own_and_root());
    allowed
}

fn own_and_root() -> [u32; 2] {
    [0, rustix::process::geteuid().as_raw()]
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
