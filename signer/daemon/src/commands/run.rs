//! `insignia-signer run`: policy and ledger.

use super::{CONFIG, configuration, fail};
use crate::certificates::store::CertificateStore;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::endpoints::{ReplyEndpoint, ServerEndpoint};
use crate::hardening::{self, Sandbox};
use crate::token_client::TokenClient;
use crate::{log, user};
use credentials::contexts::FurtherContexts;
use host_files::{atomic_file, state_directory};
use ipc::{Endpoint, Limits};
use signer_core::{Environment, Opened, ThreadPool, thread_pool};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Mode of a socket whose group, which is the web server's or the desk's, may connect.
const SOCKET: u32 = 0o660;
/// Mode of the socket for commands on this host.
const HOST_SOCKET: u32 = 0o600;

/// Serves until it is ended. A crash at any point is safe: everything that counts is on disk before it is answered.
pub(crate) fn run(path: &Path) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    if let Err(e) = hardening::clean_environment(&config.isolation.environment) {
        return fail(&e, CONFIG);
    }
    match serve(&config) {
        Ok(()) => ExitCode::FAILURE,
        Err(e) => fail(e.as_ref(), CONFIG),
    }
}

fn serve(config: &Config) -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::of(hardening::profile(config)).shed()?;
    let contexts = FurtherContexts::read(&config.context, |file| std::fs::read(file))?.all_covered()?;
    let _lock = state_directory::acquire_lock(&config.directory, "run")?;
    atomic_file::make_directory(&config.public, atomic_file::PUBLIC_DIRECTORY)?;
    let opened = Opened::open(config.settings())?;
    let server = ipc::listen(&config.socket, SOCKET)?;
    let desk = ipc::listen(&config.desk.socket, SOCKET)?;
    let host = ipc::listen(&config.host_socket, HOST_SOCKET)?;
    let host_users = own_and_root().map(|user| (user, user::name(user))).into();
    // All other files are read or opened by now, and there is no second thread.
    let sandbox = sandbox.confine()?;
    let at_once =
        if config.token.softhsm.is_some() { thread_pool::OF_A_FILE } else { thread_pool::OF_A_DEVICE };
    let thread_pool = ThreadPool::new(config.token.session_count(), at_once)?;
    let token = Arc::new(TokenClient::new(config.worker_socket.clone(), config.token.key_kind));
    let subjects = config.token.subjects.clone();
    let certificates = CertificateStore::new(config.directory.clone(), subjects, Arc::clone(&token));
    let signer = opened.signer(Environment {
        token,
        clock: Arc::new(SystemClock),
        certificates: Box::new(certificates),
        contexts,
        thread_pool,
        host_users,
    });
    let at_server = ServerEndpoint(&signer);
    let at_desk = ReplyEndpoint(|frame: &[u8], _| signer.answer_desk(frame));
    let on_host = ReplyEndpoint(|frame: &[u8], user| signer.answer_admin(frame, user));
    let few = Limits { slots: 4, ..Limits::default() };
    let endpoints = [
        Endpoint::new(server, allowed(config), Limits::default(), &at_server),
        Endpoint::new(desk, config.desk.uids.clone(), few, &at_desk),
        Endpoint::new(host, own_and_root().into(), few, &on_host),
    ];
    ipc::serve(
        &endpoints,
        || sandbox.seal_logged("run", log::say),
        2,
        |worker| match worker {
            0 => signer.keep_publishing(),
            _ => signer.keep_measuring(),
        },
    )?;
    Ok(())
}

/// The web server's users; for `doctor` also the signer's own user and root, who could do anything here anyway.
fn allowed(config: &Config) -> Vec<u32> {
    let mut allowed = config.server_uids.clone();
    allowed.extend(own_and_root());
    allowed
}

fn own_and_root() -> [u32; 2] {
    [0, rustix::process::geteuid().as_raw()]
}
