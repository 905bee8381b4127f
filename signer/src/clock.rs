//! The only place that reads the clock. All other code takes the time as an argument.

use credentials::time::Timestamp;
use std::time::SystemTime;

/// Converts a time of the file system.
pub(crate) fn at(time: SystemTime) -> Option<Timestamp> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok().map(Timestamp::from_millis)
}

/// The host's time in whole seconds, the precision of a proof's `created`.
#[expect(clippy::disallowed_methods, reason = "this is the edge that reads the clock")]
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_secs()).unwrap_or(i64::MAX / 1000).saturating_mul(1000))
}
