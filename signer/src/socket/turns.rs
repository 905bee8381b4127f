//! Fair semaphore: bounds concurrent work, in order of arrival.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Bound on the concurrent work of one endpoint. The endpoint's threads bound the number of waiting requests.
#[derive(Debug)]
pub(super) struct Turns {
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
pub(super) struct Turn<'a>(&'a Turns);

impl Turns {
    pub(super) fn new(places: usize) -> Self {
        Self { places, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Waits for a slot, at most `patience`. `None`: it took too long.
    pub(super) fn take(&self, patience: Duration) -> Option<Turn<'_>> {
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
        // There may be a slot for the next one too.
        self.changed.notify_all();
        Some(Turn(self))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.state().working -= 1;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_came_first_works_first_and_who_waits_too_long_is_told() {
        let turns = Turns::new(1);
        let first = turns.take(Duration::ZERO).unwrap();
        assert!(turns.take(Duration::from_millis(20)).is_none());
        let order = Mutex::new(Vec::new());
        std::thread::scope(|threads| {
            for number in 0..4 {
                let (turns, order) = (&turns, &order);
                threads.spawn(move || {
                    let _turn = turns.take(Duration::from_mins(5)).unwrap();
                    order.lock().unwrap().push(number);
                });
                while turns.state().waiting.len() <= number {
                    std::thread::yield_now();
                }
            }
            drop(first);
        });
        assert_eq!(order.into_inner().unwrap(), [0, 1, 2, 3]);
        assert!(turns.take(Duration::ZERO).is_some());
    }
}
