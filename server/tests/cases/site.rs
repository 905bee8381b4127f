//! A server for the status lists at the fixed addresses in the files of `tests/vectors/cases`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Serves documents until it is dropped.
pub(crate) struct Site {
    address: String,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Site {
    /// Listens at an address such as `http://localhost:3990`. If another test run uses the port, waits for it.
    pub(crate) fn start(own: &str, documents: Vec<(String, PathBuf)>) -> Self {
        let port = own.rsplit_once(':').unwrap().1;
        let address = format!("127.0.0.1:{port}");
        let begun = Instant::now();
        let listener = loop {
            match TcpListener::bind(&address) {
                Ok(listener) => break listener,
                Err(error) if begun.elapsed() < Duration::from_mins(5) => {
                    println!("{address}: {error}; trying again");
                    std::thread::sleep(Duration::from_millis(200));
                }
                Err(error) => panic!("{address}: {error}"),
            }
        };
        let ends = Arc::new(AtomicBool::new(false));
        let thread = std::thread::spawn({
            let ends = ends.clone();
            move || {
                for stream in listener.incoming() {
                    if ends.load(Ordering::SeqCst) {
                        return;
                    }
                    // A client may close the connection early.
                    let _ = stream.and_then(|stream| answer(&stream, &documents));
                }
            }
        });
        Self { address, ends, thread: Some(thread) }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        // The thread waits for a connection; this one ends the wait.
        let _ = TcpStream::connect(&self.address);
        self.thread.take().unwrap().join().unwrap();
    }
}

/// Documents are served as `application/vc+ld+json`, tokens as `application/jwt`. A client that does not name the
/// former in `Accept` gets 406, as from some servers.
fn answer(mut stream: &TcpStream, documents: &[(String, PathBuf)]) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_mins(1)))?;
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    let mut accept = String::new();
    for line in lines {
        let line = line?.to_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("accept:") {
            accept.push_str(value);
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let found = documents.iter().find(|(at, _)| at == path).map(|(_, file)| file);
    let (status, kind, body) = match found {
        None => ("404 Not Found", "text/plain", Vec::new()),
        Some(file) if file.extension().is_some_and(|extension| extension == "jwt") => {
            ("200 OK", "application/jwt", std::fs::read(file)?)
        }
        Some(file) if accept.contains("application/vc+ld+json") => {
            ("200 OK", "application/vc+ld+json", std::fs::read(file)?)
        }
        Some(_) => ("406 Not Acceptable", "text/plain", Vec::new()),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(&body)
}
