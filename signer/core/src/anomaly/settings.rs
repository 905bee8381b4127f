//! `[watch]` of `signer.toml`.

use serde::Deserialize;

/// Thresholds of the anomaly detector.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WatchConfig {
    /// Business hours: from the first of these to before the second, 0 to 24. Unset: no hour is unusual.
    pub hours: Option<[u8; 2]>,
    /// Minutes that the institution's clocks are ahead of UTC.
    pub utc_offset_minutes: i64,
    /// Are Saturdays and Sundays out of hours?
    pub weekends: bool,
    /// Days out of hours, each `YYYY-MM-DD`.
    pub holidays: Vec<String>,
    /// A badge that is backdated by more days raises an alert.
    pub backdated_days: u32,
}

impl Default for WatchConfig {
    fn default() -> Self {
        Self { hours: None, utc_offset_minutes: 0, weekends: false, holidays: Vec::new(), backdated_days: 30 }
    }
}
