//! `insignia-mtls-proxy`: mutual TLS in front of the signer's socket, so that the web server can run on another host.
//!
//! The mTLS proxy terminates TLS. It admits clients whose certificate the operator's own authority signed and whose
//! name or fingerprint is listed. It passes whole frames on to `insignia-signer run` and does not parse them. Its only
//! key is that of its certificate, and it can reach nothing but the signer's socket. So `run` itself needs no TCP.
//! Reasons: `docs/decisions/0011-isolation.md`.

mod clients;
mod config;
mod log;
mod relay;
mod slots;
mod tls;

use config::Config;
use lexopt::prelude::{Long, Short, Value};
use sandbox::{Profile, Sandbox, SystemCalls};
use std::error::Error;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
insignia-mtls-proxy: mutual TLS before the signer's socket

Usage: insignia-mtls-proxy --config FILE
       insignia-mtls-proxy sample           print a configuration file with every setting explained
";

/// Wrong usage (`EX_USAGE`).
const USAGE: u8 = 64;
/// The configuration or the set-up is wrong (`EX_CONFIG`).
const CONFIG: u8 = 78;

fn main() -> ExitCode {
    match read_arguments() {
        Ok(Some(path)) => match serve(&path) {
            Ok(()) => ExitCode::FAILURE,
            Err(e) => {
                log::say(&log::chain(e.as_ref()));
                ExitCode::from(CONFIG)
            }
        },
        Ok(None) => log::print(config::SAMPLE),
        Err(e) => {
            log::say(&format!("{e}\n\n{HELP}"));
            ExitCode::from(USAGE)
        }
    }
}

/// The configuration's path; `None` if the sample is requested.
fn read_arguments() -> Result<Option<PathBuf>, lexopt::Error> {
    let mut parser = lexopt::Parser::from_env();
    let mut path = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("config") => path = Some(PathBuf::from(parser.value()?)),
            Long("help") | Short('h') => return Err("".into()),
            Value(word) if word == "sample" => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    path.map(Some).ok_or_else(|| "--config FILE is missing".into())
}

fn serve(path: &Path) -> Result<(), Box<dyn Error>> {
    sandbox::clean_environment(&[])?;
    let config = Config::read(path)?;
    let calls = SystemCalls::Strict { connects: true, events: false };
    let sandbox = Sandbox::of(Profile { required: config.required, calls, ..Profile::default() }).shed()?;
    let tls = tls::configuration(&config)?;
    let listener = TcpListener::bind(config.listen)?;
    log::say(&format!("listening on {}", listener.local_addr()?));
    // All files are read and the port is bound: the sandbox allows no others.
    let sandbox = sandbox.confine()?;
    slots::serve(&config, &listener, &tls, || {
        let gaps = sandbox.seal()?;
        for gap in &gaps {
            log::say(&format!("not restricted: {gap}"));
        }
        Ok::<_, sandbox::SandboxError>(())
    })?;
    Ok(())
}
