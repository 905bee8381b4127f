//! Stop requests.

use crate::error::UpError;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Set by the first stop signal; cheap to read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Handles Ctrl-C, SIGTERM and the terminal's hang-up.
    pub(crate) fn on_signals() -> Result<Self, UpError> {
        let stop = Self::default();
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            signal_hook::flag::register(signal, Arc::clone(&stop.0))
                .map_err(|source| UpError::Signals { source })?;
        }
        Ok(stop)
    }

    /// Was a stop requested?
    pub(crate) fn asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
