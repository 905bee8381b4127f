//! `insignia serve`: the web server and the job runner.

use crate::application::Application;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::fetcher::PublicOnly;
use crate::storage::Storage;
use crate::web::{self, Site, metrics_router, router};
use anyhow::Context as _;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// How long requests in progress may still take after a stop request.
const LAST_WORDS: Duration = Duration::from_secs(4);

pub(super) fn serve(config: &Path) -> anyhow::Result<()> {
    crate::log::start();
    super::keep_to_oneself();
    let config = Config::load(config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(run(config));
    // A request to the signer may still wait for its answer; its job is repeated after the next start.
    runtime.shutdown_timeout(Duration::from_millis(200));
    outcome
}

async fn run(config: Config) -> anyhow::Result<()> {
    let (terminate, interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let site = Site::open(&config.site_directory)?;
    let storage = Storage::open(&config.database).await?;
    let application =
        Arc::new(Application::start(&config, storage, Arc::new(SystemClock), Arc::new(PublicOnly)).await?);
    let listener = TcpListener::bind(config.listen).await.map_err(|error| taken(error, &config))?;
    application.jobs.reclaim_leases().await?;
    let (stop, stopped) = watch::channel(false);
    let until = |mut stopped: watch::Receiver<bool>| async move {
        // The sender lives until this function ends, so the wait ends only with the stop signal.
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    let runner = {
        let (application, until) = (application.clone(), until(stopped.clone()));
        tokio::spawn(async move { application.jobs.run(until).await })
    };
    let ledger = {
        let (application, until) = (application.clone(), until(stopped.clone()));
        tokio::spawn(async move { application.ledger_keeping.sync_ledger.run(until).await })
    };
    if let Some(address) = config.metrics_listen {
        let listener = TcpListener::bind(address)
            .await
            .with_context(|| format!("listening on {address} for /metrics"))?;
        let metrics = metrics_router(application.watching.collect_metrics.clone());
        let (limits, until) = (config.limits.clone(), until(stopped.clone()));
        tokio::spawn(async move { web::serve(listener, metrics, &limits, None, until).await });
    }
    let app = router(application.clone(), site);
    let (limits, proxy, until) = (config.limits.clone(), config.proxy.clone(), until(stopped));
    let server = async move { web::serve(listener, app, &limits, proxy.as_ref(), until).await };
    if config.public_url.is_https() && config.proxy.is_none() {
        tracing::warn!(
            "no [proxy] in the configuration: all visitors who come through the reverse proxy share one client's limits"
        );
    }
    tracing::info!(listen = %config.listen, public_url = %config.public_url, "serving");
    let mut server = tokio::spawn(server);
    tokio::select! {
        () = asked(terminate, interrupt) => tracing::info!("asked to stop"),
        ended = &mut server => return ended.context("serving"),
    }
    stop.send_replace(true);
    if tokio::time::timeout(LAST_WORDS, async { (server.await, runner.await, ledger.await) }).await.is_err() {
        tracing::warn!("stopped with requests unanswered");
    }
    application.close().await;
    Ok(())
}

async fn asked(mut terminate: Signal, mut interrupt: Signal) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

fn taken(error: io::Error, config: &Config) -> anyhow::Error {
    let listen = config.listen;
    let next = match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "Port {} is in use on {}. Stop the program that listens there, or choose another port with `listen`.",
            listen.port(),
            listen.ip()
        ),
        io::ErrorKind::PermissionDenied => {
            format!(
                "This user may not listen on port {}. Choose a port from 1024 on, and let a reverse proxy forward \
                 requests to it.",
                listen.port()
            )
        }
        _ => format!("Listening on {listen} is not possible. Is this an address of this machine?"),
    };
    anyhow::Error::new(error).context(next)
}
