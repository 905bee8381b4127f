//! Sandbox of `run`. Its steps are in the crate `sandbox`, the reasons in `docs/decisions/0011-isolation.md`.

use crate::config::Config;
use sandbox::{Profile, Strictness, SystemCalls};

pub(crate) use sandbox::{Sandbox, clean_environment};

/// Permissions of `run`: its state and its public files. Contexts and configuration were read before; it connects to
/// the worker.
pub(crate) fn profile(config: &Config) -> Profile {
    let calls = match config.isolation.seccomp {
        Some(Strictness::Off) => SystemCalls::Off,
        _ => SystemCalls::Strict { connects: true, events: false },
    };
    Profile {
        write: vec![config.directory.clone(), config.public.clone()],
        required: config.isolation.required,
        landlock: config.isolation.landlock,
        calls,
        ..Profile::default()
    }
}
