//! The ledger as the use cases share it, with the time of what is entered.

use crate::environment::Clock;
use crate::ledger::record::Statement;
use crate::ledger::{Ledger, LedgerError};
use credentials::time::Timestamp;
use protocol::{Fault, FaultReason};
use std::sync::{Arc, Mutex, MutexGuard};

/// The ledger behind its lock.
#[derive(Debug)]
pub(crate) struct LedgerHandle {
    ledger: Mutex<Ledger>,
    clock: Arc<dyn Clock>,
}

impl LedgerHandle {
    pub(crate) fn new(ledger: Ledger, clock: Arc<dyn Clock>) -> Self {
        Self { ledger: Mutex::new(ledger), clock }
    }

    /// Locks the ledger. Its state holds what is on disk and what is queued for it.
    pub(crate) fn lock(&self) -> Result<MutexGuard<'_, Ledger>, Fault> {
        let mut ledger = self.lock_stale()?;
        ledger.refresh()?;
        Ok(ledger)
    }

    /// The same without reading the journal again after a failed write: health is reported even while the disk fails.
    pub(crate) fn lock_stale(&self) -> Result<MutexGuard<'_, Ledger>, Fault> {
        self.ledger.lock().map_err(|_| Fault::new(FaultReason::Interrupted))
    }

    /// The time.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// Records a statement that needs no signature and no approval, and whose leaf commits to the statement itself. Returns
/// the index of the leaf.
pub(crate) fn enter(ledger: &mut Ledger, statement: Statement, now: Timestamp) -> Result<u64, LedgerError> {
    let canonical = statement.canonical();
    ledger.state_publicly(statement, &canonical, None, Vec::new(), now)
}
