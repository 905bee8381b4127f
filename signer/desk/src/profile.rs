//! Permissions of the desk: what it needs, and therefore keeps.

use crate::config::Config;
use crate::{fail, log};
use sandbox::{Profile, Strictness, SystemCalls};
use std::process::ExitCode;

/// Permits no file: pages and configuration are in memory, and the listener is open. The desk connects to `run`, on
/// one thread.
pub(crate) fn of(config: &Config) -> Profile {
    let calls = match config.isolation.seccomp {
        Some(Strictness::Off) => SystemCalls::Off,
        _ => SystemCalls::Strict { connects: true, events: true },
    };
    Profile {
        required: config.isolation.required,
        landlock: config.isolation.landlock,
        calls,
        ..Profile::default()
    }
}

/// `insignia-desk profile`: the profile as JSON, for the self-test of the sandbox.
pub(crate) fn print(config: &Config) -> ExitCode {
    match serde_json::to_string(&of(config)) {
        Ok(text) => log::print(&text),
        Err(e) => fail(&e),
    }
}
