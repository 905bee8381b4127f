//! What goes into the log: to standard error, errors with their causes in one line, nothing private.

use std::error::Error;
use tracing_subscriber::EnvFilter;

/// Starts logging. `RUST_LOG` chooses what is written; without it: everything from `info` on.
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

/// An error and its causes, in one line.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        // A transparent error repeats its cause.
        if !text.ends_with(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::chain;

    #[derive(Debug, thiserror::Error)]
    #[error("opening the drawer")]
    struct Outer(#[source] std::num::ParseIntError);

    #[test]
    fn causes_follow_in_one_line() {
        let error = Outer("x".parse::<u8>().unwrap_err());
        assert_eq!(chain(&error), "opening the drawer: invalid digit found in string");
    }
}
