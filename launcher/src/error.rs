//! Why an installation could not start: what, why, and what to do next.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why `insignia up` could not start, or had to stop.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UpError {
    /// A signal handler could not be installed.
    #[error("listening for Ctrl-C")]
    Signals {
        #[source]
        source: io::Error,
    },
    /// A limit of this process could not be set.
    #[error("forbidding core dumps, which could hold the PIN")]
    Limits {
        #[source]
        source: io::Error,
    },
    /// `getent` or `useradd` did not run.
    #[error("looking up and making the system users with getent and useradd")]
    Users {
        #[source]
        source: io::Error,
    },
    /// `useradd` ran and the user is still missing.
    #[error(
        "the system user {name} could not be made: {said}. Make it with useradd --system, or start as an ordinary user (trial mode)"
    )]
    UserNotMade { name: String, said: String },
    /// A user of that name has uid 0.
    #[error(
        "the user {name} is root: web server and signer must run as users of their own. Give it another number"
    )]
    UserIsRoot { name: String },
    /// The address is not valid for badges.
    #[error(
        "{asked} cannot be this installation's address: {why}. Give --public-url http://localhost:3000, or an https address"
    )]
    Address { asked: String, why: String },
    /// Issued badges carry another address.
    #[error(
        "the address cannot become {asked}: the signatures of this installation's badges cover {before}. Start without --public-url, or use another --data for a new installation"
    )]
    AddressIsSigned { asked: String, before: String },
    /// The desk's address is not a separate origin that can use passkeys.
    #[error(
        "{asked} cannot be the address of the approval desk: it must be https with a host name, or http://localhost with a port. It must differ from the web application's address. Give --desk-url http://localhost:3101, for example"
    )]
    DeskAddress { asked: String },
    /// Another launcher runs on the data directory.
    #[error("another `insignia up` (process {pid}) already runs with {}. Stop it first (kill {pid}), or use another \
         --data", data.display())]
    AlreadyUp { data: PathBuf, pid: String },
    /// The web server's port is in use.
    #[error(
        "{listen} is already in use by another program. Stop that program, or choose another port, as in --public-url http://localhost:3001 on a first start, else --listen 127.0.0.1:3001"
    )]
    PortTaken { listen: SocketAddr },
    /// The desk's port is in use.
    #[error(
        "{listen}, where the approval desk should listen, is already in use by another program. Stop that program, or choose another port, as in --desk-url http://localhost:3101"
    )]
    DeskPortTaken { listen: SocketAddr },
    /// The port cannot be opened, for another reason.
    #[error(
        "listening at {listen}. Choose an address and a port of this machine with --listen or --desk-listen"
    )]
    Listen {
        listen: SocketAddr,
        #[source]
        source: io::Error,
    },
    /// No PKCS#11 module was found.
    #[error(
        "SoftHSM2, which holds the keys of this set-up, is not installed. Install it with: apt-get install softhsm2 (make run does so)"
    )]
    NoModule,
    /// A program or directory of the product is missing.
    #[error("{what} is missing (looked for {}). Build it with: {build}", path.display())]
    Missing { what: &'static str, path: PathBuf, build: &'static str },
    /// A path could not be created or written.
    #[error("writing {}. Its folder must be yours and the disk not full; --data chooses another place", path.display())]
    Write {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    /// The operator's own settings are invalid.
    #[error("{} cannot be used: {why}. Repair it, or move it away", path.display())]
    Overrides { path: PathBuf, why: String },
    /// A path that no configuration file can represent.
    #[error("the path {} is not readable text (UTF-8). Choose another --data", path.display())]
    PathText { path: PathBuf },
    /// A file or link exists in place of a directory.
    #[error("{} is not a directory. Move it away; insignia up makes it again", path.display())]
    NotADirectory { path: PathBuf },
    /// The directory belongs to another user.
    #[error("{} belongs to user number {uid}, not to {wanted}: it was made by another user or in another mode. Start as that user, or use another --data for a new installation", path.display())]
    Owner { path: PathBuf, uid: u32, wanted: String },
    /// Existing data in a directory that the system users cannot reach.
    #[error("the user {user} cannot reach {}: {} is closed to it. Open that folder (chmod o+x), or use another --data, as in /var/lib/insignia", data.display(), closed.display())]
    ClosedDirectory { data: PathBuf, closed: PathBuf, user: String },
    /// A program could not be started at all.
    #[error("starting {}. If setpriv is missing, install util-linux", program.display())]
    Spawn {
        program: PathBuf,
        #[source]
        source: io::Error,
    },
    /// The token could not be created.
    #[error(
        "the token for the keys could not be made:\n{said}Run this again with --data at an empty place. If that fails too, run `insignia doctor` to find the cause"
    )]
    Token { said: String },
    /// A child exited repeatedly before it was ready.
    #[error("{role} stops at its start. Its last output:\n{said}`insignia doctor` looks at the set-up")]
    Ended { role: &'static str, said: String },
    /// A child runs, but does not become ready.
    #[error("{role} runs but is not ready after {seconds} seconds. Its last output:\n{said}")]
    NotReady { role: &'static str, seconds: u64, said: String },
}
