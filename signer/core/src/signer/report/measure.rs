//! Measurements, in Prometheus' text format.

use super::token_state::TokenState;
use crate::log;
use crate::metrics::{self, Gauges, KeyGauge};
use crate::signer::ledger_handle::LedgerHandle;
use crate::signer::telemetry::Telemetry;
use host_files::atomic_file;
use protocol::{Fault, PinState};
use std::path::Path;
use std::time::Duration;

/// Interval between two writes of the file.
const ROUND: Duration = Duration::from_secs(15);

/// Reads all counters and measurements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure<'a> {
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) token: &'a TokenState,
    pub(crate) telemetry: &'a Telemetry,
    /// The public directory.
    pub(crate) public: &'a Path,
}

impl Measure<'_> {
    /// Writes them to their file in an endless loop.
    pub(crate) fn keep_measuring(self, directory: &Path) {
        let path = directory.join(metrics::FILE);
        loop {
            let measured = self.measure();
            let written =
                measured.map(|text| atomic_file::write(&path, text.as_bytes(), atomic_file::PRIVATE_FILE));
            if let Ok(Err(e)) = written {
                log::say(&format!("writing {}: {e}", path.display()));
            }
            std::thread::sleep(ROUND);
        }
    }

    /// The text.
    pub(crate) fn measure(self) -> Result<String, Fault> {
        let (device, pin) = self.token.describe(self.ledger)?;
        let ledger = self.ledger.lock_stale()?;
        let state = ledger.state();
        let keys = state.keys.iter().filter(|key| !key.is_destroyed);
        let signed = std::fs::metadata(self.public.join("checkpoint")).and_then(|file| file.modified());
        let gauges = Gauges {
            ledger_size: ledger.size(),
            open: state.open_count() as u64,
            checkpoint: ledger
                .newest()
                .get()
                .map(|newest| (newest.checkpoint.size, signed.ok().and_then(crate::environment::file_time))),
            worker_up: pin == PinState::Good,
            worker_restarts: self.token.restarts(),
            pin_tries: device.map(|device| device.pin_tries),
            waiting: state.people.open(self.ledger.now()).count() as u64,
            keys: keys.map(|key| KeyGauge { label: key.label.clone(), created: key.created }).collect(),
        };
        drop(ledger);
        Ok(self.telemetry.text(&gauges))
    }
}
