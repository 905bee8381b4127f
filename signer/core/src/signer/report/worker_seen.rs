//! State of the worker, requested at most once a second. Anybody who reaches the desk may load its page as often as
//! they like, and the token must stay free for signing.

use protocol::PinState;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long an answer is valid.
const STANDS: Duration = Duration::from_secs(1);

/// The last state, and when it was seen.
#[derive(Debug, Default)]
pub(super) struct WorkerSeen(Mutex<Option<(Instant, PinState)>>);

impl WorkerSeen {
    /// The worker's current state; `ask` requests it, one caller at a time.
    pub(super) fn state(&self, now: Instant, ask: impl FnOnce() -> PinState) -> PinState {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, state)) = *seen
            && now.saturating_duration_since(at) < STANDS
        {
            return state;
        }
        let state = ask();
        *seen = Some((now, state));
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_is_asked_once_a_second() {
        let (seen, began) = (WorkerSeen::default(), Instant::now());
        let after = |millis, state| seen.state(began + Duration::from_millis(millis), || state);
        assert_eq!(after(0, PinState::Good), PinState::Good);
        assert_eq!(after(999, PinState::WorkerAway), PinState::Good);
        assert_eq!(after(1_000, PinState::WorkerAway), PinState::WorkerAway);
        assert_eq!(after(1_500, PinState::Good), PinState::WorkerAway);
    }
}
