//! The only place that reads the clock. All other code takes the time as an argument.

use credentials::time::Timestamp;
use signer_core::Clock;
use std::time::SystemTime;

/// The host's clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the edge that reads the clock")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX / 1000);
        Timestamp::from_millis(seconds.saturating_mul(1000))
    }
}
