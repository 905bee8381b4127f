//! The one place that reads the clock. All else takes the time as an argument.

use credentials::time::Timestamp;
use std::time::SystemTime;

/// A time as the file system tells it.
pub(crate) fn at(time: SystemTime) -> Option<Timestamp> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok().map(Timestamp::from_millis)
}

/// The time of the host, in whole seconds: what a proof's `created` can hold.
#[expect(clippy::disallowed_methods, reason = "this is the edge that reads the clock")]
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_secs()).unwrap_or(i64::MAX / 1000).saturating_mul(1000))
}
