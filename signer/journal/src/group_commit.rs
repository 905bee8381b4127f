//! Group commit: all concurrent waiters share one fsync of the journal.

use crate::journal_file::{Batch, Journal, JournalError};
use crate::publish_queue::PublishQueue;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

/// Result of a group's fsync, shared by all waiters.
type Outcome = Arc<OnceLock<Result<(), CommitError>>>;

/// Why a record is not on disk, for each of its waiters.
#[derive(Clone, Debug, thiserror::Error)]
#[error(transparent)]
pub struct CommitError(Arc<JournalError>);

/// The journal, and the queue of records to write.
#[derive(Debug)]
pub struct GroupCommit {
    /// Held by the writing thread only.
    journal: Mutex<Journal>,
    queue: Mutex<Queue>,
    ended: Condvar,
    publish_queue: Arc<PublishQueue>,
}

#[derive(Debug, Default)]
struct Queue {
    group: Group,
    writing: bool,
    /// A queued record was not written: the state in memory is ahead of the journal.
    stale: bool,
    /// The disk's content is unknown until a restart reads it.
    unsure: bool,
}

#[derive(Debug, Default)]
struct Group {
    lines: Vec<u8>,
    /// Entries of the leaves in the group.
    entries: Vec<String>,
    outcome: Outcome,
}

/// A value that must not be used before everything queued up to it is on disk.
#[derive(Debug)]
#[must_use = "nothing of it is on disk before `synced`"]
pub struct Unsynced<T> {
    value: T,
    commits: Arc<GroupCommit>,
    outcome: Outcome,
}

impl<T> Unsynced<T> {
    /// Waits until it is on disk, or writes and fsyncs itself if no other thread does. Returns the value.
    ///
    /// # Errors
    /// [`CommitError`] if the write or the fsync failed.
    pub fn synced(self) -> Result<T, CommitError> {
        self.commits.wait(&self.outcome)?;
        Ok(self.value)
    }
}

impl GroupCommit {
    /// Takes an open journal; entries that are on disk go to `publish_queue`.
    #[must_use]
    pub fn new(journal: Journal, publish_queue: Arc<PublishQueue>) -> Self {
        Self { journal: Mutex::new(journal), queue: Mutex::default(), ended: Condvar::new(), publish_queue }
    }

    /// Appends records to the queue. They are not on disk before [`Unsynced::synced`].
    ///
    /// # Errors
    /// [`JournalError::Unsure`] or [`JournalError::Stale`] after a failed write.
    pub fn queue<T>(self: &Arc<Self>, batch: Batch, value: T) -> Result<Unsynced<T>, JournalError> {
        let mut queue = self.lock();
        if queue.unsure {
            return Err(JournalError::Unsure);
        }
        if queue.stale {
            return Err(JournalError::Stale);
        }
        queue.group.lines.extend(batch.lines);
        queue.group.entries.extend(batch.entries);
        Ok(Unsynced { value, commits: Arc::clone(self), outcome: Arc::clone(&queue.group.outcome) })
    }

    /// Is the state in memory ahead of the journal?
    ///
    /// # Errors
    /// [`JournalError::Unsure`] if even that is unknown.
    pub fn is_stale(&self) -> Result<bool, JournalError> {
        let queue = self.lock();
        if queue.unsure { Err(JournalError::Unsure) } else { Ok(queue.stale) }
    }

    /// Called once the state in memory matches the journal again.
    pub fn refreshed(&self) {
        self.lock().stale = false;
    }

    fn wait(&self, outcome: &Outcome) -> Result<(), CommitError> {
        let mut queue = self.lock();
        loop {
            if let Some(outcome) = outcome.get() {
                return outcome.clone();
            }
            queue = if queue.writing {
                self.ended.wait(queue).unwrap_or_else(PoisonError::into_inner)
            } else {
                self.write(queue)
            };
        }
    }

    /// Writes and fsyncs the whole queue, while others may queue more.
    fn write<'a>(&'a self, mut queue: MutexGuard<'a, Queue>) -> MutexGuard<'a, Queue> {
        let group = std::mem::take(&mut queue.group);
        queue.writing = true;
        drop(queue);
        let (written, unsure) = {
            let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
            let written = if group.lines.is_empty() { Ok(()) } else { journal.append(&group.lines) };
            (written.map_err(|e| CommitError(Arc::new(e))), journal.is_unsure())
        };
        let mut queue = self.lock();
        queue.writing = false;
        queue.unsure = unsure;
        if let Err(e) = &written {
            // Records queued meanwhile were judged after records that were not written.
            queue.stale = true;
            let _ = std::mem::take(&mut queue.group).outcome.set(Err(e.clone()));
        } else {
            self.publish_queue.put(group.entries);
        }
        let _ = group.outcome.set(written);
        self.ended.notify_all();
        queue
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal_file::tests::{Record, parse};
    use std::path::Path;

    fn code(n: usize) -> Batch {
        let mut batch = Batch::default();
        batch.push(&Record::SetupCode { sha256: n.to_string() }, None).unwrap();
        batch
    }

    fn commits(directory: &Path) -> Arc<GroupCommit> {
        let (journal, _) = Journal::open(directory, parse).unwrap();
        Arc::new(GroupCommit::new(journal, Arc::new(PublishQueue::default())))
    }

    #[test]
    fn all_who_queued_before_a_sync_share_it_and_stand_in_the_order_they_came() {
        let scratch = tempfile::tempdir().unwrap();
        let commits = commits(scratch.path());
        let waiting: Vec<_> = (0..20).map(|n| commits.queue(code(n), n).unwrap()).collect();
        std::thread::scope(|threads| {
            for one in waiting {
                threads.spawn(|| one.synced().unwrap());
            }
        });
        let written = Journal::read(scratch.path(), parse).unwrap().records;
        let sums: Vec<_> = written
            .into_iter()
            .map(|record| match record {
                Record::SetupCode { sha256 } => sha256,
            })
            .collect();
        assert_eq!(sums, (0..20).map(|n| n.to_string()).collect::<Vec<_>>());
        assert_eq!(commits.journal.lock().unwrap().syncs(), 1);
    }

    #[test]
    fn what_was_queued_behind_a_failed_write_fails_too() {
        let scratch = tempfile::tempdir().unwrap();
        let commits = commits(scratch.path());
        commits.queue(code(1), ()).unwrap().synced().unwrap();
        commits.journal.lock().unwrap().fail();
        let first = commits.queue(code(2), ()).unwrap();
        let (second, empty) =
            (commits.queue(code(3), ()).unwrap(), commits.queue(Batch::default(), ()).unwrap());
        assert!(first.synced().is_err() && second.synced().is_err() && empty.synced().is_err());
        // The disk's content is unknown: everything fails, even an empty write.
        assert!(matches!(commits.queue(Batch::default(), ()), Err(JournalError::Unsure)));
        assert!(matches!(commits.is_stale(), Err(JournalError::Unsure)));
        assert_eq!(Journal::read(scratch.path(), parse).unwrap().records.len(), 1);
    }

    #[test]
    fn nothing_to_write_still_waits_for_what_is_before_it() {
        let scratch = tempfile::tempdir().unwrap();
        let commits = commits(scratch.path());
        let first = commits.queue(code(1), ()).unwrap();
        commits.queue(Batch::default(), ()).unwrap().synced().unwrap();
        assert_eq!(Journal::read(scratch.path(), parse).unwrap().records.len(), 1);
        first.synced().unwrap();
        commits.queue(Batch::default(), ()).unwrap().synced().unwrap();
        assert_eq!(commits.journal.lock().unwrap().syncs(), 1);
    }
}
