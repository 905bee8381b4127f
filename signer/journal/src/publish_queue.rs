//! Publish queue: entries that are on disk in the journal and not yet in the public tree.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Queue from the journal's writers to the one publisher.
#[derive(Debug, Default)]
pub struct PublishQueue {
    entries: Mutex<Vec<String>>,
    arrived: Condvar,
    /// Leaves in the journal.
    size: AtomicU64,
    /// The public tree cannot be written.
    stuck: AtomicBool,
}

impl PublishQueue {
    /// For a journal with this many leaves, all in the public tree.
    #[must_use]
    pub fn of(size: u64) -> Self {
        Self { size: AtomicU64::new(size), ..Self::default() }
    }

    /// Adds entries that are on disk, in order.
    pub(crate) fn put(&self, entries: Vec<String>) {
        if entries.is_empty() {
            return;
        }
        self.size.fetch_add(entries.len() as u64, Ordering::SeqCst);
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).extend(entries);
        self.arrived.notify_all();
    }

    /// Takes all queued entries; waits up to `limit` if there are none.
    pub(crate) fn take(&self, limit: Duration) -> Vec<String> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.arrived.wait_timeout_while(entries, limit, |entries| entries.is_empty());
        let (mut entries, _) = waited.unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut entries)
    }

    /// Leaves in the journal.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size.load(Ordering::SeqCst)
    }

    /// Sets whether the public tree can be written. While it cannot, nothing is entered: every entry must be
    /// publicly readable.
    pub(crate) fn set_stuck(&self, stuck: bool) {
        self.stuck.store(stuck, Ordering::SeqCst);
    }

    /// Can the public tree not be written?
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.stuck.load(Ordering::SeqCst)
    }
}
