//! `insignia up`: the embedded default (design, "embedded default").
//!
//! Writes what is missing below the data directory. Starts the signer's worker, the signer, its desk and the web server
//! as sibling processes, restarts any that exits, and stops them all. The launcher listens on no socket and holds no
//! key and no PIN. As root, its only power over the keys is the choice of the signer's system user.

mod account;
mod address;
mod announce;
mod back_off;
mod child;
mod configuration;
mod console;
mod directory;
mod error;
mod family;
mod findings;
mod installation;
mod layout;
mod lock;
mod module;
mod own_settings;
mod place;
mod private_file;
mod programs;
mod ready;
mod stop;

pub(crate) use error::UpError;
pub(crate) use findings::{Finding, Level, findings};

use console::Console;
use family::Family;
use installation::Installation;
use std::net::SocketAddr;
use std::path::PathBuf;
use stop::Stop;

/// Options of `insignia up`.
#[derive(Clone, Debug)]
pub(crate) struct UpOptions {
    /// The data directory; created when missing.
    pub(crate) data: PathBuf,
    /// The installation's permanent address. `None`: as at the last start, `http://localhost:3000` at the first.
    pub(crate) public_url: Option<String>,
    /// The address that the web server listens on. `None`: 127.0.0.1 at the port of a loopback address, else at port
    /// 3000.
    pub(crate) listen: Option<SocketAddr>,
    /// The address of the signer's desk. `None`: as at the last start, `http://localhost:3001` at the first.
    pub(crate) desk_url: Option<String>,
    /// The address that the desk listens on. `None`: 127.0.0.1 at the port of a loopback address, else at port 3001.
    pub(crate) desk_listen: Option<SocketAddr>,
}

/// Starts the installation and runs until a signal ends it (SIGINT, SIGTERM, SIGHUP).
///
/// # Errors
/// What could not be created or started, with what to do about it. No child process is left running then.
pub(crate) fn up(options: &UpOptions) -> Result<(), UpError> {
    let stop = Stop::on_signals()?;
    let console = Console::new();
    child::forbid_core_dumps()?;
    let installation = Installation::prepare(options, &console)?;
    let mut family = Family::new(&console, &stop);
    ready::start(&installation, &mut family)?;
    if !stop.asked() {
        announce::announce(&installation, &console)?;
        family.watch();
    }
    family.stop();
    console.say("Stopped.");
    Ok(())
}
