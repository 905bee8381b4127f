//! Prepares an installation for its start: users, data directory, directories, configuration, token.

use crate::account::{Accounts, current};
use crate::child::{Plan, command};
use crate::configuration::DeskAddress;
use crate::console::Console;
use crate::error::UpError;
use crate::layout::Layout;
use crate::lock::Lock;
use crate::overrides::Overrides;
use crate::programs::Programs;
use crate::ready::Ready;
use crate::up::UpOptions;
use crate::{address, configuration, data_directory, directory, module, private_file, program_copies};
use rustix::process::geteuid;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;

/// The programs and paths of an installation. Holds the lock of its data directory.
#[derive(Debug)]
pub(crate) struct Installation {
    pub(crate) accounts: Accounts,
    pub(crate) layout: Layout,
    pub(crate) programs: Programs,
    pub(crate) public_url: String,
    pub(crate) desk_url: String,
    listen: SocketAddr,
    desk_listen: SocketAddr,
    #[expect(dead_code, reason = "held while the installation runs")]
    lock: Lock,
}

/// Is an institution bound, whose badges carry the address? The signer's journal says so in one of its first lines.
pub(crate) fn has_institution(layout: &Layout, accounts: &Accounts) -> bool {
    private_file::holds(&layout.journal(), &accounts.signer, r#""statement":{"kind":"binding""#)
}

impl Installation {
    /// Checks everything that can go wrong before anything starts, and writes what is missing.
    pub(crate) fn prepare(options: &UpOptions, console: &Console) -> Result<Self, UpError> {
        let programs = Programs::find()?;
        let module = module::find()?;
        let accounts = Accounts::establish(console)?;
        let data = data_directory::settle(&options.data, &accounts, console)?;
        let layout = Layout::of(&data, &elsewhere());
        let root = current();
        directory::ensure(&layout.data, &root, root.gid, if accounts.isolated() { 0o711 } else { 0o700 })?;
        let lock = Lock::take(&layout)?;
        directories(&layout, &accounts)?;

        let before = private_file::read(&layout.server_configuration(), &accounts.server)
            .and_then(|text| configuration::address_in(&text));
        let has_institution = has_institution(&layout, &accounts);
        let public_url = address::choose(options.public_url.as_deref(), before.as_deref(), has_institution)?;
        let listen = options.listen.unwrap_or_else(|| address::default_listen(&public_url));
        check_port(listen, UpError::PortTaken { listen })?;
        let desk = desk(options, &layout, &accounts, &public_url)?;
        check_port(desk.listen, UpError::DeskPortTaken { listen: desk.listen })?;

        let programs = program_copies::reachable(programs, &layout.data, &accounts, console)?;
        let isolation = accounts.isolated();
        let (to_server, to_signer) = overrides(&layout, &accounts)?;
        let server =
            configuration::server(&layout, to_server, &public_url, listen, &programs.site, isolation)
                .map_err(|_| UpError::PathText { path: layout.data.clone() })?;
        let signer = configuration::signer(&layout, to_signer, &public_url, &desk, &accounts, &module)
            .map_err(|_| UpError::PathText { path: layout.data.clone() })?;
        private_file::write(&layout.server_configuration(), &accounts.server, &server)?;
        private_file::write(&layout.signer_configuration(), &accounts.signer, &signer)?;
        private_file::write(&layout.desk_configuration(), &accounts.desk, &signer)?;
        let (desk_url, desk_listen) = (desk.url, desk.listen);
        let installation =
            Self { accounts, layout, programs, public_url, desk_url, listen, desk_listen, lock };
        installation.token(console)?;
        Ok(installation)
    }

    /// The children, in the order of their start.
    pub(crate) fn plans(&self) -> [Plan; 4] {
        let host = |url: &str| url.split_once("://").map_or("localhost", |(_, host)| host).to_owned();
        let signer = |prefix, role, verb: &str, socket: PathBuf| Plan {
            prefix,
            role,
            program: self.programs.signer.clone(),
            arguments: vec![verb.into(), "--config".into(), self.layout.signer_configuration().into()],
            account: self.accounts.signer.clone(),
            ready: Ready::Socket(socket),
        };
        [
            signer("worker", "the signer's worker", "worker", self.layout.worker_socket()),
            signer("signer", "the signer", "run", self.layout.signer_socket()),
            Plan {
                prefix: "desk",
                role: "the approval desk",
                program: self.programs.signer.clone(),
                arguments: vec!["desk".into(), "--config".into(), self.layout.desk_configuration().into()],
                account: self.accounts.desk.clone(),
                ready: Ready::Http(self.desk_listen, host(&self.desk_url)),
            },
            Plan {
                prefix: "web",
                role: "the web server",
                program: self.programs.insignia.clone(),
                arguments: vec!["serve".into(), "--config".into(), self.layout.server_configuration().into()],
                account: self.accounts.server.clone(),
                ready: Ready::Http(self.listen, host(&self.public_url)),
            },
        ]
    }

    /// Creates the token at the first start, as the signer's user. Repeatable.
    fn token(&self, console: &Console) -> Result<(), UpError> {
        if private_file::read(&self.layout.pin(), &self.accounts.signer).is_none() {
            console.say("Making a SoftHSM2 token for the keys.");
        }
        let output = command(&self.programs.signer, &self.accounts.signer)
            .args(["token", "init", "--config"])
            .arg(self.layout.signer_configuration())
            .output()
            .map_err(|source| UpError::Spawn { program: self.programs.signer.clone(), source })?;
        if output.status.success() {
            return Ok(());
        }
        Err(UpError::Token { said: String::from_utf8_lossy(&output.stderr).into_owned() })
    }
}

/// The desk's addresses for this start.
fn desk(
    options: &UpOptions,
    layout: &Layout,
    accounts: &Accounts,
    public_url: &str,
) -> Result<DeskAddress, UpError> {
    let before = private_file::read(&layout.signer_configuration(), &accounts.signer)
        .and_then(|text| configuration::desk_in(&text));
    let url = address::desk(options.desk_url.as_deref(), before.as_deref(), public_url)?;
    let listen = options.desk_listen.unwrap_or_else(|| address::default_desk_listen(&url));
    Ok(DeskAddress { url, listen })
}

/// Each directory with its user: the design's isolation in the file system.
fn directories(layout: &Layout, accounts: &Accounts) -> Result<(), UpError> {
    let (server, signer, desk) = (&accounts.server, &accounts.signer, &accounts.desk);
    directory::ensure(&layout.server, server, server.gid, 0o700)?;
    directory::ensure(&layout.signer, signer, signer.gid, 0o700)?;
    directory::ensure(&layout.desk, desk, desk.gid, 0o700)?;
    directory::ensure(&layout.public, signer, signer.gid, 0o755)?;
    if let Some(runtime) = layout.runtime() {
        let root = current();
        directory::ensure(runtime, &root, root.gid, if accounts.isolated() { 0o711 } else { 0o700 })?;
        directory::ensure(&layout.worker_run, signer, signer.gid, 0o700)?;
    }
    // Set-group-id: the signer's socket gets the group of the user that may connect.
    let open = if accounts.isolated() { 0o2750 } else { 0o700 };
    directory::ensure(&layout.desk_run, signer, desk.gid, open)?;
    directory::ensure(&layout.run, signer, server.gid, open)
}

/// The operator's overrides for the web server's configuration, and for the signer's.
fn overrides(layout: &Layout, accounts: &Accounts) -> Result<(Overrides, Overrides), UpError> {
    let server =
        Overrides::read(&layout.server_overrides(), &accounts.server, configuration::SERVER_OVERRIDES)?;
    let signer =
        Overrides::read(&layout.signer_overrides(), &accounts.signer, configuration::SIGNER_OVERRIDES)?;
    Ok((server, signer))
}

/// The directory for sockets if the data directory's path is too long for them.
pub(crate) fn elsewhere() -> PathBuf {
    if geteuid().is_root() {
        return PathBuf::from("/run");
    }
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    runtime.filter(|path| path.is_absolute() && path.is_dir()).unwrap_or_else(std::env::temp_dir)
}

/// Reports an occupied port before anything starts. The listener is closed at once; the child opens its own.
fn check_port(listen: SocketAddr, taken: UpError) -> Result<(), UpError> {
    match TcpListener::bind(listen) {
        Ok(_closed) => Ok(()),
        Err(e) if e.kind() == std::io::ErrorKind::AddrInUse => Err(taken),
        Err(source) => Err(UpError::Listen { listen, source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_occupied_port_is_told_with_a_way_out() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let listen = taken.local_addr().unwrap();
        let refused = check_port(listen, UpError::PortTaken { listen }).unwrap_err().to_string();
        assert!(refused.contains(&listen.to_string()) && refused.contains("--listen"), "{refused}");
        let refused = check_port(listen, UpError::DeskPortTaken { listen }).unwrap_err().to_string();
        assert!(refused.contains("desk") && refused.contains("--desk-url"), "{refused}");
        drop(taken);
        check_port(listen, UpError::PortTaken { listen }).unwrap();
    }
}
