//! The signer's alerts.

use crate::anomaly::Event;
use crate::signer::ledger_handle::LedgerHandle;
use credentials::time::Timestamp;
use protocol::{Events, Noticed, Problem};

/// The newest events, oldest first.
pub(crate) fn list_events(ledger: &LedgerHandle) -> Result<Events, Problem> {
    let ledger = ledger.lock_stale()?;
    let noticed = &ledger.state().alerts;
    let first = ledger.state().alerts_total - noticed.len() as u64;
    let told = |(number, (at, event)): (u64, &(Timestamp, Event))| Noticed {
        number,
        at: at.millis(),
        alert: event.alert(),
    };
    Ok(Events { events: (first..).zip(noticed).map(told).collect() })
}
