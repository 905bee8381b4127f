//! The paths below the data directory.

use sha2::{Digest, Sha256};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// The longest path of a Unix socket, in bytes (unix(7): 108 with the terminating zero).
pub(crate) const SOCKET_PATH: usize = 107;

/// The directories and files of one installation, all absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The data directory itself.
    pub(crate) data: PathBuf,
    /// The web server's directory: configuration, database, mail. Only it has access.
    pub(crate) server: PathBuf,
    /// The signer's directory: configuration, PIN, token, ledger. Only it has access.
    pub(crate) signer: PathBuf,
    /// Written by the signer, readable by all.
    pub(crate) public: PathBuf,
    /// The directory of the signer's socket, open to the web server's group.
    pub(crate) run: PathBuf,
    /// The directory of the sockets for the worker and for commands on this host; only the signer has access.
    pub(crate) worker_run: PathBuf,
    /// The desk's directory: its copy of the signer's configuration. Only it has access.
    pub(crate) desk: PathBuf,
    /// The directory of the signer's socket for the desk, open to the desk's group.
    pub(crate) desk_run: PathBuf,
}

impl Layout {
    /// The layout of `data` (absolute). Sockets are inside it if their paths are short enough. Otherwise they are below
    /// `elsewhere`, in a directory named after `data`.
    pub(crate) fn of(data: &Path, elsewhere: &Path) -> Self {
        let mut layout = Self {
            data: data.to_owned(),
            server: data.join("server"),
            signer: data.join("signer"),
            public: data.join("public"),
            run: data.join("run"),
            worker_run: data.join("signer"),
            desk: data.join("desk"),
            desk_run: data.join("run-desk"),
        };
        if layout.sockets().iter().all(|socket| fits(socket)) {
            return layout;
        }
        let runtime = elsewhere.join(format!("insignia-{}", short_hash(data)));
        layout.run = runtime.join("run");
        layout.worker_run = runtime.join("worker");
        layout.desk_run = runtime.join("desk");
        layout
    }

    /// The directory outside the data directory that holds the sockets, if there is one.
    pub(crate) fn runtime(&self) -> Option<&Path> {
        self.run.parent().filter(|parent| *parent != self.data)
    }

    pub(crate) fn server_configuration(&self) -> PathBuf {
        self.server.join("server.toml")
    }

    pub(crate) fn signer_configuration(&self) -> PathBuf {
        self.signer.join("signer.toml")
    }

    /// The operator's overrides for the web server; Insignia never writes it.
    pub(crate) fn server_overrides(&self) -> PathBuf {
        self.server.join("server-own.toml")
    }

    /// The operator's overrides for the signer.
    pub(crate) fn signer_overrides(&self) -> PathBuf {
        self.signer.join("signer-own.toml")
    }

    pub(crate) fn signer_socket(&self) -> PathBuf {
        self.run.join("signer.sock")
    }

    pub(crate) fn worker_socket(&self) -> PathBuf {
        self.worker_run.join("worker.sock")
    }

    /// For commands of a person on this host, such as `insignia-signer approve`.
    pub(crate) fn host_socket(&self) -> PathBuf {
        self.worker_run.join("host.sock")
    }

    pub(crate) fn desk_socket(&self) -> PathBuf {
        self.desk_run.join("desk.sock")
    }

    /// Every socket.
    pub(crate) fn sockets(&self) -> [PathBuf; 4] {
        [self.signer_socket(), self.worker_socket(), self.host_socket(), self.desk_socket()]
    }

    /// The desk's copy of the signer's configuration, because it cannot read the signer's directory.
    pub(crate) fn desk_configuration(&self) -> PathBuf {
        self.desk.join("signer.toml")
    }

    /// Journal, enrolment code, login marker.
    pub(crate) fn state(&self) -> PathBuf {
        self.signer.join("state")
    }

    /// Exists from the signer's first start on.
    pub(crate) fn journal(&self) -> PathBuf {
        self.state().join("journal.jsonl")
    }

    /// Exists while an approver can enrol with it.
    pub(crate) fn enrolment_code(&self) -> PathBuf {
        self.state().join("enrolment-code")
    }

    pub(crate) fn pin(&self) -> PathBuf {
        self.signer.join("pin")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.data.join("up.lock")
    }
}

/// Can a Unix socket have this path?
pub(crate) fn fits(socket: &Path) -> bool {
    socket.as_os_str().as_bytes().len() <= SOCKET_PATH
}

/// The first eight hexadecimal digits of a path's hash.
pub(crate) fn short_hash(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_bytes());
    digest.iter().take(4).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sockets_lie_below_data_where_their_paths_fit() {
        let layout = Layout::of(Path::new("/srv/insignia"), Path::new("/run"));
        assert_eq!(layout.signer_socket(), Path::new("/srv/insignia/run/signer.sock"));
        assert_eq!(layout.worker_socket(), Path::new("/srv/insignia/signer/worker.sock"));
        assert_eq!(layout.runtime(), None);
    }

    #[test]
    fn sockets_with_paths_too_long_for_the_kernel_move_together() {
        let data = PathBuf::from(format!("/srv/{}", "x".repeat(90)));
        let layout = Layout::of(&data, Path::new("/run"));
        let runtime = layout.runtime().unwrap();
        assert!(runtime.starts_with("/run"));
        assert!(layout.sockets().iter().all(|socket| socket.starts_with(runtime) && fits(socket)));
        assert_eq!(layout.signer_configuration(), data.join("signer/signer.toml"));
    }

    #[test]
    fn the_limit_is_107_bytes() {
        assert!(fits(Path::new(&"x".repeat(107))));
        assert!(!fits(Path::new(&"x".repeat(108))));
    }
}
