//! Logging to standard error: an error and its causes on one line, no private data.

pub(crate) use protocol::chain;

use tracing_subscriber::EnvFilter;

/// Starts logging. `RUST_LOG` selects what is written; without it: everything from `info` on.
pub(crate) fn start() {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,leptos=warn"));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()));
    subscriber.init();
}
