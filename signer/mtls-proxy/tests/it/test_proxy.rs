//! A proxy in front of a fake signer, and various clients.

use crate::authority::{Authority, Identity};
use rustls::crypto::ring;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion};
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

pub(crate) type Client = StreamOwned<ClientConnection, TcpStream>;

pub(crate) struct TestProxy {
    scratch: TempDir,
    process: Child,
    pub(crate) address: SocketAddr,
    pub(crate) servers: Authority,
    pub(crate) clients: Authority,
    /// Bodies of the frames that reached the signer.
    pub(crate) asked: Arc<Mutex<Vec<Vec<u8>>>>,
    log: Receiver<String>,
}

impl TestProxy {
    /// Admits `dns:web.internal` and the clients that `listed` returns.
    pub(crate) fn with(listed: impl FnOnce(&Authority) -> Vec<String>) -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let at = |name: &str| scratch.path().join(name);
        let named = |name: &str| at(name).display().to_string();
        let (servers, clients) = (Authority::new(), Authority::new());
        let own = servers.certify("proxy.internal");
        fs::write(at("mtls-proxy.pem"), own.pem()).unwrap();
        fs::write(at("mtls-proxy.key"), own.key_pem()).unwrap();
        fs::set_permissions(at("mtls-proxy.key"), Permissions::from_mode(0o600)).unwrap();
        fs::write(at("web-ca.pem"), clients.pem()).unwrap();
        let mut admitted = listed(&clients);
        admitted.push("dns:web.internal".to_owned());
        let text = format!(
            "listen = \"127.0.0.1:0\"\ncertificate = {:?}\nkey = {:?}\nclient_ca = {:?}\nclients = {admitted:?}\n\
             signer_socket = {:?}\nrequired = false\n",
            named("mtls-proxy.pem"),
            named("mtls-proxy.key"),
            named("web-ca.pem"),
            named("signer.sock")
        );
        fs::write(at("mtls-proxy.toml"), text).unwrap();
        let asked = stand_in(at("signer.sock"));
        let mut process =
            command().arg("--config").arg(at("mtls-proxy.toml")).stderr(Stdio::piped()).spawn().unwrap();
        let log = follow(&mut process);
        let first = log.recv_timeout(Duration::from_secs(20)).unwrap();
        let address = first.rsplit(' ').next().unwrap().parse().unwrap_or_else(|_| panic!("{first}"));
        Self { scratch, process, address, servers, clients, asked, log }
    }

    pub(crate) fn new() -> Self {
        Self::with(|_| Vec::new())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// A connection; TLS begins with the first byte.
    pub(crate) fn connect(&self, identity: Option<&Identity>) -> Client {
        self.connect_with(identity, &rustls::version::TLS13)
    }

    pub(crate) fn connect_with(
        &self,
        identity: Option<&Identity>,
        version: &'static SupportedProtocolVersion,
    ) -> Client {
        let mut roots = RootCertStore::empty();
        roots.add(self.servers.der()).unwrap();
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[version])
            .unwrap()
            .with_root_certificates(roots);
        let config = match identity {
            Some(identity) => {
                builder.with_client_auth_cert(vec![identity.der()], identity.key_der()).unwrap()
            }
            None => builder.with_no_client_auth(),
        };
        let session = ClientConnection::new(Arc::new(config), "proxy.internal".try_into().unwrap()).unwrap();
        let tcp = TcpStream::connect(self.address).unwrap();
        tcp.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        StreamOwned::new(session, tcp)
    }

    /// The next line of the proxy's log that contains `words`.
    pub(crate) fn logged(&self, words: &str) -> String {
        loop {
            let line = self.log.recv_timeout(Duration::from_secs(20));
            match line {
                Ok(line) if line.contains(words) => return line,
                Ok(_) => {}
                Err(e) => panic!("no line has {words}: {e}"),
            }
        }
    }
}

impl Drop for TestProxy {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_insignia-mtls-proxy"))
}

/// One request and its answer, as bodies of frames.
pub(crate) fn ask(client: &mut Client, body: &[u8]) -> Result<Vec<u8>, ipc::FrameError> {
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    client.write_all(&[&length, body].concat())?;
    client.flush()?;
    ipc::read_frame(client)
}

/// Answers each frame with `answer to ` and its body.
fn stand_in(path: PathBuf) -> Arc<Mutex<Vec<Vec<u8>>>> {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = asked.clone();
    let listener = UnixListener::bind(path).unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, heard) = (stream.unwrap(), heard.clone());
            std::thread::spawn(move || {
                while let Ok(body) = ipc::read_frame(&mut stream) {
                    let answer = [b"answer to ".as_slice(), &body].concat();
                    heard.lock().unwrap().push(body);
                    let length = u32::try_from(answer.len()).unwrap().to_be_bytes();
                    stream.write_all(&[&length, answer.as_slice()].concat()).unwrap();
                }
            });
        }
    });
    asked
}

fn follow(process: &mut Child) -> Receiver<String> {
    let (sender, receiver) = channel();
    let lines = BufReader::new(process.stderr.take().unwrap()).lines();
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(sender.send(line))));
    receiver
}
