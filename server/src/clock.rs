//! Time and randomness: only this module reads the clock and draws random numbers.

use domain::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// Source of time and random numbers for use cases. Tests supply their own.
pub trait Clock: Send + Sync + 'static {
    /// The current time.
    fn now(&self) -> Timestamp;
    /// 128 unpredictable bits.
    fn random(&self) -> u128;
}

/// The system's clock and random number generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "this is the edge that reads the clock")]
        let now = SystemTime::now();
        let millis = match now.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |millis| -millis),
        };
        Timestamp::from_millis(millis)
    }

    fn random(&self) -> u128 {
        let mut bytes = [0_u8; 16];
        if getrandom::fill(&mut bytes).is_err() {
            // Every secret that this process issues would be guessable, so it must not continue.
            std::process::abort();
        }
        u128::from_le_bytes(bytes)
    }
}
