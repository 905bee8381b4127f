//! `insignia up`: the embedded default (design, "embedded default").
//!
//! Writes what is missing below the data directory, starts the signer's worker, the signer, its desk and the web server as
//! siblings, restarts one that dies, and stops them all. It listens to nothing itself, and holds no key and no PIN:
//! as root its only power over the keys is that it decides as whom the signer runs.

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

/// What `insignia up` is asked for.
#[derive(Clone, Debug)]
pub(crate) struct UpOptions {
    /// The data directory; made when missing.
    pub(crate) data: PathBuf,
    /// The installation's address for ever. `None`: as at the last start, `http://localhost:3000` at the first.
    pub(crate) public_url: Option<String>,
    /// Where the web server listens. `None`: 127.0.0.1 at the port of a loopback address, else at port 3000.
    pub(crate) listen: Option<SocketAddr>,
    /// The address of the signer's desk. `None`: as at the last start, `http://localhost:3001` at the first.
    pub(crate) desk_url: Option<String>,
    /// Where the desk listens. `None`: 127.0.0.1 at the port of a loopback address, else at port 3001.
    pub(crate) desk_listen: Option<SocketAddr>,
}

/// Starts the installation and stays until a signal ends it (SIGINT, SIGTERM, SIGHUP).
///
/// # Errors
/// What could not be made or started, with what to do about it. Nothing is left running then.
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
