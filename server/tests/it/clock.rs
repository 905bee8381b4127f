//! The clock of the application under test.

use domain::Timestamp;
use insignia_server::clock::Clock;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// A clock that advances only on request, and a repeatable sequence of random numbers.
pub(crate) struct TestClock {
    now: AtomicI64,
    drawn: AtomicU64,
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.now.load(Ordering::SeqCst))
    }

    fn random(&self) -> u128 {
        // An odd multiplier visits all 2^128 values; nothing here must be secret.
        let drawn = u128::from(self.drawn.fetch_add(1, Ordering::SeqCst)) + 1;
        drawn.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
    }
}

impl TestClock {
    pub(crate) fn at(now: Timestamp) -> Self {
        Self { now: AtomicI64::new(now.millis()), drawn: AtomicU64::new(0) }
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}
