//! Fair semaphore: bounds concurrent work, in order of arrival.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Bound on the concurrent work of one endpoint. The endpoint's threads bound the number of waiting requests.
#[derive(Debug)]
pub(crate) struct FairSemaphore {
    places: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    working: usize,
    last: u64,
    waiting: VecDeque<u64>,
}

/// A slot, released when dropped.
#[derive(Debug)]
pub(crate) struct Permit<'a>(&'a FairSemaphore);

impl FairSemaphore {
    pub(crate) fn new(places: usize) -> Self {
        Self { places, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Waits for a slot, at most `patience`. `None`: no slot became free in time.
    pub(crate) fn acquire(&self, patience: Duration) -> Option<Permit<'_>> {
        let end = Instant::now() + patience;
        let mut state = self.state();
        state.last += 1;
        let ticket = state.last;
        state.waiting.push_back(ticket);
        while state.waiting.front() != Some(&ticket) || state.working >= self.places {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                state.waiting.retain(|waiting| *waiting != ticket);
                self.changed.notify_all();
                return None;
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.waiting.pop_front();
        state.working += 1;
        // There may be a slot for the next request too.
        self.changed.notify_all();
        Some(Permit(self))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.0.state().working -= 1;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_came_first_works_first_and_who_waits_too_long_gets_nothing() {
        let semaphore = FairSemaphore::new(1);
        let first = semaphore.acquire(Duration::ZERO).unwrap();
        assert!(semaphore.acquire(Duration::from_millis(20)).is_none());
        let order = Mutex::new(Vec::new());
        std::thread::scope(|threads| {
            for number in 0..4 {
                let (semaphore, order) = (&semaphore, &order);
                threads.spawn(move || {
                    let _permit = semaphore.acquire(Duration::from_mins(5)).unwrap();
                    order.lock().unwrap().push(number);
                });
                while semaphore.state().waiting.len() <= number {
                    std::thread::yield_now();
                }
            }
            drop(first);
        });
        assert_eq!(order.into_inner().unwrap(), [0, 1, 2, 3]);
        assert!(semaphore.acquire(Duration::ZERO).is_some());
    }
}
