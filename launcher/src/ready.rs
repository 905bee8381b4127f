//! Starts the children in order, each when the one before it is ready.

use crate::child::Plan;
use crate::error::UpError;
use crate::installation::Installation;
use crate::supervisor::Supervisor;
use std::fs;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a child may take to become ready. The first start migrates a database and creates a token; 60 s is far more
/// than that takes.
const TIME_LIMIT: Duration = Duration::from_mins(1);

/// After this many exits before it was ready, a child is not restarted again.
const MOST_EXITS: u32 = 3;

/// How often readiness is checked.
const INTERVAL: Duration = Duration::from_millis(50);

/// How a child's readiness is detected.
#[derive(Clone, Debug)]
pub(crate) enum Ready {
    /// Its socket exists. A stale one was removed before the start.
    Socket(PathBuf),
    /// It answers HTTP at this address, under this host name.
    Http(SocketAddr, String),
}

impl Ready {
    fn now(&self) -> bool {
        match self {
            Self::Socket(path) => is_socket(path),
            Self::Http(listen, host) => answers(*listen, host).unwrap_or(false),
        }
    }
}

/// Is there a socket at this path itself, not behind a link?
pub(crate) fn is_socket(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket())
}

/// Starts worker, signer, desk and web server.
///
/// # Errors
/// The first child that does not start. The caller stops the others.
pub(crate) fn start(installation: &Installation, supervisor: &mut Supervisor<'_>) -> Result<(), UpError> {
    for plan in installation.plans() {
        if supervisor.asked_to_stop() {
            return Ok(());
        }
        if let Ready::Socket(path) = &plan.ready {
            let _absent = fs::remove_file(path);
        }
        supervisor.add(plan.clone())?;
        wait(&plan, supervisor)?;
    }
    Ok(())
}

fn wait(plan: &Plan, supervisor: &mut Supervisor<'_>) -> Result<(), UpError> {
    let began = Instant::now();
    while !supervisor.asked_to_stop() && !plan.ready.now() {
        supervisor.tick(Instant::now());
        let (exits, said) = supervisor.exits_of(plan.role);
        if exits >= MOST_EXITS {
            return Err(UpError::Ended { role: plan.role, said });
        }
        if began.elapsed() > TIME_LIMIT {
            return Err(UpError::NotReady { role: plan.role, seconds: TIME_LIMIT.as_secs(), said });
        }
        std::thread::sleep(INTERVAL);
    }
    Ok(())
}

/// Does a web server answer at this address? Any status counts: the server must explain a failing page.
fn answers(listen: SocketAddr, host: &str) -> std::io::Result<bool> {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    let mut stream = TcpStream::connect_timeout(&SocketAddr::new(ip, listen.port()), Duration::from_secs(1))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut start = [0; 7];
    stream.read_exact(&mut start)?;
    Ok(&start == b"HTTP/1.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;
    use std::os::unix::net::UnixListener;

    #[test]
    fn a_socket_is_ready_and_a_file_in_its_place_is_not() {
        let top = tempfile::tempdir().unwrap();
        let path = top.path().join("signer.sock");
        fs::write(&path, "").unwrap();
        assert!(!Ready::Socket(path.clone()).now());
        fs::remove_file(&path).unwrap();
        let _listener = UnixListener::bind(&path).unwrap();
        assert!(Ready::Socket(path).now());
    }

    #[test]
    fn a_web_server_is_ready_when_it_answers_http() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = std::thread::spawn(move || {
            for answer in ["SSH-2.0-OpenSSH\r\n", "HTTP/1.1 303 See Other\r\n\r\n"] {
                let (mut stream, _) = listener.accept().unwrap();
                let mut asked = [0; 512];
                let _length = stream.read(&mut asked).unwrap();
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        let ready = Ready::Http(address, "localhost".into());
        assert!(!ready.now());
        assert!(ready.now());
        server.join().unwrap();
        assert!(!ready.now());
    }
}
