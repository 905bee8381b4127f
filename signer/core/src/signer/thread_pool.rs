//! Thread pool that shares the work of a batch. All threads exist from the start: a sandboxed process may create none.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Maximum number of threads.
const MOST_WORKERS: usize = 16;

/// Maximum items per piece of work where the token is a file on this machine: a quarter of the largest batch. Each
/// piece costs one request to the worker.
pub const OF_A_FILE: usize = 125;
/// The same for a device, which takes milliseconds per item: a request for one signature waits for one piece.
pub const OF_A_DEVICE: usize = 24;

type Job = Box<dyn FnOnce() + Send>;

/// The thread pool. Its threads end with the process.
#[derive(Debug)]
pub struct ThreadPool {
    jobs: Sender<Job>,
    workers: usize,
    most_at_once: usize,
}

impl ThreadPool {
    /// Starts two threads per token session: while one half waits for signatures, the other parses and checks.
    ///
    /// `most_at_once`: [`OF_A_FILE`] or [`OF_A_DEVICE`].
    ///
    /// # Errors
    /// When the system starts no thread.
    pub fn new(sessions: usize, most_at_once: usize) -> std::io::Result<Self> {
        let workers = sessions.saturating_mul(2).clamp(2, MOST_WORKERS);
        let (jobs, taken) = channel::<Job>();
        let taken = Arc::new(Mutex::new(taken));
        for _ in 0..workers {
            let taken = Arc::clone(&taken);
            std::thread::Builder::new().name("worker".to_owned()).spawn(move || work(&taken))?;
        }
        Ok(Self { jobs, workers, most_at_once })
    }

    /// Applies `work` to all items in pieces and returns the results in order, or `None` if a piece panicked. A single
    /// piece runs on the caller's thread.
    pub(crate) fn share<T, U>(
        &self,
        items: Vec<T>,
        work: impl Fn(Vec<T>) -> U + Send + Sync + 'static,
    ) -> Option<Vec<U>>
    where
        T: Send + 'static,
        U: Send + 'static,
    {
        let at_once = items.len().div_ceil(self.workers).clamp(1, self.most_at_once);
        if items.len() <= at_once {
            return Some(vec![work(items)]);
        }
        let work = Arc::new(work);
        let (made, done) = channel();
        let mut items = items.into_iter();
        let mut pieces = 0;
        loop {
            let piece: Vec<T> = items.by_ref().take(at_once).collect();
            if piece.is_empty() {
                break;
            }
            let (work, made, place) = (Arc::clone(&work), made.clone(), pieces);
            // The receiver is gone if a later piece could not be queued.
            let job = move || drop(made.send((place, work(piece))));
            self.jobs.send(Box::new(job)).ok()?;
            pieces += 1;
        }
        drop(made);
        let mut results: Vec<(usize, U)> = done.into_iter().collect();
        results.sort_unstable_by_key(|(place, _)| *place);
        (results.len() == pieces).then(|| results.into_iter().map(|(_, made)| made).collect())
    }
}

fn work(jobs: &Mutex<Receiver<Job>>) {
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        // A thread survives a panic of its job; the caller notices the missing piece.
        if catch_unwind(AssertUnwindSafe(job)).is_err() {
            crate::log::say("self-check: a piece of a batch came to no end");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_comes_back_in_order_and_once() {
        let pool = ThreadPool::new(3, OF_A_DEVICE).unwrap();
        for count in [0, 1, 2, 7, 100, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let made = pool.share(items.clone(), |piece| piece).unwrap();
            assert!(made.iter().all(|piece| piece.len() <= OF_A_DEVICE));
            assert_eq!(made.concat(), items);
        }
    }

    #[test]
    fn a_piece_that_panics_is_missed_and_the_workers_go_on() {
        let pool = ThreadPool::new(1, OF_A_DEVICE).unwrap();
        for _ in 0..5 {
            let items: Vec<usize> = (0..100).collect();
            assert!(pool.share(items, |piece| assert!(!piece.contains(&50))).is_none());
        }
        assert_eq!(pool.share(vec![1, 2, 3], |piece| piece).unwrap().concat(), [1, 2, 3]);
    }
}
