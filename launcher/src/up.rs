//! `insignia-up`: one start of an installation, from the checks to the stop.

use crate::child;
use crate::console::Console;
use crate::error::UpError;
use crate::installation::Installation;
use crate::ready;
use crate::start_banner;
use crate::stop::Stop;
use crate::supervisor::Supervisor;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Options of `insignia up`.
#[derive(Clone, Debug, PartialEq, Eq)]
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
/// What could not be created or started, with the remedy. No child process is left running then.
pub(crate) fn up(options: &UpOptions, console: &Console) -> Result<(), UpError> {
    let stop = Stop::on_signals()?;
    child::forbid_core_dumps()?;
    let installation = Installation::prepare(options, console)?;
    let mut supervisor = Supervisor::new(console, &stop);
    ready::start(&installation, &mut supervisor)?;
    if !stop.asked() {
        start_banner::print(&installation, console)?;
        supervisor.watch();
    }
    supervisor.stop();
    console.say("Stopped.");
    Ok(())
}
